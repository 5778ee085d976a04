/** The composition root: the only file that knows everything. */
import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import type { SlackAdapter } from './adapters/slack/slack.ts'
import type { AppDeps } from './app/app-deps.ts'
import { type Env, envFileWarning, readEnv } from './app/env.ts'
import { createLog } from './app/log.ts'
import { startDatabase } from './app/start-database.ts'
import type { ChatAdapter } from './bot/chat-adapter.ts'
import { commands } from './commands/index.ts'
import { toLoggedError } from './errors/logged-error.ts'
import { operatorSentence } from './errors/operator-error.ts'
import { loadRoadmaps } from './roadmaps/load-roadmaps.ts'
import { createDatabase } from './store/create-database.ts'

const bugSentence = 'the bot ends because of a bug'

/** Reports a bug before the log is open: with the log's fields only, because Node would print everything in the error. */
let onBug = (error: unknown) => console.error(bugSentence, toLoggedError(error))

// Unhandled rejections arrive here as well.
process.on('uncaughtException', (error) => {
  onBug(error)
  process.exit(1)
})

/** A supervisor kills the process after 10 seconds; in milliseconds, with time for a last line in the log. */
const shutdownTimeoutMs = 9500

const main = async (): Promise<'over' | undefined> => {
  const env = readEnv()
  const roadmaps = await loadRoadmaps(env.ROADMAPS_DIR)
  const log = createLog(env, { isInteractive: process.stderr.isTTY })
  const warning = envFileWarning()
  if (warning !== undefined) log.warn({}, warning)
  onBug = (error) => log.error({ err: error }, bugSentence)
  const clock = Temporal.Now.instant
  const appDeps: Omit<AppDeps, 'store'> = { commands, roadmaps, log, clock, newId: randomUUID, random: Math.random }
  const openStore = (url: string) => createDatabase({ url, log, newId: randomUUID })
  const stopped = new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done())
  })

  /** Limits the time of the shutdown. */
  const onStopping = () => {
    const end = () => {
      log.warn({}, 'the shutdown timed out: ending the process')
      process.exit(1)
    }
    setTimeout(end, shutdownTimeoutMs).unref()
  }

  const isDemo = process.argv.includes('--demo')
  const discord = isDemo ? undefined : await discordPlatform(env, appDeps)
  const slack = isDemo ? undefined : await slackPlatform(env, appDeps)
  const adapters = [discord, slack].filter((adapter) => adapter !== undefined)
  if (adapters.length > 0) {
    const { runPlatforms } = await import('./app/run-chat.ts')
    const store = openStore(env.DATABASE_URL)
    const { unusable } = await startDatabase(store, env.DATABASE_URL)
    const options = {
      adapters,
      stopped: Promise.race([stopped, unusable]),
      port: env.PORT,
      rate: env.RATE_LIMIT,
      host: env.HOST,
      onStopping,
      ...(slack?.events && { requests: slack.events }),
    }
    await runPlatforms({ ...appDeps, store }, options)
    return 'over'
  }
  // The reader of the output may close it early (`| head`), which is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit(0)
  })
  const { runTerminal } = await import('./app/run-terminal.ts')
  await runTerminal(appDeps, { env, openStore, stopped, isDemo })
  return undefined
}

/** Makes Discord's adapter where the environment has a token; the library is loaded only then. */
const discordPlatform = async (env: Env, appDeps: Omit<AppDeps, 'store'>): Promise<ChatAdapter | undefined> => {
  const { DISCORD_TOKEN: token, DISCORD_API_URL: api, DISCORD_GUILD_ID: guildId, DATABASE_URL: url } = env
  if (token === undefined) return undefined
  const { createExclusiveDiscord } = await import('./app/exclusive-discord.ts')
  return createExclusiveDiscord({ ...appDeps, token, api, guildId, url })
}

/** Makes Slack's adapter where the environment has its tokens. The app token wins over the signing secret, because it needs no public address. */
const slackPlatform = async (env: Env, { log, clock }: Omit<AppDeps, 'store'>): Promise<SlackAdapter | undefined> => {
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = env
  const transport = appToken !== undefined ? { appToken } : signingSecret !== undefined ? { signingSecret } : undefined
  if (botToken === undefined || transport === undefined) return undefined
  const { createSlack } = await import('./adapters/slack/slack.ts')
  return createSlack({ botTokens: [botToken], ...transport, apiUrl: env.SLACK_API_URL, clock, log })
}

let isOver = false
try {
  isOver = (await main()) === 'over'
} catch (error) {
  const sentence = operatorSentence(error)
  if (sentence === undefined) onBug(error)
  else console.error(sentence)
  process.exitCode = 1
  isOver = true
}
// A platform's client that is still connecting would keep the process alive.
if (isOver) process.exit()
