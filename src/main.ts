/** The composition root: the only file that knows everything. */
import { randomUUID } from 'node:crypto'
import { userInfo } from 'node:os'
import { createTerminal } from './adapters/terminal/terminal.ts'
import { createBot } from './bot/bot.ts'
import { commands } from './commands/index.ts'
import { EnvFaults, readEnv } from './env.ts'
import { createLog } from './log.ts'
import { loadRoadmaps, RoadmapFaults } from './roadmaps/load-roadmaps.ts'

const main = async () => {
  const env = readEnv()
  const roadmaps = await loadRoadmaps(env.ROADMAPS_DIR)
  const { stdin: input, stdout: output, stderr } = process
  const log = createLog(env, stderr.isTTY)
  const bot = createBot({ commands, roadmaps, log, newId: () => randomUUID().slice(0, 8) })

  // Whoever reads our output may close it early (`| head`): that is no failure.
  output.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit(0)
  })
  const interactive = input.isTTY && output.isTTY
  const terminal = createTerminal({
    input,
    output,
    interactive,
    colours: interactive && env.NO_COLOR === undefined && output.getColorDepth() > 1,
    width: () => Math.min(Math.max(output.columns || 80, 20), 100),
    userName: hostUser(),
    newId: randomUUID,
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => terminal.stop())
  await terminal.start(bot)
  await terminal.ended
}

/** The name of whoever is at the machine; some containers have users without one. */
const hostUser = () => {
  try {
    return userInfo().username
  } catch {
    return 'guest'
  }
}

try {
  await main()
} catch (error) {
  if (!(error instanceof RoadmapFaults || error instanceof EnvFaults)) throw error
  const what =
    error instanceof RoadmapFaults ? 'The roadmap files cannot be used' : 'The environment (or .env) cannot be used'
  console.error(`${what}:\n${error.message}`)
  process.exitCode = 1
}
