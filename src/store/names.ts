/** Names of accounts: each server or workspace has its own, which no other shows (design 2). */
import type { Actor, Address } from '../chat/invocation.ts'
import type { PlainDate } from '../core/calendar.ts'
import type { Client } from './clients.ts'
import { Prisma } from './generated/sqlite/client.ts'
import type { MemberRow } from './rows.ts'

/** Stands for the platform itself, outside of any server. */
const noWorkspace = ''

type Known = { workspace: string | null; name: string | null; learnerId: string; lastSeenOn: string | null }

type Access = { reader: Pick<Client, '$queryRaw'>; writer: Pick<Client, '$executeRaw'> }

/** Takes over what the platform says now, of an account that there is. Usually that is known, and a look is enough. */
export const refreshName = async (
  { reader, writer }: Access,
  { id, name, isNameGuess, platformName }: Actor,
  { workspace }: Pick<Address, 'workspace'>,
  seenOn?: PlainDate,
): Promise<void> => {
  const known = await reader.$queryRaw<Known[]>`
    SELECT n."workspace", n."name", l."id" AS "learnerId", l."lastSeenOn" FROM "Account" a
    JOIN "Learner" l ON l."id" = a."learnerId"
    LEFT JOIN "AccountName" n ON n."accountId" = a."id" AND n."workspace" IN (${workspace}, ${noWorkspace})
    WHERE a."id" = ${id}`
  const [person] = known
  if (!person) return
  if (seenOn) await noteSeen(person, seenOn.toString(), writer)
  const requested = new Map([
    ...(platformName === undefined ? [] : [[noWorkspace, platformName] as const]),
    [workspace, name],
  ])
  for (const [place, current] of requested) {
    const before = known.find((one) => one.workspace === place)?.name
    if (before === current || (isNameGuess && before !== undefined)) continue
    // The account may have been deleted since it was read.
    await writer.$executeRaw`
      INSERT INTO "AccountName" ("accountId", "workspace", "name")
      SELECT "id", ${place}, ${current} FROM "Account" WHERE "id" = ${id}
      ON CONFLICT ("accountId", "workspace") DO UPDATE SET "name" = excluded."name"`
  }
}

/** Once a day. A clock that is set back takes no day away. */
const noteSeen = async ({ learnerId, lastSeenOn }: Known, day: string, writer: Access['writer']): Promise<void> => {
  if (lastSeenOn !== null && lastSeenOn >= day) return
  await writer.$executeRaw`
    UPDATE "Learner" SET "lastSeenOn" = ${day}
    WHERE "id" = ${learnerId} AND ("lastSeenOn" IS NULL OR "lastSeenOn" < ${day})`
}

/**
 * Members of groups in the order of joining, with what the group's server or workspace calls them; else with the name that the platform
 * itself has. By hand: Prisma would send a statement for each table.
 */
export const membersIn = (db: Pick<Client, '$queryRaw'>, groupIds: readonly string[]): Promise<MemberRow[]> =>
  // Both tables have an `id`; the later one, the learner's, is what stays.
  db.$queryRaw`
    SELECT m.*, l.*, (
      SELECT n."name" FROM "Channel" c
      JOIN "Account" a ON a."learnerId" = m."learnerId" AND a."id" LIKE c."platform" || ':%'
      JOIN "AccountName" n ON n."accountId" = a."id" AND n."workspace" IN (c."workspace", ${noWorkspace})
      WHERE c."groupId" = m."groupId"
      ORDER BY c."position", n."workspace" DESC LIMIT 1) AS "name"
    FROM "Membership" m JOIN "Learner" l ON l."id" = m."learnerId"
    WHERE m."groupId" IN (${Prisma.join([...groupIds])})
    ORDER BY m."id"`
