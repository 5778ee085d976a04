/** Opens a database of either kind: brings it up to date, and says how it is looked into. Loads what that takes only now. */
import type { Outbox } from '../ports/outbox.ts'
import type { Reads, Store } from '../ports/store.ts'
import type { Clients } from './clients.ts'
import type { Kind } from './migrations.ts'
import { identityOf, prepareSqliteFile } from './sqlite-file.ts'
import type { Wait } from './wait-for-lock.ts'

export type OpenDatabase = {
  clients: Clients
  looks: Reads & Outbox & Pick<Store, 'refreshName' | 'storeActions'>
  /** False once an SQLite file is another than the one that was opened. */
  isThere(): boolean
  close(): Promise<void>
}

type Options = { wait: Wait; onStatement?: (sql: string, parameters: string) => void }

export const openDatabase = async (kind: Kind, url: string, options: Options): Promise<OpenDatabase> => {
  const { openPostgres, openSqlite } = await import('./clients.ts')
  const { upgrade } = await import('./upgrade.ts')
  const { createReads } = await import('./reads.ts')
  const { createOutbox } = await import('./outbox.ts')
  const { createBookkeeping } = await import('./bookkeeping.ts')
  const opened = (clients: Clients, isThere: () => boolean): OpenDatabase => ({
    clients,
    looks: {
      ...createReads(clients.reader, { patient: true }),
      ...createOutbox(clients),
      ...createBookkeeping(clients),
    },
    isThere,
    close: clients.close,
  })
  if (kind === 'postgresql') {
    await upgrade(kind, url)
    return opened(openPostgres(url, options), () => true)
  }
  prepareSqliteFile(url)
  await upgrade(kind, url, options.wait)
  const identity = identityOf(url)
  return opened(await openSqlite(url, options), () => identityOf(url) === identity)
}
