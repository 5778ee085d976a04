/** The channel as a curious member reads it, while people who do not want to be named use the bot there. */
import { describe, expect, test } from 'vitest'
import { createDiscordWorld } from '../support/discord-world.ts'
import { createSlackWorld } from '../support/slack-world.ts'

/** Everything whose answer is public for others, and buttons beside. */
const publicLines = [
  ...['overview', 'stage 1', 'career', 'leaderboard', 'leaderboard all', 'group show'],
  ...['leave', 'join', 'settings', 'week', 'stage 2'],
]

const platforms = [
  ['Discord, at once', async () => onDiscord({})],
  ['Discord, where each answer takes long', async () => onDiscord({ answerPatience: 0 })],
  ['Slack, at once', async () => onSlack({})],
  ['Slack, where each answer takes long', async () => onSlack({ answerPatience: 0 })],
] as const

const onDiscord = async (options: { answerPatience?: number }) => {
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
    idOf: (name: string) => user(name).id,
  }
}

const onSlack = async (options: { answerPatience?: number }) => {
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
})
