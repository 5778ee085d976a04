/** The ledger of posts in the database. What must not happen twice is decided by one statement, or by a unique key. */
import type { Claimed, Due, Ledger } from '../bot/ledger.ts'
import type { Instant } from '../core/calendar.ts'
import { postKinds, type SkipReason } from '../core/post.ts'
import { hoursOfGrace } from '../core/slot.ts'
import type { Clients } from './clients.ts'
import { isConflict, isTaken } from './failures.ts'
import { type Post as PostRow, Prisma } from './generated/sqlite/client.ts'
import { fromInstant, toInstant, toPost } from './rows.ts'

/** Of what may have arrived nobody says that it was skipped. */
export const skippedUnlessInDoubt = (reason: SkipReason) => Prisma.sql`
  "state" = CASE WHEN "doubtSince" IS NULL THEN 'skipped' ELSE 'unknown' END,
  "reason" = CASE WHEN "doubtSince" IS NULL THEN ${reason} END`

const toClaimed = (row: PostRow): Claimed => ({ ...toPost(row), claimedBy: row.claimedBy ?? '' })

/** From after a place on, in the order of time and id. */
const beyond = (after: Due | undefined, column: 'nextNudgeAt' | 'nextPrivateAt') => {
  if (!after) return Prisma.empty
  const [at, name] = [fromInstant(after.dueAt), Prisma.raw(`"${column}"`)]
  return Prisma.sql`AND (${name} > ${at} OR (${name} = ${at} AND "id" > ${after.id}))`
}

const toDue = (rows: readonly { id: string; dueAt: string }[]): Due[] =>
  rows.map(({ id, dueAt }) => ({ id, dueAt: toInstant(dueAt) }))

