/** Tries whether a database can be used: looked into, or changed. It leaves nothing behind. */
import type { Clients } from './clients.ts'
import type { Use } from './outages.ts'

export const probe = async ({ reader, writer }: Clients, use: Use): Promise<void> => {
  if (use === 'look') {
    await reader.$queryRaw`SELECT 1`
    return
  }
  await writer.$transaction(async (db) => {
    const { id } = await db.handledRequest.create({ data: { id: `probe ${crypto.randomUUID()}`, at: '' } })
    await db.handledRequest.delete({ where: { id } })
  })
}
