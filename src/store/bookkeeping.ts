/** What is noted around commands, each in a statement that is complete by itself (design 4). */
import { createHash } from 'node:crypto'
import type { Store } from '../ports/store.ts'
import type { Clients } from './clients.ts'
import { Prisma } from './generated/sqlite/client.ts'
import { refreshName } from './names.ts'
import { fromInstant } from './rows.ts'

export const createBookkeeping = (
  clients: Pick<Clients, 'reader' | 'writer'>,
): Pick<Store, 'refreshName' | 'storeActions'> => ({
  refreshName: (...seen) => refreshName(clients, ...seen),
  async storeActions(lines, { owner, at }) {
    const actions = new Map(lines.map((line) => [line, idOf(line, owner)]))
    if (actions.size === 0) return actions
    const values = [...actions].map(([line, id]) => Prisma.sql`(${id}, ${owner ?? null}, ${line}, ${fromInstant(at)})`)
    // A card that is made again is kept for as long as a new one; once a day is enough for that.
    await clients.writer.$executeRaw`
      INSERT INTO "StoredAction" ("id", "ownerId", "line", "at") VALUES ${Prisma.join(values)}
      ON CONFLICT ("id") DO UPDATE SET "at" = excluded."at" WHERE "StoredAction"."at" < ${fromInstant(at.subtract({ hours: 24 }))}`
    return actions
  },
})

const idOf = (line: string, owner: string | undefined): string =>
  createHash('sha256')
    .update(JSON.stringify([owner ?? null, line]))
    .digest('base64url')
