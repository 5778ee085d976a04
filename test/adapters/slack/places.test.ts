import { describe, expect, test } from 'vitest'
import { readable } from '../../loopback-slack/readable.ts'
import type { Channel } from '../../loopback-slack/state.ts'
import { sendBy } from '../../support/send-by.ts'
import { createSlackWorld, type Options } from '../../support/slack-world.ts'

const begun = async (options: Options = {}) => {
  const world = await createSlackWorld(options)
  const { slack, workspace, bot, channel, store } = world
  world.person('Sam', { admin: true })
  // Known from the bot itself, so that nobody has to wait whether something follows.
  let followed = 0
  const { onChannelEvent } = bot
  bot.onChannelEvent = async (...told) => {
    const reply = await onChannelEvent(...told)
    followed++
    return reply
  }
  await world.begin()
  const tell = async (event: Parameters<typeof slack.event>[1], id?: string) => {
    const before = followed
    expect((await slack.event(workspace, event, id).acked).failed).toBeUndefined()
    await expect.poll(() => followed).toBe(before + 1)
  }
  return {
    ...world,
    tell,
    shown: (where: Channel = channel) => slack.messages(where).map(readable),
    async invite(where: Channel = channel) {
      const { message } = await slack
        .inviteBot(where)
        .waitFor(({ kind, by }) => kind === 'posted' && by === 'chat.postMessage')
      if (!message) throw new Error('nothing was said')
      return message
    },
    async kick(type = 'channel_left') {
      slack.removeBot(channel)
      await tell({ type, channel: channel.id })
    },
    deliveryBlock: async () =>
      (await store.reads.groupAt({ platform: 'slack', workspace: workspace.id, channel: channel.id }))?.deliveryBlock,
  }
}

const withGroup = async (options?: Options) => {
  const world = await begun(options)
  await world.say('Sam', 'group create name:Friends start:2026-11-23 timezone:Europe/Berlin')
  return world
}

describe.each(['socket', 'http'] as const)('by way of %s, the bot that is invited to a channel', (way) => {
  test('says in one short message how to begin', async () => {
    const { slack, addChannel, invite, press, submit, shown } = await begun({ way })
    const fresh = addChannel('fresh')
    const message = await invite(fresh)
    expect(readable(message)).toMatchInlineSnapshot(`
      "Shall we learn together?
      I help a study group follow a learning roadmap: with a plan for each week, everybody’s progress, and a fair leaderboard. /roadmap group create begins one in this channel; others then join with a button.
      [Create a group]
      [See the roadmap]
      [What I can do]"
    `)
    expect((await press('Sam', message, 'See the roadmap')).text).toContain('Backend Developer')
    const { view } = await press('Sam', message, 'Create a group')
    const created = await submit('Sam', view)
    // Others join with what is on the card.
    expect(created.text).toContain('is at home here')
    expect(shown(fresh)).toEqual([readable(message), created.text])
    expect([slack.refusals, slack.pings, slack.warnings]).toEqual([[], [], []])
  })

  test('greets once, however often Slack tells of it', async () => {
    const { workspace, channel, tell, shown } = await begun({ way })
    const event = { type: 'member_joined_channel', user: workspace.botUserId, channel: channel.id, channel_type: 'C' }
    for (let count = 0; count < 3; count++) await tell(event, 'Ev0SAME')
    await expect.poll(() => shown()).toHaveLength(1)
    await tell(event, 'Ev0ANOTHER')
    await expect.poll(() => shown()).toHaveLength(2)
  })
})

