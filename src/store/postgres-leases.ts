/**
 * Leases in PostgreSQL: a row each, with its end by the server's clock, so that the clocks of hosts may differ as they like. What asks
 * for a lease and what says whether it is over is one statement.
 */
import pg from 'pg'
import type { Leases } from '../ports/leases.ts'
import { upgrade } from './upgrade.ts'

/** Instants as everywhere in the database: text in UTC, of one length. */
const instant = (sql: string) => `to_char((${sql}) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') || '000Z'`

const take = `
  INSERT INTO "Lease" ("name", "holder", "until") VALUES ($1, $2, ${instant(`now() + $3 * interval '1 millisecond'`)})
  ON CONFLICT ("name") DO UPDATE SET "holder" = excluded."holder", "until" = excluded."until"
  WHERE "Lease"."holder" = excluded."holder" OR "Lease"."until" <= ${instant('now()')}`

/** Less than the time between renewals, in milliseconds: a server that is gone without a word is asked anew. */
const [connectTimeout, queryTimeout] = [3000, 3000]

export const createPostgresLeases = (url: string): Leases => {
  const pool = new pg.Pool({
    ...{ connectionString: url, max: 1, keepAlive: true, connectionTimeoutMillis: connectTimeout },
    ...{ statement_timeout: queryTimeout, query_timeout: queryTimeout, idleTimeoutMillis: 60_000 },
  })
  // A server that goes away is noticed by the next statement.
  pool.on('error', () => {})
  let isReady = false
  /** The table may not be there yet. */
  const ready = async () => {
    if (!isReady) await upgrade('postgresql', url)
    isReady = true
  }
  return {
    async take({ name, holder, milliseconds }) {
      await ready()
      return (await pool.query(take, [name, holder, milliseconds])).rowCount === 1
    },
    async release({ name, holder }) {
      await pool.query('DELETE FROM "Lease" WHERE "name" = $1 AND "holder" = $2', [name, holder])
    },
    close: () => pool.end(),
  }
}
