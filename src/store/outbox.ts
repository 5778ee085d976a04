/** The ledger of posts in the database. What must not happen twice is decided by one statement, or by a unique key. */

import type { Instant } from '../core/calendar.ts'
import { messageKinds, type SkipReason } from '../core/outbox-message.ts'
import { hoursOfGrace } from '../core/slot.ts'
import type { ClaimedMessage, Due, Outbox } from '../ports/outbox.ts'
import type { Clients } from './clients.ts'
import { isConflict, isTaken } from './database-errors.ts'
import { type OutboxMessage as OutboxMessageRow, Prisma } from './generated/sqlite/client.ts'
import { fromInstant, toInstant, toOutboxMessage } from './rows.ts'

/** Of what may have arrived nobody says that it was skipped. */
export const skippedUnlessUnconfirmed = (reason: SkipReason) => Prisma.sql`
  "state" = CASE WHEN "firstUnconfirmedAt" IS NULL THEN 'skipped' ELSE 'unconfirmed' END,
  "reason" = CASE WHEN "firstUnconfirmedAt" IS NULL THEN ${reason} END`

const toClaimed = (row: OutboxMessageRow): ClaimedMessage => ({
  ...toOutboxMessage(row),
  claimedBy: row.claimedBy ?? '',
})

/** From after a place on, in the order of time and id. */
const beyond = (after: Due | undefined, column: 'nextPostAt' | 'nextReminderAt') => {
  if (!after) return Prisma.empty
  const [at, name] = [fromInstant(after.dueAt), Prisma.raw(`"${column}"`)]
  return Prisma.sql`AND (${name} > ${at} OR (${name} = ${at} AND "id" > ${after.id}))`
}

const toDue = (rows: readonly { id: string; dueAt: string }[]): Due[] =>
  rows.map(({ id, dueAt }) => ({ id, dueAt: toInstant(dueAt) }))

