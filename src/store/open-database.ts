/** Opens a database of either kind: upgrades its schema, and creates the ports on it. Loads Prisma and the drivers only now. */
import type { Clients } from './clients.ts'
import type { Kind } from './migrations.ts'
import type { Ports } from './repositories.ts'
import { identityOf, prepareSqliteFile } from './sqlite-file.ts'
import type { Wait } from './wait-for-lock.ts'

export type OpenDatabase = {
  clients: Clients
  ports: Ports
  /** False once an SQLite file is another than the one that was opened. */
  isThere(): boolean
  close(): Promise<void>
}

type Options = { wait: Wait; migrations?: string | undefined; onStatement?: (sql: string, parameters: string) => void }

export const openDatabase = async (kind: Kind, url: string, options: Options): Promise<OpenDatabase> => {
  const { openPostgres, openSqlite } = await import('./clients.ts')
  const { upgrade } = await import('./upgrade.ts')
  const { createPorts } = await import('./repositories.ts')
  const opened = (clients: Clients, isThere: () => boolean): OpenDatabase => ({
    clients,
    ports: createPorts(clients),
    isThere,
    close: clients.close,
  })
  if (kind === 'postgresql') {
    await upgrade(kind, url, options)
    return opened(openPostgres(url, options), () => true)
  }
  prepareSqliteFile(url)
  await upgrade(kind, url, options)
  const identity = identityOf(url)
  return opened(await openSqlite(url, options), () => identityOf(url) === identity)
}
