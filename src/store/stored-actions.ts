/** Stored actions in the database. */
import { createHash } from 'node:crypto'
import type { StoredActionReader, StoredActionRepository } from '../ports/stored-actions.ts'
import type { Client, Clients } from './clients.ts'
import { Prisma } from './generated/sqlite/client.ts'
import { fromInstant } from './rows.ts'

export const createStoredActionReader = (db: Client): StoredActionReader => ({
  async storedAction(id) {
    return (await db.storedAction.findUnique({ where: { id } }))?.line
  },
})

export const createStoredActions = ({ writer }: Pick<Clients, 'writer'>): StoredActionRepository => ({
  async storeActions(lines, { owner, at }) {
    const actions = new Map(lines.map((line) => [line, idOf(line, owner)]))
    if (actions.size === 0) return actions
    const values = [...actions].map(([line, id]) => Prisma.sql`(${id}, ${owner ?? null}, ${line}, ${fromInstant(at)})`)
    // A card that is made again is kept for as long as a new one; once a day is enough for that.
    await writer.$executeRaw`
      INSERT INTO "StoredAction" ("id", "ownerId", "line", "at") VALUES ${Prisma.join(values)}
      ON CONFLICT ("id") DO UPDATE SET "at" = excluded."at" WHERE "StoredAction"."at" < ${fromInstant(at.subtract({ hours: 24 }))}`
    return actions
  },
  deleteActionsBefore: (before) => writer.$executeRaw`DELETE FROM "StoredAction" WHERE "at" < ${fromInstant(before)}`,
})

const idOf = (line: string, owner: string | undefined): string =>
  createHash('sha256')
    .update(JSON.stringify([owner ?? null, line]))
    .digest('base64url')