describe('the bot that is invited', () => {
  test('to the home of a group says that its posts come', async () => {
    const { invite } = await withGroup()
    expect(readable(await invite())).toMatchInlineSnapshot(`
      "Friends is at home here
      I am in this channel now, and the weekly post comes here: Monday 09:00, Europe/Berlin.
      [My week]
      [The group]
      [Join]"
    `)
  })

  test('says so, too, where weekly posts are off, or something else is in their way', async () => {
    const { invite, say, slack, tick, at } = await withGroup()
    await say('Sam', 'group settings posts:off confirm:yes')
    expect(readable(await invite())).toContain('Weekly posts are off')
    await say('Sam', 'group settings posts:on confirm:yes')
    slack.failNext({ method: 'chat.postMessage', error: 'restricted_action' })
    at('2026-11-23T09:00')
    await tick()
    expect(readable(await invite())).toContain('I may not write in the channel, so posts are stopped')
  })

  test('as others are, or to a conversation with one person, says nothing', async () => {
    const { slack, workspace, channel, person, shown, invite, addChannel } = await begun()
    const joined = { type: 'member_joined_channel', channel_type: 'C', team: workspace.id }
    await slack.event(workspace, { ...joined, user: person('Sam').id, channel: channel.id }).acked
    const direct = slack.directChannel(person('Sam'))
    await slack.event(workspace, { ...joined, user: workspace.botUserId, channel: direct.id }).acked
    await invite(addChannel('fresh'))
    expect([shown(), shown(direct)]).toEqual([[], []])
  })

  test('into a channel where it may not write goes on', async () => {
    const { slack, log, channel, invite, addChannel } = await begun()
    slack.archive(channel)
    slack.inviteBot(channel)
    await expect.poll(() => log.entries.map(({ message }) => message)).toContain('Slack: a greeting was not posted')
    expect(readable(await invite(addChannel('fresh')))).toContain('Shall we learn together?')
  })

  test('while its memory is out of reach says nothing, and greets the next time', async () => {
    const { store, log, channel, shown, invite, slack } = await begun()
    const { transaction } = store
    store.transaction = () => Promise.reject(new Error('the disk is full'))
    slack.inviteBot(channel)
    await expect.poll(() => log.entries.filter(({ level }) => level === 'error')).toHaveLength(1)
    store.transaction = transaction
    await invite()
    expect(shown()).toHaveLength(1)
  })
})

describe('the bot that is removed', () => {
  test.each(['channel_left', 'group_left'])('from a channel (%s) posts there no more', async (type) => {
    const { slack, at, tick, deliveryBlock, kick, say, addChannel } = await withGroup()
    await kick(type)
    expect((await deliveryBlock())?.kind).toBe('removed')
    const before = slack.requests.length
    at('2026-11-23T09:00')
    expect(await tick()).toEqual([])
    expect(slack.requests.slice(before)).toEqual([])
    const { text } = await say('Sam', 'list', { where: addChannel('elsewhere') })
    expect(text).toContain('I cannot post for the group: I was removed from the channel')
  })

  test('and is told so twice counts the days until the group is gone from the first', async () => {
    const { at, tick, deliveryBlock, kick } = await withGroup()
    await kick()
    const since = (await deliveryBlock())?.since
    at('2026-11-25T12:00')
    await kick()
    expect((await deliveryBlock())?.since).toEqual(since)
    at('2026-12-07T07:59')
    await tick()
    expect(await deliveryBlock()).toBeDefined()
    at('2026-12-07T08:30')
    await tick()
    expect(await deliveryBlock()).toBeUndefined()
  })

  test('and is invited again posts again, from then on', async () => {
    const { slack, at, tick, deliveryBlock, kick, invite, say } = await withGroup()
    // One post is owed at that time.
    slack.failNext({ method: 'chat.postMessage', status: 503 })
    at('2026-11-23T09:00')
    await tick()
    await kick()
    at('2026-11-23T09:30')
    expect(await tick()).toEqual([])
    expect((await say('Sam', 'group log')).text).toContain('I was removed from the channel')
    expect(readable(await invite())).toContain('the weekly post comes here: Monday 09:00, Europe/Berlin')
    expect(await deliveryBlock()).toBeUndefined()
    expect(await tick()).toEqual([])
    at('2026-11-30T09:00')
    expect((await tick()).join()).toContain('Friends: week of Mon 30 Nov 2026')
  })

  test('and was invited again before Slack tells of the removal goes on posting', async () => {
    const { slack, workspace, channel, invite, at, tick, say, deliveryBlock } = await withGroup()
    await invite()
    await slack.event(workspace, { type: 'channel_left', channel: channel.id, event_ts: '1700000000.000100' }).acked
    expect((await say('Sam', 'group show')).text).toContain('Friends')
    expect(await deliveryBlock()).toBeUndefined()
    at('2026-11-23T09:00')
    expect((await tick()).join()).toContain('Friends: week of Mon 23 Nov 2026')
  })

  test('by a refused post that came before the news is healed by an invitation as well', async () => {
    const { slack, channel, at, tick, deliveryBlock, invite } = await withGroup()
    slack.removeBot(channel)
    at('2026-11-23T09:00')
    await tick()
    expect((await deliveryBlock())?.kind).toBe('no-access')
    await invite()
    expect(await deliveryBlock()).toBeUndefined()
  })
})

