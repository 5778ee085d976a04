/** One person who sends more than a person can: others are answered as ever, and nothing of it stays. */
import { describe, expect, test } from 'vitest'
import { type Action, requestFor } from '../../src/chat/action.ts'
import type { Invocation } from '../../src/chat/invocation.ts'
import { itemsOf } from '../../src/core/item.ts'
import type { Node } from '../loopback-discord/readable.ts'
import { readableView } from '../loopback-slack/readable.ts'
import { backendDeveloper, createTestBot } from '../support/bot.ts'
import { kinds, openStore, runSql } from '../support/database.ts'
import { createDiscordWorld, readable } from '../support/discord-world.ts'
import { dump } from '../support/dump.ts'
import { rendered } from '../support/message-sender.ts'
import { withGroup } from '../support/slack-group.ts'

const rate = { atOnce: 20, everyMs: 1000 }

const onDiscord = async () => {
  const { store, statements } = openStore(await kinds.sqlite())
  await store.open()
  const world = await createDiscordWorld({ store, rate })
  await world.begin()
  await world.say('Sam', 'group create name:Friends start:2026-11-23 timezone:Europe/Berlin', { mayManage: true })
  await world.say('Ana', 'join')
  world.pass({ minutes: 3 })
  return { ...world, statements }
}

type Discord = Awaited<ReturnType<typeof onDiscord>>

const send = ({ discord, person, channel }: Discord, name: string, count: number) =>
  Promise.all(
    Array.from({ length: count }, async () => {
      const { message, followUps } = await discord.slash(person(name), channel, 'roadmap week').done()
      const answer = message ?? followUps[0]
      if (!answer) throw new Error('no answer')
      return { text: readable(answer), isPrivate: answer.visibleTo !== undefined }
    }),
  )

describe('who floods the bot on Discord', () => {
  test('is told privately how long to wait, without a single statement, and is answered after that', async () => {
    const world = await onDiscord()
    const first = await send(world, 'Ana', 20)
    expect(first.every(({ text }) => !text.includes('a lot at once'))).toBe(true)
    world.statements.length = 0
    const refused = await send(world, 'Ana', 40)
    expect(new Set(refused.map(({ text }) => text))).toEqual(
      new Set(['❌ That was a lot at once\nTry again in 1 second.']),
    )
    expect(refused.every(({ isPrivate }) => isPrivate)).toBe(true)
    expect(world.statements).toEqual([])
    world.at('2026-11-23T12:00')
    expect((await world.say('Ana', 'week')).text).toContain('Stage 1')
    expect(world.discord.refusals).toEqual([])
  })

  test('keeps nobody else from an answer', async () => {
    const world = await onDiscord()
    await send(world, 'Ana', 40)
    expect((await send(world, 'Sam', 1))[0]?.text).not.toContain('a lot at once')
  })

  test('gets no suggestions, and no answer to a button, either', async () => {
    const world = await onDiscord()
    const { discord, person, channel } = world
    const { message } = await world.say('Ana', 'stage 3')
    await send(world, 'Ana', 20)
    expect(await discord.type(person('Ana'), channel, 'roadmap done', { item: 'py' })).toEqual([])
    const pressed = await discord.press(person('Ana'), message, 'All stages').done()
    const answer = pressed.message ?? pressed.followUps[0]
    expect(answer && readable(answer)).toContain('That was a lot at once')
    expect(answer?.visibleTo).toBe(person('Ana').id)
    expect(readable(message)).toContain('Stage 3')
  })

  test('can send what they typed, however many suggestions that took', async () => {
    const world = await onDiscord()
    world.at('2026-11-23T12:00')
    const { discord, person, channel } = world
    const offered: number[] = []
    for (let at = 0; at < 30; at++)
      offered.push((await discord.type(person('Ana'), channel, 'roadmap done', { item: 'py' })).length)
    expect([offered[0], offered[29]].map((count) => count === 0)).toEqual([false, true])
    expect((await send(world, 'Ana', 1))[0]?.text).toContain('Stage 1')
  })

  test('waits no longer for having been refused often', async () => {
    const world = await onDiscord()
    await send(world, 'Ana', 500)
    world.at('2026-11-23T12:00:02')
    const next = await send(world, 'Ana', 3)
    expect(next.map(({ text }) => text.includes('a lot at once'))).toContain(false)
  })
})

