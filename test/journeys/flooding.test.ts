/** One person who sends more than a person can: others are answered as ever, and nothing of it stays. */
import { describe, expect, test } from 'vitest'
import type { Invocation } from '../../src/bot/invocation.ts'
import { itemsOf } from '../../src/core/item.ts'
import { backendDeveloper, createTestBot } from '../support/bot.ts'
import { kinds, openStore } from '../support/database.ts'
import { createDiscordWorld, readable } from '../support/discord-world.ts'
import { rendered } from '../support/post-office.ts'
import { readableView } from '../support/slack/readable.ts'
import { withGroup } from '../support/slack-group.ts'

const rate = { atOnce: 20, everyMs: 1000 }

const onDiscord = async () => {
  const { store, statements } = openStore(await kinds.sqlite())
  await store.open()
  const world = await createDiscordWorld({ store, rate })
  await world.begin()
  await world.say('Sam', 'group create name:Friends start:2026-11-23 timezone:Europe/Berlin', { mayManage: true })
  await world.say('Ana', 'join')
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

  test('waits no longer for having been refused often', async () => {
    const world = await onDiscord()
    await send(world, 'Ana', 500)
    world.at('2026-11-23T12:00:02')
    const next = await send(world, 'Ana', 3)
    expect(next.map(({ text }) => text.includes('a lot at once'))).toContain(false)
  })
})

describe('who floods the bot in Slack', () => {
  test('is told in the message, in the form and in the search, and each of them keeps what it shows', async () => {
    const { say, slack, person, channel } = await withGroup({ rate })
    const { view } = await say('Sam', 'group settings')
    const flood = Array.from({ length: 30 }, () => slack.command(person('Sam'), channel, '/roadmap', 'week').done())
    const answers = (await Promise.all(flood)).flatMap((said) => (said?.message ? [said.message] : []))
    expect(answers.length).toBe(30)
    const submitted = slack.submit(person('Sam'), view, { name: 'Other' })
    const pushed = await submitted.waitFor(({ kind }) => kind === 'modal')
    expect(pushed.view && readableView(pushed.view)).toContain('That was a lot at once')
    expect(slack.refusals).toEqual([])
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
    await say('Sam', 'group settings name:Others sure:yes', { admin: true })
    await slack.waitFor(() => readableView(view).includes('Others'))
  })
})

describe('who names more in one line than can be typed', () => {
  const names = itemsOf(backendDeveloper[0] ?? never()).map(({ id }) => id)

  const typedBy = async (line: string, more: Partial<Invocation> = {}) => {
    const { bot } = createTestBot()
    const say = (asked: string) =>
      bot.handle({
        ...{ id: asked, via: 'typed' as const, where: { platform: 'test', workspace: 'w', channel: 'c' } },
        ...{
          actor: { id: 'test:ana', name: 'Ana', zone: 'UTC', mayManage: true },
          checkChannel: async () => 'ok' as const,
        },
        ...{ ask: { line: asked }, ...more },
      })
    await say('group create Friends')
    return { say, answer: (await say(line)).answer }
  }

  test('is given back every word of it, and a button that takes the first 20', async () => {
    const line = `done ${names.slice(0, 26).join(', ')} link:https://example.org`
    const { say, answer } = await typedBy(line)
    const shown = rendered(answer)
    expect(shown).toContain('That is more than 20 names in one line')
    expect(names.slice(0, 26).filter((name) => !shown.includes(name))).toEqual([])
    const [button] = answer.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))
    expect(button?.label).toBe('Mark the first 20 done')
    const taken = rendered((await say(button?.line ?? '')).answer)
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

const never = (): never => {
  throw new Error('no roadmap')
}