test('a channel gets another id: the group moves along', async () => {
  const { tell, channel, addChannel, say, at, tick, shown } = await withGroup()
  const renamed = addChannel('renamed')
  await tell({ type: 'channel_id_changed', old_channel_id: channel.id, new_channel_id: renamed.id })
  expect((await say('Sam', 'group show', { where: renamed })).text).toContain('Friends')
  expect((await say('Sam', 'group show')).text).toContain('No study group meets here yet')
  at('2026-11-23T09:00')
  await tick()
  expect(shown(renamed).join()).toContain('Friends: week of Mon 23 Nov 2026')
})

test('a channel gets an id where a group is at home already: both stay', async () => {
  const { tell, channel, addChannel, say } = await withGroup()
  const other = addChannel('other')
  await say('Sam', 'group create name:Others timezone:UTC', { where: other })
  await tell({ type: 'channel_id_changed', old_channel_id: channel.id, new_channel_id: other.id })
  expect((await say('Sam', 'group show', { where: other })).text).toContain('Others')
  expect((await say('Sam', 'group show')).text).toContain('Friends')
})

describe('the app that is taken out of the workspace', () => {
  const revoked = (...bot: string[]) => ({ type: 'tokens_revoked', tokens: { oauth: [], bot } })

  test.each(['the one first', 'the other first', 'one alone', 'each twice'])(
    'stops its groups, uses its token no more, and says what to do: %s',
    async (order) => {
      const { slack, workspace, adapter, log, at, tick, deliveryBlock } = await withGroup()
      const before = slack.requests.length
      workspace.installed = false
      const [one, other] = [revoked(workspace.botUserId), { type: 'app_uninstalled' }]
      const events = {
        'the one first': [one, other],
        'the other first': [other, one],
        'one alone': [one],
        'each twice': [one, other, other, one],
      }[order]
      for (const event of events ?? []) expect((await slack.event(workspace, event).acked).failed).toBeUndefined()
      await expect.poll(async () => (await deliveryBlock())?.kind).toBe('removed')
      at('2026-11-23T09:00')
      await tick()
      await sendBy(
        adapter,
        { platform: 'slack', workspace: workspace.id, channel: 'C1' },
        { title: 'A post', blocks: [] },
        'key',
      )
      expect(slack.requests.slice(before)).toEqual([])
      expect(adapter.isUp()).toBe(false)
      const warnings = log.entries.filter(({ level }) => level === 'warn').map(({ message }) => message)
      expect(warnings.filter((words) => words.includes('install the app in the workspace again'))).toHaveLength(1)
      expect(await Promise.race([adapter.ended.then(() => 'over'), 'goes on'])).toBe('goes on')
    },
  )

  test('as a person takes back their own leave changes nothing', async () => {
    const { slack, workspace, person, adapter, say, deliveryBlock } = await withGroup()
    await slack.event(workspace, revoked(person('Sam').id)).acked
    await slack.event(workspace, { type: 'tokens_revoked', tokens: { oauth: [person('Sam').id] } }).acked
    expect((await say('Sam', 'group show')).text).toContain('Friends')
    expect([adapter.isUp(), await deliveryBlock()]).toEqual([true, undefined])
  })
})

test('what follows from an event is done before the bot stops', async () => {
  const { slack, bot, adapter, channel, shown } = await begun()
  const { promise, resolve: letGo } = Promise.withResolvers<void>()
  const asked = Promise.withResolvers<void>()
  const { onChannelEvent } = bot
  bot.onChannelEvent = async (...told) => {
    asked.resolve()
    await promise
    return onChannelEvent(...told)
  }
  slack.inviteBot(channel)
  await asked.promise
  const stopped = adapter.stop()
  letGo()
  await stopped
  expect(shown()).toHaveLength(1)
})
