/** What a SQLite file holds, seen from outside of the bot. */
import Database from 'better-sqlite3'
import { onTestFinished } from 'vitest'

/** What is noted of a request, a long button or a name is no content: neither is anything that anybody can see change. */
const bookkeeping = ['HandledRequest', 'StoredAction', 'AccountName', '_prisma_migrations']

/** Opened when there is a file; closed after the test. */
export const watchFile = (url: string) => {
  let opened: Database.Database | undefined
  const file = () => {
    if (opened) return opened
    opened = new Database(url.replace(/^file:/, ''), { readonly: true })
    onTestFinished(() => void opened?.close())
    return opened
  }
  return {
    /** Another number after each commit of anybody else. */
    version: (): unknown => file().pragma('data_version', { simple: true }),
    /** All rows of all tables, bookkeeping excepted. */
    content(): Record<string, unknown[]> {
      const tables = file()
        .prepare<[], { name: string }>(
          "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
        )
        .all()
      return Object.fromEntries(
        tables
          .filter(({ name }) => !bookkeeping.includes(name))
          .map(({ name }) => [name, file().prepare(`SELECT * FROM "${name}"`).all()]),
      )
    },
  }
}