describe('who floods the bot in Slack', () => {
  test('is told in the message, and in the form, which keeps what was filled in; a search in it finds nothing', async () => {
    const { say, slack, person, channel } = await withGroup({ rate })
    const { view } = await say('Sam', 'group settings')
    const flood = Array.from({ length: 30 }, () => slack.command(person('Sam'), channel, '/roadmap', 'week').done())
    const answers = (await Promise.all(flood)).flatMap((said) => (said?.message ? [said.message] : []))
    expect(answers.length).toBe(30)
    expect(await slack.lookUp(person('Sam'), view, 'timezone', 'berlin')).toEqual([])
    const submitted = slack.submit(person('Sam'), view, { name: 'Other' })
    const pushed = await submitted.waitFor(({ kind }) => kind === 'modal')
    expect(pushed.view && readableView(pushed.view)).toContain('That was a lot at once')
    expect(slack.refusals).toEqual([])
  })

  test('answers a channel three times in a minute, and alone after that', async () => {
    const { slack, person, channel, pass } = await withGroup({ rate })
    pass({ minutes: 3 })
    const asked = Array.from({ length: 5 }, () => slack.command(person('Ana'), channel, '/roadmap', 'stage 2').done())
    const answers = (await Promise.all(asked)).flatMap((said) => (said?.message ? [said.message] : []))
    expect(answers.filter(({ ephemeralTo }) => ephemeralTo === undefined).length).toBe(3)
    expect(answers.length).toBe(5)
  })

  test('opens the home tab as often as they like: it goes on showing what it did', async () => {
    const { home, slack, person, say } = await withGroup({ rate })
    const view = await home('Ana')
    expect(readableView(view)).toContain('Friends')
    for (let at = 0; at < 40; at++) await slack.openHome(person('Ana')).acked
    const published = () => slack.requests.filter(({ method }) => method === 'views.publish').length
    await slack.waitFor(() => published() > 0)
    expect(published()).toBeLessThan(25)
    expect(readableView(view)).toContain('Friends')
    // What others change still comes.
    await say('Sam', 'group settings name:Others confirm:yes', { admin: true })
    await slack.waitFor(() => readableView(view).includes('Others'))
  })
})

describe('who names more in one line than can be typed', () => {
  const names = itemsOf(backendDeveloper[0] ?? never()).map(({ id }) => id)

  const typedBy = async (line: string, more: Partial<Invocation> = {}) => {
    const { bot } = createTestBot()
    const say = (asked: string) => handle({ id: asked, ask: { line: asked } })
    const handle = (request: Pick<Invocation, 'id' | 'ask'>) =>
      bot.handle({
        ...{ source: 'command' as const, where: { platform: 'test', workspace: 'w', channel: 'c' } },
        ...{
          actor: { id: 'test:ana', name: 'Ana', zone: 'UTC', mayManage: true },
          checkChannel: async () => 'ok' as const,
        },
        ...request,
        ...more,
      })
    await say('group create Friends')
    const press = (action: Action) => handle({ id: 'press', ask: requestFor(action) })
    return { say, press, answer: (await say(line)).answer }
  }

  test('is given back every word of it, and a button that takes the first 20', async () => {
    const line = `done ${names.slice(0, 26).join(', ')} link:https://example.org`
    const { say, press, answer } = await typedBy(line)
    const shown = rendered(answer)
    expect(shown).toContain('That is more than 20 names in one line')
    expect(names.slice(0, 26).filter((name) => !shown.includes(name))).toEqual([])
    const [button] = answer.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))
    expect(button?.label).toBe('Mark the first 20 done')
    const taken = rendered((await press(button?.action ?? never())).answer)
    expect(taken).toContain('Recorded')
    expect((await say(`undo ${names.slice(0, 20).join(', ')}`)).answer.tone).toBe(undefined)
  })

  test('makes nobody wait: 248 names are refused without searching for any', async () => {
    const { answer } = await typedBy(`done ${Array.from({ length: 248 }, () => 'flas').join(', ')}`.slice(0, 1000))
    expect(rendered(answer)).toContain('more than 20 names')
    // Of 20 that are the same, one is searched for.
    const { answer: same } = await typedBy(`done ${Array.from({ length: 20 }, () => 'zzzzz').join(', ')}`)
    expect(rendered(same)).toContain('Nothing in Backend Developer is called “zzzzz”')
  })

  test('and undoes in the same way', async () => {
    const { answer } = await typedBy(`undo ${names.slice(0, 21).join(', ')}`)
    expect(rendered(answer)).toContain('Undo the first 20')
  })
})

