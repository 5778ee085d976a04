import { describe, expect, test } from 'vitest'
import type { Exchange } from '../../loopback-slack/exchange.ts'
import type { Happening } from '../../loopback-slack/happenings.ts'
import { readable, readableView } from '../../loopback-slack/readable.ts'
import type { Message, Workspace } from '../../loopback-slack/state.ts'
import { sendBy } from '../../support/send-by.ts'
import { createSlackWorld, type Options } from '../../support/slack-world.ts'

const answer = async (exchange: Exchange): Promise<Message> => {
  const message = (await exchange.done())?.message
  if (!message) throw new Error('no answer')
  return message
}

/** The bot in two workspaces, in each of which an Ana organizes a group, and a Ben is. */
const begun = async (options: Options = {}) => {
  const world = await createSlackWorld({ elsewhere: ['Work'], ...options })
  const { slack, workspace, others } = world
  const sideIn = (there: Workspace, groupName: string) => {
    const channel = slack.addChannel(there, 'learning', { botIsIn: false })
    const [ana, ben] = [slack.addUser(there, 'ana', { admin: true }), slack.addUser(there, 'ben')]
    return {
      workspace: there,
      channel,
      ana,
      ben,
      groupName,
      say: async (line: string, user = ana) => answer(slack.command(user, channel, '/roadmap', line)),
      press: async (message: Message, label: string, user = ana) => answer(slack.press(user, message, label)),
      post: () =>
        sendBy(
          world.adapter,
          { platform: 'slack', workspace: there.id, channel: channel.id },
          { title: 'A post', blocks: [] },
          'key',
        ),
    }
  }
  const sides = [sideIn(workspace, 'Study Friends'), sideIn(others[0] as Workspace, 'Work Friends')] as const
  await world.begin()
  /** Does the same in both, at the same time. */
  const both = <T>(work: (side: (typeof sides)[number]) => Promise<T>) => Promise.all(sides.map(work))
  return { ...world, sides, both }
}

type World = Awaited<ReturnType<typeof begun>>

/** Ids of channels, people and workspaces in a request, such as C00000004. */
const idsIn = (body: object): string[] => JSON.stringify(body).match(/\b[TCUD][0-9A-Z]{9}\b/g) ?? []

/** Whether each request was for the workspace of its token, as far as it names anything in one. */
const everyTokenAtHome = ({ slack, sides }: World) => {
  const homeTabs = new Map<string, string>()
  for (const { workspace, channel, ana, ben } of sides) {
    const direct = [ana, ben].map((user) => slack.directChannel(user))
    for (const { id } of [workspace, channel, ana, ben, ...direct]) homeTabs.set(id, workspace.botToken)
  }
  const strays = slack.requests.filter(({ token, body }) =>
    idsIn(body).some((id) => homeTabs.has(id) && homeTabs.get(id) !== token),
  )
  return strays.length === 0
}

