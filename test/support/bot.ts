import { createBot } from '../../src/bot/bot.ts'
import type { Command } from '../../src/bot/command.ts'
import { commands as allCommands } from '../../src/commands/index.ts'
import type { Roadmap } from '../../src/core/roadmap.ts'
import { loadRoadmaps } from '../../src/roadmaps/load-roadmaps.ts'
import { createRecordingLog } from './recording-log.ts'

export const backendDeveloper = await loadRoadmaps('data')

type Parts = { roadmaps?: readonly Roadmap[]; commands?: readonly Command[] }

/** The bot as main makes it, with the real roadmap, and a log that can be read. */
export const createTestBot = ({ roadmaps = backendDeveloper, commands = allCommands }: Parts = {}) => {
  const log = createRecordingLog()
  let ids = 0
  return { bot: createBot({ commands, roadmaps, log, newId: () => `bug-${++ids}` }), log }
}
