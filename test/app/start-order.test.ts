import { expect, test } from 'vitest'
import { createDiscord } from '../../src/adapters/discord/discord.ts'
import { createSlack } from '../../src/adapters/slack/slack.ts'
import { readable as slackText } from '../loopback-slack/readable.ts'
import { createDiscordWorld, readable as discordText } from '../support/discord-world.ts'
import { createRecordingLog } from '../support/recording-log.ts'
import { runBot } from '../support/running-bot.ts'
import { withGroup } from '../support/slack-group.ts'
import type { createSlackWorld } from '../support/slack-world.ts'
import { createTestClock } from '../support/test-clock.ts'

type SlackWorld = Awaited<ReturnType<typeof createSlackWorld>>
type DiscordWorld = Awaited<ReturnType<typeof createDiscordWorld>>
type Around = Pick<Parameters<typeof createSlack>[0], 'clock' | 'log'>

/** Another process of the same bot, on the same database, with a clock of its own. */
const slackAgain = ({ slack, workspace }: SlackWorld, { clock, log }: Around) =>
  createSlack({
    ...{ botTokens: [workspace.botToken], appToken: slack.appToken, apiUrl: slack.apiUrl, clock, log },
  })

const discordAgain = ({ discord }: DiscordWorld, { clock, log }: Around) =>
  createDiscord({ token: discord.token, api: discord.url, clock, log })

const title = 'Friends: week of Mon 30 Nov 2026'

/** Friends in Slack, whose bot was stopped before its second Monday, and which starts again at 09:01. */
const stoppedOnSlack = async () => {
  const world = await withGroup()
  await world.adapter.stop()
  const time = createTestClock('2026-11-30T09:01')
  const around = { store: world.store, clock: time.clock, log: createRecordingLog() }
  const where = { platform: 'slack', workspace: world.workspace.id, channel: world.channel.id }
  const logged = (words: string) => around.log.entries.filter(({ message }) => message.includes(words)).length
  return {
    ...world,
    ...time,
    around,
    logged,
    posts: () => world.slack.messages(world.channel).filter((message) => slackText(message).includes(title)).length,
    group: () => world.store.reads.groupAt(where),
    latest: async () => (await world.store.reads.postsOf((await world.store.reads.groupAt(where))?.id ?? '', 1))[0],
  }
}

test.each([
  ['a restart on Monday at 09:01, and Slack answers after a moment', 1],
  ['a start while Slack is down', 3],
])('%s: the post comes once, and the group is there two weeks later', async (_, failures) => {
  const world = await stoppedOnSlack()
  const { slack, around, posts, group, at, logged } = world
  slack.failNext({ method: 'auth.test', status: 503, times: failures })
  const first = runBot([slackAgain(world, around)], around)
  await expect.poll(posts, { timeout: 5000 }).toBe(1)
  await first.stop()
  expect(logged('Slack: cannot be reached')).toBe(failures)
  expect((await group())?.deliveryBlock).toBeUndefined()
  at('2026-12-14T09:01')
  const second = runBot([slackAgain(world, around)], around)
  await expect.poll(() => logged('Slack: connected')).toBe(2)
  await second.stop()
  expect(await group()).toBeDefined()
  expect(posts()).toBe(1)
})

test('a platform that is down at the start keeps the posts of the other neither waiting nor counted as attempts', async () => {
  const world = await stoppedOnSlack()
  const other = await createDiscordWorld({ store: world.store })
  await other.begin()
  await other.say('Sam', 'group create name:Friends start:2026-11-23 timezone:Europe/Berlin', { mayManage: true })
  await other.adapter.stop()
  const { slack, around, posts, latest } = world
  slack.failNext({ method: 'auth.test', status: 503, times: 1000 })
  const bot = runBot([slackAgain(world, around), discordAgain(other, around)], around)
  const onDiscord = () => other.discord.messages(other.channel).map(discordText).join()
  await expect.poll(onDiscord, { timeout: 5000 }).toContain(title)
  await bot.stop()
  expect(posts()).toBe(0)
  expect(await latest()).toMatchObject({ state: 'pending', attempts: 0 })
})