describe.each(['socket', 'http'] as const)('by way of %s, two workspaces at the same time', (way) => {
  test('are served each with its own token, in everything', async () => {
    const world = await begun({ way })
    const { slack, sides, both, adapter, at, notifications } = world

    // The bot is invited, and greets.
    const greetings = await both(async ({ channel }) => {
      const { message } = await slack
        .inviteBot(channel)
        .waitFor(({ kind, channel: where }) => kind === 'posted' && where === channel)
      return message
    })
    expect(greetings.map((message) => message && readable(message).split('\n')[0])).toEqual(
      Array(2).fill('Shall we learn together?'),
    )

    // Commands and presses, by people who have to be looked up.
    await both(({ say, groupName }) => say(`group create name:"${groupName}" start:2026-11-23 timezone:Europe/Berlin`))
    const shown = await both(({ say }) => say('group show'))
    const joined = await both(({ press, ben, workspace }) =>
      press(shown.find(({ channel }) => channel.workspace === workspace) as Message, 'Join', ben),
    )
    expect(joined.map((message) => readable(message).split('\n')[0])).toEqual(
      sides.map(({ groupName }) => `ben joins ${groupName}`),
    )

    // Files, which go by direct messages.
    await both(({ say }) => say('privacy export'))
    const exported = sides.map(({ ana }) => slack.directMessages(ana).at(-1)?.files[0]?.data?.toString() ?? '')
    for (const [index, { workspace, groupName }] of sides.entries()) {
      expect(exported[index]).toContain(`slack:${workspace.id}-`)
      expect(exported[index]).toContain(groupName)
      expect(exported[1 - index]).not.toContain(groupName)
    }

    // Posts to channels and to people.
    at('2026-11-23T09:00')
    await notifications.runCycleAndWait()
    for (const { channel, groupName } of sides)
      expect(slack.messages(channel).map(readable).join('\n')).toContain(`${groupName}: week of Mon 23 Nov 2026`)
    await both(async ({ workspace, ana }) => {
      await sendBy(adapter, `slack:${workspace.id}-${ana.id}`, { title: 'A letter', blocks: [] }, 'key')
      expect(slack.directMessages(ana).map(readable)).toContain('A letter')
    })

    // Forms and home tabs.
    await both(async ({ channel, ana, groupName }) => {
      const ofAna = (kind: string) => (happening: Happening) => happening.kind === kind && happening.user === ana
      const { view: home } = await slack.openHome(ana).waitFor(ofAna('home'))
      const { view: form } = await slack.command(ana, channel, '/roadmap', 'done').waitFor(ofAna('modal'))
      if (!home || !form) throw new Error('no view')
      const told = await slack.submit(ana, form, { item: ['data-structures'] }).waitFor(ofAna('ephemeral'))
      expect(told.message && readable(told.message)).toContain('Recorded: Data Structures')
      await slack.waitFor(() => readableView(home).includes('20 of 3,600 points'))
      const [own, other] = [groupName, sides.map((side) => side.groupName).find((name) => name !== groupName) ?? '']
      expect([readableView(home).includes(own), readableView(home).includes(other)]).toEqual([true, false])
    })

    expect(everyTokenAtHome(world)).toBe(true)
    expect(slack.refusals).toEqual([])
    // Each did the same, and each with its own token.
    const methodsOf = ({ botToken }: Workspace) =>
      slack.requests
        .filter(({ token }) => token === botToken)
        .map(({ method }) => method)
        .toSorted()
    const [one, other] = sides.map(({ workspace }) => methodsOf(workspace))
    expect(one).toEqual(other)
    expect([...new Set(one)]).toEqual([
      'auth.test',
      'chat.postMessage',
      'conversations.info',
      'conversations.members',
      'conversations.open',
      'files.completeUploadExternal',
      'files.getUploadURLExternal',
      'upload',
      'users.info',
      'views.open',
      'views.publish',
    ])
  })

  test('a request of a workspace that the bot is not in ends nothing, and carries no token', async () => {
    const { slack, sides, adapter, log } = await begun({ way })
    const stranger = slack.addWorkspace('Strangers')
    const channel = slack.addChannel(stranger, 'learning')
    const user = slack.addUser(stranger, 'eve', { admin: true })
    const before = slack.requests.length
    for (const { acked } of [
      slack.command(user, channel, '/roadmap', 'group create timezone:UTC'),
      slack.inviteBot(channel),
      slack.event(stranger, { type: 'channel_left', channel: channel.id }),
      ...slack.uninstall(stranger),
    ])
      expect((await acked).failed).toBeUndefined()
    const where = { platform: 'slack', workspace: stranger.id, channel: channel.id }
    expect(await sendBy(adapter, where, { title: 'A post', blocks: [] }, 'key')).toEqual({
      failed: `no token for the workspace ${stranger.id} so far`,
    })
    expect(slack.requests.slice(before)).toEqual([])
    expect(log.entries.map(({ message }) => message)).toContain('Slack: the app reported an error')
    expect(readable(await sides[0].say('list'))).toContain('1 roadmap')
  })
})

test('a channel of one workspace cannot be reached by naming the other', async () => {
  const { adapter, sides, slack } = await begun()
  const [here, there] = sides
  const where = { platform: 'slack', workspace: there.workspace.id, channel: here.channel.id }
  expect(await sendBy(adapter, where, { title: 'A post', blocks: [] }, 'key')).toEqual({ refused: 'channel-gone' })
  expect(slack.messages(here.channel)).toEqual([])
})

test('one workspace takes the app out, and the other goes on', async () => {
  const { slack, sides, both, adapter, log, at, notifications } = await begun()
  await both(async ({ channel, say, groupName }) => {
    await slack.inviteBot(channel).acked
    await say(`group create name:"${groupName}" start:2026-11-23 timezone:Europe/Berlin`)
  })
  const [here, there] = sides
  for (const { acked } of slack.uninstall(there.workspace)) await acked
  const before = slack.requests.length
  await expect.poll(() => there.post()).toMatchObject({ failed: expect.stringContaining('no token') })
  expect(readable(await here.say('group show'))).toContain('Study Friends')
  at('2026-11-23T09:00')
  await notifications.runCycleAndWait()
  expect(slack.messages(here.channel).map(readable).join('\n')).toContain('Study Friends: week of')
  expect(slack.requests.slice(before).map(({ token }) => token)).not.toContain(there.workspace.botToken)
  expect(adapter.isUp()).toBe(true)
  expect(log.entries.map(({ message }) => message).join()).not.toContain('no workspace left')
})
