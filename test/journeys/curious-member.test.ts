/** The channel as a curious member reads it, while people who do not want to be named use the bot there. */
import { describe, expect, test } from 'vitest'
import { readable as readableInSlack } from '../loopback-slack/readable.ts'
import { createDiscordWorld, readable } from '../support/discord-world.ts'
import { createSlackWorld } from '../support/slack-world.ts'

/** Everything whose answer is public for others, and buttons beside. */
const publicLines = [
  ...['overview', 'stage 1', 'career', 'leaderboard', 'leaderboard all', 'group show'],
  ...['leave', 'join', 'settings', 'week', 'stage 2'],
]

/** What organizers do, and everybody must know. */
const changes = [
  ...[
    'group settings tempo:fast confirm:yes',
    'group pause 2 confirm:yes',
    'group resume confirm:yes',
    'group end confirm:yes',
  ],
]

const platforms = [
  ['Discord, at once', async () => onDiscord({})],
  ['Discord, where each answer takes long', async () => onDiscord({ answerTimeoutMs: 0 })],
  ['Slack, at once', async () => onSlack({})],
  ['Slack, where each answer takes long', async () => onSlack({ answerTimeoutMs: 0 })],
] as const

const onDiscord = async (options: { answerTimeoutMs?: number }) => {
  const world = await createDiscordWorld(options)
  await world.begin()
  const { discord, channel } = world
  const user = (name: string) => world.person(name)
  return {
    ...world,
    organize: (name: string, line: string) => world.say(name, line, { mayManage: true }),
    /** Joins by the button below the answer to somebody else. */
    joinAfter: async (first: string, name: string) =>
      world.press(name, (await world.say(first, 'join')).message, 'Join'),
    /** Everything that Discord has of the channel: words, buttons, and whose command an answer is of. */
    inChannel: () => JSON.stringify([discord.messages(channel), discord.namedIn(channel)]),
    posts: () => discord.messages(channel).map(readable),
    directly: (name: string) => discord.messages(discord.directMessages(user(name))).map(readable),
    idOf: (name: string) => user(name).id,
  }
}

const onSlack = async (options: { answerTimeoutMs?: number }) => {
  const world = await createSlackWorld(options)
  world.person('Sam', { admin: true })
  await world.begin()
  const { slack, channel } = world
  return {
    ...world,
    organize: (name: string, line: string) => world.say(name, line),
    /** Joins by the button below the answer to somebody else. */
    joinAfter: async (first: string, name: string) =>
      world.press(name, (await world.say(first, 'join')).message, 'Join'),
    inChannel: () =>
      JSON.stringify(
        slack.messages(channel).map(({ text, blocks, calledBy }) => ({ text, blocks, calledBy: calledBy?.id })),
      ),
    posts: () => slack.messages(channel).map(readableInSlack),
    directly: (name: string) => slack.directMessages(world.person(name)).map(readableInSlack),
    idOf: (name: string) => world.person(name).id,
  }
}

describe.each(platforms)('on %s', (_, open) => {
  test.each(['anonymous', 'hidden'])(
    'no answer in the channel carries the id or name of a member who is %s',
    async (visibility) => {
      const { say, organize, inChannel, idOf, joinAfter } = await open()
      await organize('Sam', 'group create name:Friends start:2026-11-23 timezone:Europe/Berlin')
      await say('Uma', `settings visibility:${visibility}`)
      await joinAfter('Ana', 'Uma')
      for (const line of publicLines) expect((await say('Uma', line)).isPrivate, line).toBe(true)
      expect(inChannel().includes(idOf('Uma'))).toBe(false)
      expect(inChannel().includes('Uma')).toBe(false)
      // It is a test of something: the named are seen.
      expect(inChannel().includes(idOf('Sam'))).toBe(true)
    },
  )

  test('what the group must know comes as a post that names nobody, and is answered privately, whoever did it', async () => {
    const { say, organize, inChannel, posts, idOf } = await open()
    await organize('Sam', 'group create name:Friends start:2026-11-23 timezone:Europe/Berlin')
    const before = posts().length
    for (const line of changes) {
      const { isPrivate, text } = await organize('Sam', line)
      expect([line, isPrivate]).toEqual([line, true])
      expect(text).toContain('I post it in the channel, without your name.')
    }
    expect(posts().length - before).toBe(changes.length)
    const told = posts().slice(before).join('\n')
    for (const words of ['Tempo: steady becomes fast', 'Friends pauses', 'Friends goes on', 'Friends has ended'])
      expect(told.split(words)).toHaveLength(2)
    expect(told).not.toContain('Sam')
    // Their founding was public.
    expect(inChannel().split(idOf('Sam')).length).toBeLessThan(4)
    expect((await say('Ana', 'group show')).text).toContain('No study group meets here yet')
  })

  test.each(['anonymous', 'hidden'])('an organizer who is %s is not named by what they change', async (visibility) => {
    const { say, inChannel, idOf, posts } = await open()
    await say('Uma', `settings visibility:${visibility}`)
    expect((await say('Uma', 'group create name:Friends start:2026-11-23 timezone:Europe/Berlin')).isPrivate).toBe(true)
    expect(posts().join()).toContain('Press Join to learn with the group.')
    for (const line of changes) expect((await say('Uma', line)).isPrivate, line).toBe(true)
    expect(posts().join()).toContain('Friends has ended')
    expect(inChannel().includes(idOf('Uma'))).toBe(false)
    expect(inChannel().includes('Uma')).toBe(false)
  })

  test.each(['anonymous', 'hidden'])(
    'that a member who is %s comes, or is removed, is told to them and the organizers alone',
    async (visibility) => {
      const { say, organize, inChannel, idOf, directly } = await open()
      await organize('Sam', 'group create name:Friends start:2026-11-23 timezone:Europe/Berlin')
      await say('Ana', 'join')
      await say('Uma', `settings visibility:${visibility}`)
      await say('Uma', 'join')
      expect(directly('Sam').join()).toContain('Uma joined Friends')
      await organize('Sam', 'group remove Uma keepout:yes confirm:yes')
      expect(directly('Uma').join()).toContain('You are no longer in Friends')
      expect(directly('Uma').join()).not.toContain('Sam')
      expect(directly('Ana')).toEqual([])
      expect(inChannel().includes(idOf('Uma'))).toBe(false)
      expect(inChannel().includes('Uma')).toBe(false)
      expect((await say('Ana', 'group log')).text).not.toMatch(/Uma|joined|removed|Direct message/)
    },
  )
})