describe('who founds or joins groups without end', () => {
  const founding = async () => {
    const { bot } = createTestBot()
    let requests = 0
    const say = async (name: string, line: string, channel: string) => {
      const { answer } = await bot.handle({
        ...{ id: `${++requests}`, source: 'command', ask: { line }, checkChannel: async () => 'ok' },
        where: { platform: 'test', workspace: 'w', channel },
        actor: { id: `test:${name}`, name, zone: 'UTC', mayManage: true },
      })
      return answer.title
    }
    return { say }
  }

  test('starts 20 and no more, also where they left those before; another can start the next', async () => {
    const { say } = await founding()
    for (let at = 0; at < 20; at++) {
      await say('Ana', `group create G${at}`, `c${at}`)
      await say('Ana', 'leave confirm:yes', `c${at}`)
    }
    expect(await say('Ana', 'group create Another', 'c20')).toBe('You have started 20 groups')
    expect(await say('Ben', 'group create Another', 'c20')).toContain('Another')
    expect(await say('Ana', 'group end confirm:yes', 'c7')).not.toContain('You have')
    expect(await say('Ana', 'group create Again', 'c21')).toContain('Again')
  })

  test('is in 50 and no more, until they leave one', async () => {
    const { say } = await founding()
    for (let at = 0; at < 51; at++) await say(`Founder${Math.floor(at / 20)}`, `group create G${at}`, `c${at}`)
    for (let at = 0; at < 50; at++) expect(await say('Ana', 'join', `c${at}`)).toContain(`G${at}`)
    expect(await say('Ana', 'join', 'c50')).toBe('You are in 50 groups')
    expect(await say('Ana', 'group create Own', 'own')).toBe('You are in 50 groups')
    await say('Ana', 'leave', 'c3')
    expect(await say('Ana', 'join', 'c50')).toContain('G50')
  })
})

describe('who is in many groups, and asks alone', () => {
  const inGroups = async (count: number) => {
    const url = await kinds.sqlite()
    const { store } = openStore(url)
    await store.open()
    const world = await createDiscordWorld({ store })
    await world.begin()
    const { person, discord, channel } = world
    for (let at = 0; at < count; at++) {
      const where = at === 0 ? channel : world.addChannel(`c${at}`)
      const founder = `Founder ${Math.floor(at / 20)}`
      await world.say(founder, `group create name:G${at + 10} start:2026-11-23 timezone:UTC`, {
        mayManage: true,
        where,
      })
      await world.say('Ana', 'join', { where })
    }
    await runSql(url, 'DELETE FROM "StoredAction"')
    const storedActions = async () => (await dump(url)).StoredAction ?? []
    return { ...world, direct: discord.directMessages(person('Ana')), storedActions }
  }

  test('chooses among all of them, and nothing is kept but what can be chosen, with its owner', async () => {
    const { say, choose, discord, person, direct, storedActions } = await inGroups(30)
    const { text, message } = await say('Ana', `done item:${'python '.repeat(20).trim()}`, { where: direct })
    expect(text).toContain('Which group do you mean?')
    expect(text).toContain('You are in 30.')
    const kept = await storedActions()
    expect(kept.length).toBe(30)
    expect(new Set(kept.map(({ ownerId }) => ownerId))).toEqual(new Set([`discord:${person('Ana').id}`]))
    const [, second] = menusOf(message)
    expect(second?.options?.map(({ label }) => label)).toEqual(['G35', 'G36', 'G37', 'G38', 'G39'])
    expect((await choose('Ana', message, 'G33')).text).toContain('Which “python')
    expect(discord.refusals).toEqual([])
  })
})

