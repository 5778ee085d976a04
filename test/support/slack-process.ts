/** Run by the tests: node slack-process.ts <database> <now>, with SLACK_* in the environment. The bot in Slack at a clock that stands still. */
import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { createSlack } from '../../src/adapters/slack/slack.ts'
import { readEnv } from '../../src/app/env.ts'
import { createLog } from '../../src/app/log.ts'
import { runPlatforms } from '../../src/app/run-chat.ts'
import { commands } from '../../src/commands/index.ts'
import { loadRoadmaps } from '../../src/roadmaps/load-roadmaps.ts'
import { createDatabase } from '../../src/store/create-database.ts'

const [, , url = '', now = ''] = process.argv
const { SLACK_API_URL: apiUrl = '', SLACK_BOT_TOKEN: botToken = '', SLACK_APP_TOKEN: appToken = '' } = process.env
const log = createLog(readEnv(), { isInteractive: false })
const clock = () => Temporal.Instant.from(now)
const parts = { commands, roadmaps: await loadRoadmaps('data'), log, clock, newId: randomUUID, random: () => 0 }
const stopped = new Promise<void>((done) => process.once('SIGTERM', () => done()))
await runPlatforms(
  { ...parts, store: createDatabase({ url, log, newId: randomUUID }) },
  {
    adapters: [createSlack({ botTokens: [botToken], appToken, apiUrl, clock, log })],
    ...{ stopped, port: undefined, onStopping: () => {} },
  },
)
process.exit()