export const createOutbox = ({ reader, writer, skipLocked }: Clients): Outbox => ({
  async groupsDue(now, after, most) {
    return toDue(
      await reader.$queryRaw`
        SELECT "id", "nextPostAt" AS "dueAt" FROM "StudyGroup"
        WHERE "nextPostAt" <= ${fromInstant(now)} ${beyond(after, 'nextPostAt')} AND "endedOn" IS NULL
        ORDER BY "nextPostAt", "id" LIMIT ${most}`,
    )
  },
  async learnersDue(now, after, most) {
    return toDue(
      await reader.$queryRaw`
        SELECT "id", "nextReminderAt" AS "dueAt" FROM "Learner"
        WHERE "nextReminderAt" <= ${fromInstant(now)} ${beyond(after, 'nextReminderAt')}
        ORDER BY "nextReminderAt", "id" LIMIT ${most}`,
    )
  },
  async claim({ platform, workerId, now, until, limit }) {
    const at = fromInstant(now)
    // Several processes choose at once: rows that another is just taking are passed over.
    const apart = skipLocked ? Prisma.sql`FOR UPDATE SKIP LOCKED` : Prisma.empty
    try {
      // Chosen before anything is changed (MATERIALIZED): PostgreSQL might choose anew for every row, and take more than asked for.
      const rows = await writer.$queryRaw<OutboxMessageRow[]>`
        WITH "chosen" AS MATERIALIZED (
          SELECT p."id" FROM "OutboxMessage" p
          WHERE p."state" = 'pending' AND p."nextAt" <= ${at} AND p."platform" = ${platform}
            AND p."dueAt" > ${tooLate(now)} AND p."kind" IN (${Prisma.join([...messageKinds])})
            AND NOT EXISTS (SELECT 1 FROM "OutboxMessage" q WHERE q."orderingKey" = p."orderingKey" AND q."state" IN ('claimed', 'sending'))
            AND NOT EXISTS (
              SELECT 1 FROM "OutboxMessage" q WHERE q."orderingKey" = p."orderingKey" AND q."state" = 'pending' AND q."nextAt" <= ${at}
                AND (q."dueAt" < p."dueAt" OR (q."dueAt" = p."dueAt" AND q."id" < p."id")))
          ORDER BY p."nextAt" LIMIT ${limit} ${apart})
        UPDATE "OutboxMessage" SET "state" = 'claimed', "lockedKey" = "orderingKey", "claimedBy" = ${workerId}, "claimedAt" = ${at},
          "nextAt" = ${fromInstant(until)}, "attempts" = "attempts" + 1
        WHERE "state" = 'pending' AND "id" IN (SELECT "id" FROM "chosen")
        RETURNING *`
      return rows.map(toClaimed)
    } catch (error) {
      // Another process has claimed the lane at this very moment: it is in good hands.
      if (isConflict(error) || isTaken(error)) return []
      throw error
    }
  },
  async markSending({ id, claimedBy, attempts }, at) {
    const handed = await writer.$executeRaw`
      UPDATE "OutboxMessage" SET "state" = 'sending', "firstUnconfirmedAt" = COALESCE("firstUnconfirmedAt", ${fromInstant(at)})
      WHERE "id" = ${id} AND "claimedBy" = ${claimedBy} AND "attempts" = ${attempts} AND "state" = 'claimed'
        AND "nextAt" > ${fromInstant(at)}`
    return handed > 0
  },
  async complete({ id, kind, claimedBy, attempts, firstUnconfirmedAt }, deliveryOutcome, at) {
    // A platform that says no has not taken it: what is in doubt is what was before.
    const keepsDoubt = deliveryOutcome.state === 'pending' && deliveryOutcome.unconfirmed
    const doubt = firstUnconfirmedAt ? fromInstant(firstUnconfirmedAt) : null
    const settled = await writer.$executeRaw`
      UPDATE "OutboxMessage" SET "state" = ${deliveryOutcome.state}, "lockedKey" = NULL,
        "kind" = ${('kind' in deliveryOutcome && deliveryOutcome.kind) || kind},
        "reason" = ${'reason' in deliveryOutcome ? deliveryOutcome.reason : null},
        "firstUnconfirmedAt" = ${keepsDoubt ? Prisma.sql`"firstUnconfirmedAt"` : doubt},
        "nextAt" = ${fromInstant('nextAt' in deliveryOutcome ? deliveryOutcome.nextAt : at)},
        "completedAt" = ${deliveryOutcome.state === 'pending' ? null : fromInstant(at)}
      WHERE "id" = ${id} AND "claimedBy" = ${claimedBy} AND "attempts" = ${attempts}
        AND "state" IN ('claimed', 'sending', 'unconfirmed')`
    return settled > 0
  },
  async expiredLeases(now) {
    const rows = await reader.outboxMessage.findMany({
      where: {
        state: { in: ['claimed', 'sending'] },
        nextAt: { lte: fromInstant(now) },
        kind: { in: [...messageKinds] },
      },
    })
    return rows.map(toClaimed)
  },
  skipOverdue: (now) => writer.$executeRaw`
    UPDATE "OutboxMessage" SET ${skippedUnlessUnconfirmed('late')}, "completedAt" = ${fromInstant(now)}
    WHERE "state" = 'pending' AND "dueAt" <= ${tooLate(now)}`,
  async markUnconfirmed({ platform, since, now }) {
    const rows = await writer.$queryRaw<OutboxMessageRow[]>`
      UPDATE "OutboxMessage" SET "state" = 'unconfirmed', "reason" = NULL, "completedAt" = ${fromInstant(now)}
      WHERE "state" = 'pending' AND "platform" = ${platform} AND "firstUnconfirmedAt" <= ${fromInstant(since)}
        AND "kind" IN (${Prisma.join([...messageKinds])})
      RETURNING *`
    return rows.map(toOutboxMessage)
  },
  noteUnknownLastSeen: (day) => writer.$executeRaw`
    UPDATE "Learner" SET "lastSeenOn" = ${day.toString()} WHERE "lastSeenOn" IS NULL`,
  deleteActionsBefore: (before) => writer.$executeRaw`DELETE FROM "StoredAction" WHERE "at" < ${fromInstant(before)}`,
  deleteBefore: (before) =>
    writer.$executeRaw`
      DELETE FROM "OutboxMessage" WHERE "state" IN ('sent', 'skipped', 'unconfirmed') AND "nextAt" < ${fromInstant(before)} AND "kind" <> 'end'`,
})

/** What fell due then, or before, is not sent any more. */
const tooLate = (now: Instant): string => fromInstant(now.subtract({ hours: hoursOfGrace }))
