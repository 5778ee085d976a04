/** A home tab, and the groups that it shows: when one of them changes, it is out of date. `refused`: it was opened too often. */
import type { Reply } from './reply.ts'

export type Home = { reply: Reply; groups: readonly string[]; refused?: true }
