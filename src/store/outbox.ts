/** The outbox in the database. One statement or a unique key decides what must not happen twice. */

import type { Instant } from '../core/calendar.ts'
import { messageKinds, type SkipReason } from '../core/outbox-message.ts'
import { hoursOfGrace } from '../core/slot.ts'
import type { ClaimedMessage, Outbox, OutboxReader, OutboxWriter } from '../ports/outbox.ts'
import type { Client, Clients } from './clients.ts'
import { isConflict, isTaken } from './database-errors.ts'
import { type OutboxMessage as OutboxMessageRow, Prisma } from './generated/sqlite/client.ts'
import { fromInstant, fromNewMessage, toDate, toOutboxMessage } from './rows.ts'

/** A message that may have arrived becomes unconfirmed instead of skipped. */
const skippedUnlessUnconfirmed = (reason: SkipReason) => Prisma.sql`
  "state" = CASE WHEN "firstUnconfirmedAt" IS NULL THEN 'skipped' ELSE 'unconfirmed' END,
  "reason" = CASE WHEN "firstUnconfirmedAt" IS NULL THEN ${reason} END`

const toClaimed = (row: OutboxMessageRow): ClaimedMessage => ({
  ...toOutboxMessage(row),
  claimedBy: row.claimedBy ?? '',
})

export const createOutboxReader = (db: Client): OutboxReader => ({
  async postsOf(groupId, max, which) {
    const rows = await db.outboxMessage.findMany({
      where: { groupId, ...(which === 'weekly' && { kind: { in: ['week', 'end'] } }) },
      orderBy: [{ dueAt: 'desc' }, { id: 'desc' }],
      take: max,
    })
    return rows.map(toOutboxMessage)
  },
  async endAnnouncedIn(groupId) {
    const row = await db.outboxMessage.findFirst({
      where: { groupId, kind: 'end', state: { not: 'skipped' } },
      orderBy: { dueAt: 'desc' },
    })
    return row?.week ? toDate(row.week) : undefined
  },
})

export const createOutboxWriter = (db: Client): OutboxWriter => ({
  async enqueue(posts, at) {
    if (posts.length === 0) return 0
    const values = posts.map(({ skipped, ...post }) => {
      const row = fromNewMessage(post)
      const [state, completedAt] = skipped ? ['skipped', fromInstant(at)] : ['pending', null]
      return Prisma.sql`(${row.id}, ${row.kind}, ${row.groupId}, ${row.learnerId}, ${row.platform}, ${row.orderingKey}, ${row.week}, ${row.about}, ${row.dueAt}, ${state}, ${row.nextAt}, ${skipped ?? null}, ${completedAt})`
    })
    return db.$executeRaw`
      INSERT INTO "OutboxMessage" ("id", "kind", "groupId", "learnerId", "platform", "orderingKey", "week", "about", "dueAt", "state", "nextAt", "reason", "completedAt")
      VALUES ${Prisma.join(values)} ON CONFLICT DO NOTHING`
  },
  async requeueSkipped(groupId, reason, since) {
    const { count } = await db.outboxMessage.updateMany({
      where: { groupId, state: 'skipped', reason, dueAt: { gt: fromInstant(since) } },
      data: { state: 'pending', reason: null, completedAt: null },
    })
    return count
  },
  async cancelPending(groupId, reason, at) {
    await skipPending(db, { groupId, reason, at })
  },
})

type Skipping = { groupId: string; reason: SkipReason; at?: Instant }

/** Skips all pending messages for a group's channel. */
export const skipPending = (db: Client, { groupId, reason, at }: Skipping) => db.$executeRaw`
  UPDATE "OutboxMessage" SET ${skippedUnlessUnconfirmed(reason)}, "completedAt" = ${at ? fromInstant(at) : null}
  WHERE "groupId" = ${groupId} AND "state" = 'pending'`

export const createOutbox = ({ reader, writer, skipLocked }: Clients): Outbox => ({
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
      // Another process has claimed a message with this ordering key at the same moment.
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
    // A refused attempt did not arrive: only an earlier attempt may have.
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
  deleteBefore: (before) =>
    writer.$executeRaw`
      DELETE FROM "OutboxMessage" WHERE "state" IN ('sent', 'skipped', 'unconfirmed') AND "nextAt" < ${fromInstant(before)} AND "kind" <> 'end'`,
})

/** Messages that were due then or earlier are too late to be sent. */
const tooLate = (now: Instant): string => fromInstant(now.subtract({ hours: hoursOfGrace }))
