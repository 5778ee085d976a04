/** Tries whether a database can be used: looked into, or changed. It leaves nothing behind. */
import type { Clients } from './clients.ts'
import type { Use } from './outages.ts'

/** No platform calls a request so. */
const id = 'probe'

export const probe = async ({ reader, writer }: Clients, use: Use): Promise<void> => {
  if (use === 'look') {
    await reader.$queryRaw`SELECT 1`
    return
  }
  await writer.$transaction(async (db) => {
    await db.handledRequest.create({ data: { id, at: '' } })
    await db.handledRequest.delete({ where: { id } })
  })
}
