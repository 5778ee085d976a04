/** Learners' progress in the database: completed units and skipped items. */
import type { PlainDate } from '../core/calendar.ts'
import { LoggableError } from '../errors/loggable-error.ts'
import type { ProgressReader, ProgressWriter } from '../ports/progress.ts'
import { type BatchOptions, batchedReads, unique } from './batched-reads.ts'
import type { Client } from './clients.ts'
import { type Completion as CompletionRow, Prisma } from './generated/sqlite/client.ts'
import { fromInstant, toCompletion } from './rows.ts'

type ProgressKey = { learnerIds: readonly string[]; roadmapId: string; from?: PlainDate }

export const createProgressReader = (db: Client, options: BatchOptions = {}): ProgressReader => {
  const completionsOf = batchedReads(
    {
      async read(keys: readonly ProgressKey[]) {
        const alike = Map.groupBy(keys, ({ roadmapId, from }) => `${roadmapId} ${from}`)
        const found = [...alike.values()].map(async ([first = noKey(), ...others]) => {
          const { roadmapId, from } = first
          const ids = unique([first, ...others].flatMap(({ learnerIds }) => learnerIds))
          const day = from?.toString()
          // Instants are text too: one of that day or later sorts after the bare date.
          const recent =
            day === undefined ? Prisma.empty : Prisma.sql`AND ("doneOn" >= ${day} OR "recordedAt" >= ${day})`
          // By hand: of a thousand rows, Prisma's own way of reading them takes longer than everything else of a board.
          const rows = await db.$queryRaw<CompletionRow[]>`
          SELECT * FROM "Completion"
          WHERE "learnerId" IN (${Prisma.join(ids)}) AND "roadmapId" = ${roadmapId} ${recent}
          ORDER BY "id"`
          return rows.map((row) => ({ row, from }))
        })
        return (await Promise.all(found)).flat()
      },
      nameOf: ({ row, from }) => `${row.learnerId} ${row.roadmapId} ${from}`,
      namesOf: ({ learnerIds, roadmapId, from }) => learnerIds.map((id) => `${id} ${roadmapId} ${from}`),
      toValue: (found) => found.toSorted((a, b) => a.row.id - b.row.id).map(({ row }) => toCompletion(row)),
    },
    options,
  )

  const skipsOf = batchedReads(
    {
      read: (keys: readonly ProgressKey[]) =>
        db.skip.findMany({
          where: {
            learnerId: { in: unique(keys.flatMap(({ learnerIds }) => learnerIds)) },
            roadmapId: { in: unique(keys.map(({ roadmapId }) => roadmapId)) },
          },
        }),
      nameOf: ({ learnerId, roadmapId }) => `${learnerId} ${roadmapId}`,
      namesOf: ({ learnerIds, roadmapId }) => learnerIds.map((id) => `${id} ${roadmapId}`),
      toValue: (rows) => rows.map(({ learnerId, itemId }) => ({ learnerId, itemId })),
    },
    options,
  )

  return {
    async completionsOf(learnerIds, roadmapId, from) {
      if (learnerIds.length === 0) return []
      return completionsOf({ learnerIds, roadmapId, ...(from && { from }) })
    },
    async skipsOf(learnerIds, roadmapId) {
      return learnerIds.length === 0 ? [] : skipsOf({ learnerIds, roadmapId })
    },
  }
}

const noKey = (): never => {
  throw new LoggableError('a batch of completions has no key')
}

export const createProgressWriter = (db: Client): ProgressWriter => ({
  async record(completions) {
    if (completions.length === 0) return []
    const values = completions.map(
      ({ learnerId, roadmapId, itemId, part, on, recordedAt, known, link, requestId }) =>
        Prisma.sql`(${learnerId}, ${roadmapId}, ${itemId}, ${part}, ${on.toString()}, ${fromInstant(recordedAt)}, ${known}, ${link ?? null}, ${requestId})`,
    )
    const fresh = await db.$queryRaw<{ itemId: string; part: number }[]>`
      INSERT INTO "Completion" ("learnerId", "roadmapId", "itemId", "part", "doneOn", "recordedAt", "known", "link", "requestId")
      VALUES ${Prisma.join(values)}
      ON CONFLICT DO NOTHING RETURNING "itemId", "part"`
    const keys = new Set(fresh.map(({ itemId, part }) => `${itemId}#${part}`))
    return completions.filter(({ itemId, part }) => keys.has(`${itemId}#${part}`))
  },
  async takeBack(completions) {
    const units = completions.map(({ learnerId, roadmapId, itemId, part }) => ({ learnerId, roadmapId, itemId, part }))
    await db.completion.deleteMany({ where: { OR: units } })
  },
  async skip(learnerId, roadmapId, itemId) {
    await db.$executeRaw`
      INSERT INTO "Skip" ("learnerId", "roadmapId", "itemId") VALUES (${learnerId}, ${roadmapId}, ${itemId})
      ON CONFLICT DO NOTHING`
  },
  async unskip(learnerId, roadmapId, itemId) {
    await db.skip.deleteMany({ where: { learnerId, roadmapId, itemId } })
  },
})
