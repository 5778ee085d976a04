/** One thing that whoever hosts the bot can do about what it stores: a subcommand of `npm run privacy`. */

import type { Instant } from '../../src/core/calendar.ts'
import type { Roadmap } from '../../src/core/roadmap.ts'
import type { Database } from '../../src/ports/database.ts'

export type Tools = {
  store: Database
  clock: () => Instant
  /** Throws RoadmapFaults where the host has to put a file right. */
  roadmaps(): Promise<readonly Roadmap[]>
  /** Where files are written. */
  folder: string
  print(line: string): void
  /** What the host types; undefined where nobody can be asked. */
  ask(question: string): Promise<string | undefined>
}

export type PrivacyTask = {
  /** As it is typed after `npm run privacy --`. */
  usage: string
  /** What it does, in a sentence. */
  summary: string
  /** Throws NotDone with what to do instead. */
  run(args: readonly string[], tools: Tools): Promise<void>
}

/** Nothing was done, for a reason that the host can put right. */
export class NotDone extends Error {
  override name = 'NotDone'
}