test('a card that has room for 25 buttons keeps no more of them', async () => {
  const url = await kinds.sqlite()
  const { store } = openStore(url)
  const { adapter, bot } = await createDiscordWorld({ store })
  await adapter.start(bot)
  const buttons = Array.from({ length: 2500 }, (_, at) => ({
    label: `${at}`,
    action: { command: 'done', input: { item: `${'x'.repeat(100)} ${at}` } },
  }))
  await adapter.prepare({ person: 'discord:1' }, { title: 'Many', blocks: [{ kind: 'buttons', buttons }] }, 'key')
  expect((await dump(url)).StoredAction?.length).toBe(25)
})

describe('who answers a channel again and again', () => {
  const asked = async (count: number) => {
    const world = await onDiscord()
    world.at('2026-11-23T12:00')
    const { discord, person, channel } = world
    const answers = await Promise.all(
      Array.from({ length: count }, async () => {
        const { message, followUps } = await discord
          .slash(person('Ana'), channel, 'roadmap stage', { number: 1 })
          .done()
        const answer = message ?? followUps[0]
        if (!answer) throw new Error('no answer')
        return { text: readable(answer), isPrivate: answer.visibleTo !== undefined }
      }),
    )
    return { ...world, answers }
  }

  test('is answered alone from the fourth time in a minute on, in full and with the reason', async () => {
    const { answers, say, at } = await asked(6)
    expect(answers.filter(({ isPrivate }) => !isPrivate).length).toBe(3)
    const alone = answers.filter(({ isPrivate }) => isPrivate)
    expect(alone.every(({ text }) => text.includes('Stage 1') && text.includes('Only you see this'))).toBe(true)
    expect((await say('Sam', 'stage 2')).isPrivate).toBe(false)
    at('2026-11-23T12:02')
    expect((await say('Ana', 'stage 2')).isPrivate).toBe(false)
  })

  test('is still asked, and told of mistakes, as often as they like: only what others see is counted', async () => {
    const { discord, person, channel, say } = await asked(0)
    for (let at = 0; at < 5; at++) await discord.slash(person('Ana'), channel, 'roadmap week').done()
    for (let at = 0; at < 5; at++)
      await discord.slash(person('Ana'), channel, 'roadmap stage', { number: 1, roadmap: 'nothing' }).done()
    expect((await say('Ana', 'stage 1')).isPrivate).toBe(false)
  })

  test('changes no group so often that its channel reads of nothing else', async () => {
    const { discord, person, channel, say } = await asked(0)
    const direct = discord.directMessages(person('Sam'))
    const names = ['A', 'B', 'C', 'D', 'E']
    const answers: string[] = []
    for (const name of names) {
      const exchange = discord.slash(person('Sam'), direct, 'roadmap group settings', { name, confirm: true })
      const { message, followUps } = await exchange.done()
      const answer = message ?? followUps[0]
      answers.push(answer ? readable(answer) : '')
    }
    expect(answers.map((answer) => answer.includes('The channel was told a lot'))).toEqual([
      false,
      false,
      false,
      true,
      true,
    ])
    expect((await say('Sam', 'group show', { where: channel })).text).toContain('C')
    expect(discord.messages(channel).filter((message) => readable(message).includes('Name')).length).toBeLessThan(4)
  })
})

const menusOf = (message: { components: unknown }): Node[] =>
  (message.components as Node[]).flatMap(function find(node: Node): Node[] {
    return node.type === 3 ? [node] : (node.components ?? []).flatMap(find)
  })

const never = (): never => {
  throw new Error('no roadmap')
}
