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

const lastWords = 'the bot ends because of a bug'

/** Before there is a log, errors are told as briefly as in it: Node itself would print whatever they carry. */
let onBug = (error: unknown) => console.error(lastWords, toLoggedError(error))

// Rejections that nobody handles come here, too.
process.on('uncaughtException', (error) => {
  onBug(error)
  process.exit(1)
})

/** Whoever asked the process to end waits 10 seconds; in milliseconds, with time for a last word. */
const shutdownTimeoutMs = 9500

const main = async (): Promise<'over' | undefined> => {
  const env = readEnv()
  const roadmaps = await loadRoadmaps(env.ROADMAPS_DIR)
  const log = createLog(env, { somebodyLooks: process.stderr.isTTY })
  const warning = envFileWarning()
  if (warning !== undefined) log.warn({}, warning)
  onBug = (error) => log.error({ err: error }, lastWords)
  const clock = Temporal.Now.instant
  const parts: Omit<AppDeps, 'store'> = { commands, roadmaps, log, clock, newId: randomUUID, random: Math.random }
  const openStore = (url: string) => createDatabase({ url, log, newId: randomUUID })
  const stopped = new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done())
  })

  /** The end does not wait for ever. */
  const onEnding = () => {
    const end = () => {
      log.warn({}, 'something was still under way: ending all the same')
      process.exit(1)
    }
    setTimeout(end, shutdownTimeoutMs).unref()
  }

  const isDemo = process.argv.includes('--demo')
  const discord = isDemo ? undefined : await discordPlatform(env, parts)
  const slack = isDemo ? undefined : await slackPlatform(env, parts)
  const adapters = [discord, slack].filter((adapter) => adapter !== undefined)
  if (adapters.length > 0) {
    const { runPlatforms } = await import('./app/run-chat.ts')
    const store = openStore(env.DATABASE_URL)
    const { unusable } = await startDatabase(store, env.DATABASE_URL)
    const around = {
      adapters,
      stopped: Promise.race([stopped, unusable]),
      port: env.PORT,
      rate: env.RATE_LIMIT,
      host: env.HOST,
      onEnding,
      ...(slack?.events && { requests: slack.events }),
    }
    await runPlatforms({ ...parts, store }, around)
    return 'over'
  }
  // Whoever reads our output may close it early (`| head`): that is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit(0)
  })
  const { runTerminal } = await import('./app/run-terminal.ts')
  await runTerminal(parts, { env, openStore, stopped, isDemo })
  return undefined
}

/** The environment turns platforms on; each is loaded only then. */
const discordPlatform = async (env: Env, parts: Omit<AppDeps, 'store'>): Promise<ChatAdapter | undefined> => {
  const { DISCORD_TOKEN: token, DISCORD_API_URL: api, DISCORD_GUILD_ID: guildId, DATABASE_URL: url } = env
  if (token === undefined) return undefined
  const { createExclusiveDiscord } = await import('./app/exclusive-discord.ts')
  return createExclusiveDiscord({ ...parts, token, api, guildId, url })
}

/** With both, the app token wins: it needs no public address. */
const slackPlatform = async (env: Env, { log, clock }: Omit<AppDeps, 'store'>): Promise<SlackAdapter | undefined> => {
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = env
  const way = appToken !== undefined ? { appToken } : signingSecret !== undefined ? { signingSecret } : undefined
  if (botToken === undefined || way === undefined) return undefined
  const { createSlack } = await import('./adapters/slack/slack.ts')
  return createSlack({ botTokens: [botToken], ...way, apiUrl: env.SLACK_API_URL, clock, log })
}

let isOver = false
try {
  isOver = (await main()) === 'over'
} catch (error) {
  const told = operatorSentence(error)
  if (told === undefined) onBug(error)
  else console.error(told)
  process.exitCode = 1
  isOver = true
}
// A platform's client may still be trying to connect, which would keep the process.
if (isOver) process.exit()
