/** The dependencies of a running bot that are the same on every platform. */
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
  /** Makes a new id. */
  newId: () => string
  /** A random number from 0 to 1. */
  random: () => number
}
