/**
 * Run by tests: the bot as main.ts runs it, with settings of the test's in TEST_BOT (JSON): a clock that begins when it is told to, and a
 * lease that lasts as long as it is told to.
 */
import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { createSlack } from '../../src/adapters/slack/slack.ts'
import { readEnv } from '../../src/app/env.ts'
import { createExclusiveDiscord } from '../../src/app/exclusive-discord.ts'
import { createLog } from '../../src/app/log.ts'
import { runPlatforms } from '../../src/app/run-chat.ts'
import { commands } from '../../src/commands/index.ts'
import { loadRoadmaps } from '../../src/roadmaps/load-roadmaps.ts'
import { createDatabase } from '../../src/store/create-database.ts'

export type Settings = {
  url: string
  /** The instant at which it starts. */
  now: string
  discord?: { token: string; api: string; times: { duration: number; renewEvery: number; askEvery: number } }
  slack?: { botToken: string; apiUrl: string } & ({ appToken: string } | { signingSecret: string })
}

const { url, now, discord, slack }: Settings = JSON.parse(process.env.TEST_BOT ?? '')
const log = createLog({ ...readEnv(), LOG_LEVEL: 'info', LOG_FORMAT: 'json' }, { isInteractive: false })
const start = Temporal.Instant.from(now)
const clock = () => start.add({ milliseconds: Math.round(performance.now()) })
const parts = { commands, roadmaps: await loadRoadmaps('data'), log, clock, newId: randomUUID, random: Math.random }

const asked = Promise.withResolvers<void>()
process.once('SIGTERM', () => asked.resolve())
const slackAdapter =
  slack &&
  createSlack({
    ...{ ...slack, botTokens: [slack.botToken], log },
    // Signatures are checked by the clock on the wall.
    clock: 'signingSecret' in slack ? Temporal.Now.instant : clock,
  })
const discordAdapter = discord && createExclusiveDiscord({ ...parts, ...discord, url, guildId: undefined })
await runPlatforms(
  { ...parts, store: createDatabase({ url, log, newId: randomUUID }) },
  {
    adapters: [discordAdapter, slackAdapter].filter((adapter) => adapter !== undefined),
    ...{ stopped: asked.promise, port: 0, onStopping: () => {} },
    ...(slackAdapter?.events && { requests: slackAdapter.events }),
  },
)
process.exit()
