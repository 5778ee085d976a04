/** The database on SQLite or PostgreSQL. It opens at `open` or at its first use, and again at the next use after a failure. */
import { existsSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import type { Instant } from '../core/calendar.ts'
import type { Database, Repeated, Repositories } from '../ports/database.ts'
import type { Log } from '../ports/log.ts'
import type { Outbox } from '../ports/outbox.ts'
import type { StoredActionRepository } from '../ports/stored-actions.ts'
import type { Client } from './clients.ts'
import { createConnection } from './connection.ts'
import { isConflict, toUnavailable } from './database-errors.ts'
import { type Answers, emptyNotes, emptyOutbox, emptyReads } from './empty-answers.ts'
import { type OpenDatabase, openDatabase } from './open-database.ts'
import { createOutages, type Use } from './outages.ts'
import { probe } from './probe.ts'
import type { Ports } from './repositories.ts'
import { sqliteFile } from './sqlite-file.ts'
import type { Wait } from './wait-for-lock.ts'

type DatabaseDeps = {
  /** `file:…` or `postgresql://…` */
  url: string
  log: Log
  /** A new id for a learner. */
  newId: () => string
  /** Called with every statement, for tests and benchmarks. */
  onStatement?: (sql: string, parameters: string) => void
  /** The folder with the migrations, where a test upgrades to another version. */
  migrations?: string | undefined
  /** How locks and conflicts are waited for, where a test has its own time. */
  wait?: Wait
}

/** The database as its owner sees it, who opens it at the start of the process. */
export type OwnedDatabase = Database & {
  /**
   * Opens the database. One that is not there yet is waited for: then this resolves all the same, and the log says so. Throws
   * StoreUnavailable for one that cannot be used until its host has done something.
   */
  open(): Promise<void>
  /** False while there is no database, nor anything in its place; looking makes none. */
  exists(): boolean
  /** Rejects when a database that was waited for turns out to be one that cannot be used; else it never settles. */
  unusable: Promise<never>
}

/** Requests are remembered for as long as a platform might deliver one again. */
const daysRemembered = 3

/** How often a change is run again because another came in between; the pause before it grows by so many milliseconds. */
const maxAttempts = 25
const pauseStep = 8

export const createDatabase = ({
  url,
  log,
  newId,
  onStatement,
  migrations,
  wait = setTimeout,
}: DatabaseDeps): OwnedDatabase => {
  const kind = url.startsWith('file:') ? 'sqlite' : 'postgresql'
  const unusable = Promise.withResolvers<never>()
  // Callers may ignore it.
  unusable.promise.catch(() => {})
  let wasOpen = false

  const connection = createConnection(async () => {
    const opened = await openDatabase(kind, url, { wait, migrations, ...(onStatement && { onStatement }) })
    wasOpen = true
    return opened
  })

  const exists = () => kind === 'postgresql' || connection.isBegun() || existsSync(sqliteFile(url))

  const outages = createOutages({
    log,
    // Neither does trying make a database, in the place of one that was moved.
    probe: async (use) => (exists() ? run(use, ({ clients }) => probe(clients, use)) : undefined),
    wait: (milliseconds) => setTimeout(milliseconds, undefined, { ref: false }),
  })

  /** Runs work with an open database, again where another change came in between. */
  const attempt = async <T>(work: (opened: OpenDatabase) => Promise<T>): Promise<T> => {
    for (let attempts = 1; ; attempts++) {
      try {
        return await connection.use(work)
      } catch (error) {
        if (attempts >= maxAttempts || !isConflict(error)) throw error
        log.info({ attempts }, 'a change came in between: once more')
        await wait(attempts * pauseStep)
      }
    }
  }

  /** The same; failures of the database come out as StoreUnavailable and are told to the host, other errors unchanged. */
  const run = async <T>(use: Use, work: (opened: OpenDatabase) => Promise<T>): Promise<T> => {
    try {
      const result = await attempt(work)
      outages.succeeded(use)
      return result
    } catch (error) {
      const unavailable = toUnavailable(error)
      if (!unavailable) throw error
      outages.failed(use, unavailable)
      if (unavailable.lasts && !wasOpen) unusable.reject(unavailable)
      throw unavailable
    }
  }

  /** The write-ahead log may contain deleted data. */
  let hasTraces = false

  /** Never rejects, because the change is complete: the next change or `tidy` tries again. */
  const removeTraces = async (): Promise<void> => {
    if (!hasTraces || kind === 'postgresql') return
    const { emptyLog } = await import('./traces.ts')
    // Before and not after: what another change deletes meanwhile is for the next time.
    hasTraces = false
    try {
      if (!(await connection.use(({ clients }) => emptyLog(clients)))) hasTraces = true
    } catch (error) {
      hasTraces = true
      log.warn({ err: error }, 'what was deleted is still in the log of changes')
    }
  }

  /** A port whose calls go through `run`; a database that does not exist gives the empty answers, and is not created. */
  const forward = <Port extends object>(empty: Answers<Port>, use: Use, portOf: (ports: Ports) => Port): Port => {
    const forwarded = Object.entries(empty).map(([name, answer]) => {
      const call = async (...input: unknown[]) =>
        exists() ? run(use, ({ ports }) => methodOf(portOf(ports), name)(...input)) : answer
      return [name, call]
    })
    return Object.fromEntries(forwarded) as Port
  }

  return {
    reads: forward(emptyReads, 'look', ({ reads }) => reads),
    outbox: {
      ...forward(emptyOutbox, 'statement', ({ outbox }) => outbox),
      ...forward<Pick<Outbox, 'expiredLeases'>>({ expiredLeases: [] }, 'look', ({ outbox }) => outbox),
    },
    learnerNotes: forward(emptyNotes, 'statement', ({ learnerNotes }) => learnerNotes),
    storedActions: {
      ...forward<Pick<StoredActionRepository, 'deleteActionsBefore'>>(
        { deleteActionsBefore: 0 },
        'statement',
        ({ storedActions }) => storedActions,
      ),
      storeActions: (...input) => run('statement', ({ ports }) => ports.storedActions.storeActions(...input)),
    },

    async transaction<T>(request: { id: string; at: Instant }, work: (repositories: Repositories) => Promise<T>) {
      const { createRepositories } = await import('./repositories.ts')
      const { claimRequest } = await import('./claim-request.ts')
      const { noticingDeletion } = await import('./traces.ts')
      const options = {
        ...{ maxWait: 10_000, timeout: 15_000 },
        ...(kind === 'postgresql' && { isolationLevel: 'Serializable' as const }),
      }
      const onDeleted = () => {
        hasTraces = true
      }
      const result = await run('change', ({ clients }) =>
        clients.writer.$transaction(async (db: Client): Promise<T | Repeated> => {
          if (!(await claimRequest(db, request, daysRemembered))) return { repeated: true }
          return work(noticingDeletion(createRepositories(db, newId), onDeleted))
        }, options),
      )
      await removeTraces()
      return result
    },

    async ping() {
      if (exists()) await run('look', ({ clients }) => probe(clients, 'look'))
    },

    async tidy(now) {
      if (kind === 'postgresql' || !exists()) return
      const { removeOldCopies } = await import('./upgrade-copies.ts')
      removeOldCopies(sqliteFile(url), now)
      // Also what was deleted without a change of its own, such as old posts.
      hasTraces = true
      await removeTraces()
    },

    async open() {
      try {
        await attempt(async () => {})
      } catch (error) {
        const unavailable = toUnavailable(error)
        if (!unavailable || unavailable.lasts) throw unavailable ?? error
        outages.failed('look', unavailable)
      }
    },
    exists,
    unusable: unusable.promise,

    async close() {
      outages.stop()
      await connection.close()
    },
  }
}

const methodOf = <Port extends object>(port: Port, name: string) =>
  port[name as keyof Port] as (...input: unknown[]) => Promise<unknown>
