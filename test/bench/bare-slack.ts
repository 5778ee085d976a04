/** Run as a process of its own: a Bolt app that answers everything with the same card. What nothing can be quicker than. */
import { App, LogLevel, type RespondArguments } from '@slack/bolt'
import { cardOf } from '../../src/adapters/slack/render/card.ts'
import { slash } from '../../src/chat/slash.ts'
import { stageCard } from '../../src/views/stage.ts'
import { backendDeveloper } from '../support/bot.ts'

const { SLACK_API_URL = '', SLACK_BOT_TOKEN = '', SLACK_APP_TOKEN, SLACK_SIGNING_SECRET = '', PORT } = process.env

const [roadmap] = backendDeveloper
const reply = roadmap && stageCard(roadmap, 3)
if (!reply) throw new Error('no stage 3')
const answer = { response_type: 'in_channel', ...cardOf(reply) } as RespondArguments

const app = new App({
  token: SLACK_BOT_TOKEN,
  ...(SLACK_APP_TOKEN ? { appToken: SLACK_APP_TOKEN, socketMode: true } : { signingSecret: SLACK_SIGNING_SECRET }),
  clientOptions: { slackApiUrl: SLACK_API_URL },
  logLevel: LogLevel.WARN,
})
app.command(slash, ({ ack }) => ack(answer))
await app.start(Number(PORT))
