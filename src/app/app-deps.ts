/** What the bot is made of, whatever people talk to it with. */
import type { Command } from '../bot/command.ts'
import type { Instant } from '../core/calendar.ts'
import type { Roadmap } from '../core/roadmap.ts'
import type { Database } from '../ports/database.ts'
import type { Log } from '../ports/log.ts'

export type AppDeps = {
  commands: readonly Command[]
  roadmaps: readonly Roadmap[]
  store: Database
  log: Log
  clock: () => Instant
  /** A new id. */
  newId: () => string
  /** From 0 to 1. */
  random: () => number
}