export const createLedger = ({ reader, writer, skipLocked }: Clients): Ledger => ({
  async groupsDue(now, after, most) {
    return toDue(
      await reader.$queryRaw`
        SELECT "id", "nextNudgeAt" AS "dueAt" FROM "StudyGroup"
        WHERE "nextNudgeAt" <= ${fromInstant(now)} ${beyond(after, 'nextNudgeAt')} AND "endedOn" IS NULL
        ORDER BY "nextNudgeAt", "id" LIMIT ${most}`,
    )
  },
  async learnersDue(now, after, most) {
    return toDue(
      await reader.$queryRaw`
        SELECT "id", "nextPrivateAt" AS "dueAt" FROM "Learner"
        WHERE "nextPrivateAt" <= ${fromInstant(now)} ${beyond(after, 'nextPrivateAt')}
        ORDER BY "nextPrivateAt", "id" LIMIT ${most}`,
    )
  },
  async claim({ platform, by, now, until, most }) {
    const at = fromInstant(now)
    // Several processes choose at once: rows that another is just taking are passed over.
    const apart = skipLocked ? Prisma.sql`FOR UPDATE SKIP LOCKED` : Prisma.empty
    try {
      // Chosen before anything is changed (MATERIALIZED): PostgreSQL might choose anew for every row, and take more than asked for.
      const rows = await writer.$queryRaw<PostRow[]>`
        WITH "chosen" AS MATERIALIZED (
          SELECT p."id" FROM "Post" p
          WHERE p."state" = 'owed' AND p."nextAt" <= ${at} AND p."platform" = ${platform}
            AND p."dueAt" > ${tooLate(now)} AND p."kind" IN (${Prisma.join([...postKinds])})
            AND NOT EXISTS (SELECT 1 FROM "Post" q WHERE q."lane" = p."lane" AND q."state" IN ('claimed', 'sending'))
            AND NOT EXISTS (
              SELECT 1 FROM "Post" q WHERE q."lane" = p."lane" AND q."state" = 'owed' AND q."nextAt" <= ${at}
                AND (q."dueAt" < p."dueAt" OR (q."dueAt" = p."dueAt" AND q."id" < p."id")))
          ORDER BY p."nextAt" LIMIT ${most} ${apart})
        UPDATE "Post" SET "state" = 'claimed', "claimedLane" = "lane", "claimedBy" = ${by}, "claimedAt" = ${at},
          "nextAt" = ${fromInstant(until)}, "attempts" = "attempts" + 1
        WHERE "state" = 'owed' AND "id" IN (SELECT "id" FROM "chosen")
        RETURNING *`
      return rows.map(toClaimed)
    } catch (error) {
      // Another process has claimed the lane at this very moment: it is in good hands.
      if (isConflict(error) || isTaken(error)) return []
      throw error
    }
  },
  async handOver({ id, claimedBy, attempts }, at) {
    const handed = await writer.$executeRaw`
      UPDATE "Post" SET "state" = 'sending', "doubtSince" = COALESCE("doubtSince", ${fromInstant(at)})
      WHERE "id" = ${id} AND "claimedBy" = ${claimedBy} AND "attempts" = ${attempts} AND "state" = 'claimed'
        AND "nextAt" > ${fromInstant(at)}`
    return handed > 0
  },
  async settle({ id, kind, claimedBy, attempts, doubtSince }, settlement, at) {
    // A platform that says no has not taken it: what is in doubt is what was before.
    const keepsDoubt = settlement.state === 'owed' && settlement.inDoubt
    const doubt = doubtSince ? fromInstant(doubtSince) : null
    const settled = await writer.$executeRaw`
      UPDATE "Post" SET "state" = ${settlement.state}, "claimedLane" = NULL,
        "kind" = ${('kind' in settlement && settlement.kind) || kind},
        "reason" = ${'reason' in settlement ? settlement.reason : null},
        "doubtSince" = ${keepsDoubt ? Prisma.sql`"doubtSince"` : doubt},
        "nextAt" = ${fromInstant('nextAt' in settlement ? settlement.nextAt : at)},
        "settledAt" = ${settlement.state === 'owed' ? null : fromInstant(at)}
      WHERE "id" = ${id} AND "claimedBy" = ${claimedBy} AND "attempts" = ${attempts}
        AND "state" IN ('claimed', 'sending', 'unknown')`
    return settled > 0
  },
  async lapsed(now) {
    const rows = await reader.post.findMany({
      where: { state: { in: ['claimed', 'sending'] }, nextAt: { lte: fromInstant(now) }, kind: { in: [...postKinds] } },
    })
    return rows.map(toClaimed)
  },
  expire: (now) => writer.$executeRaw`
    UPDATE "Post" SET ${skippedUnlessInDoubt('late')}, "settledAt" = ${fromInstant(now)}
    WHERE "state" = 'owed' AND "dueAt" <= ${tooLate(now)}`,
  async markUnconfirmed({ platform, since, now }) {
    const rows = await writer.$queryRaw<PostRow[]>`
      UPDATE "Post" SET "state" = 'unknown', "reason" = NULL, "settledAt" = ${fromInstant(now)}
      WHERE "state" = 'owed' AND "platform" = ${platform} AND "doubtSince" <= ${fromInstant(since)}
        AND "kind" IN (${Prisma.join([...postKinds])})
      RETURNING *`
    return rows.map(toPost)
  },
  noteUnknownLastSeen: (day) => writer.$executeRaw`
    UPDATE "Learner" SET "lastSeenOn" = ${day.toString()} WHERE "lastSeenOn" IS NULL`,
  forgetActions: (before) => writer.$executeRaw`DELETE FROM "StoredAction" WHERE "at" < ${fromInstant(before)}`,
  forget: (before) =>
    writer.$executeRaw`
      DELETE FROM "Post" WHERE "state" IN ('sent', 'skipped', 'unknown') AND "nextAt" < ${fromInstant(before)} AND "kind" <> 'end'`,
})

/** What fell due then, or before, is not sent any more. */
const tooLate = (now: Instant): string => fromInstant(now.subtract({ hours: hoursOfGrace }))
