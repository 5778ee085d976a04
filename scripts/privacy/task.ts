/** A task of the operator about stored data: a subcommand of `npm run privacy`. */

import type { Instant } from '../../src/core/calendar.ts'
import type { Roadmap } from '../../src/core/roadmap.ts'
import type { Database } from '../../src/ports/database.ts'

export type Tools = {
  store: Database
  clock: () => Instant
  /** Throws OperatorError where the operator has to correct a file. */
  roadmaps(): Promise<readonly Roadmap[]>
  /** The folder for files that a task writes. */
  folder: string
  print(line: string): void
  /** The operator's answer to a question; undefined without a terminal. */
  ask(question: string): Promise<string | undefined>
}

export type PrivacyTask = {
  /** The arguments after `npm run privacy --`. */
  usage: string
  /** A sentence about the task. */
  summary: string
  /** Throws OperatorError with the remedy. */
  run(args: readonly string[], tools: Tools): Promise<void>
}
