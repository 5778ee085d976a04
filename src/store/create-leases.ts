/** Leases in a database. Each has connections of its own, which nothing else keeps busy. */
import type { Leases } from '../ports/leases.ts'

/** `url`: `file:…` or `postgresql://…`; it is opened at first use. */
export const createLeases = (url: string): Leases => {
  let opening: Promise<Leases> | undefined
  const open = (): Promise<Leases> => {
    opening ??= url.startsWith('file:')
      ? import('./sqlite-leases.ts').then(({ createSqliteLeases }) => createSqliteLeases(url))
      : import('./postgres-leases.ts').then(({ createPostgresLeases }) => createPostgresLeases(url))
    return opening
  }
  return {
    take: async (lease) => (await open()).take(lease),
    release: async (lease) => (await open()).release(lease),
    close: async () => (await opening)?.close(),
  }
}
