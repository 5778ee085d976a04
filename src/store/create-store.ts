/** The store on SQLite or PostgreSQL. It opens at first use, or when it is told to, and after a failure tries again at the next use. */
import { existsSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import type { Instant } from '../core/calendar.ts'
import type { Log } from '../ports/log.ts'
import type { Reads, Repeated, Store, Writes } from '../ports/store.ts'
import type { Client } from './clients.ts'
import { createConnection } from './connection.ts'
import { isConflict, toUnavailable } from './database-errors.ts'
import { type OpenDatabase, openDatabase } from './open-database.ts'
import { createOutages, type Use } from './outages.ts'
import { probe } from './probe.ts'
import { sqliteFile } from './sqlite-file.ts'
import type { Wait } from './wait-for-lock.ts'

type StoreDeps = {
  /** `file:…` or `postgresql://…` */
  url: string
  log: Log
  /** A new id for a learner. */
  newId: () => string
  /** Told of every statement, for tests and measuring. */
  onStatement?: (sql: string, parameters: string) => void
  /** How locks and conflicts are waited for, where a test has its own time. */
  wait?: Wait
}

/** A store whose database can be opened before anybody uses it. */
export type DatabaseStore = Store & {
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

export const createStore = ({ url, log, newId, onStatement, wait = setTimeout }: StoreDeps): DatabaseStore => {
  const kind = url.startsWith('file:') ? 'sqlite' : 'postgresql'
  const unusable = Promise.withResolvers<never>()
  // Not everybody listens.
  unusable.promise.catch(() => {})
  let wasOpen = false

  const connection = createConnection(async () => {
    const opened = await openDatabase(kind, url, { wait, ...(onStatement && { onStatement }) })
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

  /** Something was deleted, of which the log of changes may know. */
  let hasTraces = false

  /** The change is done: what fails here is done with the next one, or when it is time for upkeep. */
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

  /** Looking makes no database. */
  const look = async <T>(empty: T, read: (reads: OpenDatabase['looks']) => Promise<T>): Promise<T> =>
    exists() ? run('look', ({ looks }) => read(looks)) : empty

  const put = async <T>(nothing: T, write: (writes: OpenDatabase['looks']) => Promise<T>): Promise<T> =>
    exists() ? run('statement', ({ looks }) => write(looks)) : nothing

  return {
    groupAt: (where) => look(undefined, (reads) => reads.groupAt(where)),
    workspaces: () => look([], (reads) => reads.workspaces()),
    groupsIn: (place) => look([], (reads) => reads.groupsIn(place)),
    groupsOf: (learnerId) => look([], (reads) => reads.groupsOf(learnerId)),
    groupCountsOf: (learnerId) => look({ joined: 0, founded: 0 }, (reads) => reads.groupCountsOf(learnerId)),
    channelsOf: (groupId) => look([], (reads) => reads.channelsOf(groupId)),
    learnerOf: (actorId) => look(undefined, (reads) => reads.learnerOf(actorId)),
    membersOf: (groupId) => look([], (reads) => reads.membersOf(groupId)),
    completionsOf: (...asked) => look([], (reads) => reads.completionsOf(...asked)),
    skipsOf: (...asked) => look([], (reads) => reads.skipsOf(...asked)),
    closedWeeksOf: (groupId) => look([], (reads) => reads.closedWeeksOf(groupId)),
    lastClosingOf: (learnerId) => look(undefined, (reads) => reads.lastClosingOf(learnerId)),
    boardOf: (...asked) => look([], (reads) => reads.boardOf(...asked)),
    scoredUnitsOf: (groupId) => look([], (reads) => reads.scoredUnitsOf(groupId)),
    groupOf: (groupId) => look(undefined, (reads) => reads.groupOf(groupId)),
    learner: (learnerId) => look(undefined, (reads) => reads.learner(learnerId)),
    accountsOf: (learnerId) => look([], (reads) => reads.accountsOf(learnerId)),
    postsOf: (...asked) => look([], (reads) => reads.postsOf(...asked)),
    endAnnouncedIn: (groupId) => look(undefined, (reads) => reads.endAnnouncedIn(groupId)),
    blockedGroups: () => look([], (reads) => reads.blockedGroups()),
    unreachableLearners: () => look([], (reads) => reads.unreachableLearners()),
    idleLearners: (...asked) => look([], (reads) => reads.idleLearners(...asked)),
    storedLine: (id) => look(undefined, (reads) => reads.storedLine(id)),
    exportOf: (actorId) => look({}, (reads) => reads.exportOf(actorId)),

    groupsDue: (...asked) => look([], (ledger) => ledger.groupsDue(...asked)),
    learnersDue: (...asked) => look([], (ledger) => ledger.learnersDue(...asked)),
    claim: (claim) => put([], (ledger) => ledger.claim(claim)),
    markSending: (...handed) => put(false, (ledger) => ledger.markSending(...handed)),
    complete: (...settled) => put(false, (ledger) => ledger.complete(...settled)),
    expiredLeases: (now) => look([], (ledger) => ledger.expiredLeases(now)),
    skipOverdue: (now) => put(0, (ledger) => ledger.skipOverdue(now)),
    markUnconfirmed: (doubt) => put([], (ledger) => ledger.markUnconfirmed(doubt)),
    deleteBefore: (before) => put(0, (ledger) => ledger.deleteBefore(before)),
    noteUnknownLastSeen: (day) => put(0, (ledger) => ledger.noteUnknownLastSeen(day)),
    deleteActionsBefore: (before) => put(0, (ledger) => ledger.deleteActionsBefore(before)),

    refreshName: (...asked) => put(undefined, (bookkeeping) => bookkeeping.refreshName(...asked)),
    storeActions: (...asked) => run('statement', ({ looks }) => looks.storeActions(...asked)),

    async change<T>(request: { id: string; at: Instant }, work: (within: Reads & Writes) => Promise<T>) {
      const { createReads } = await import('./reads.ts')
      const { createWrites } = await import('./writes.ts')
      const { handle } = await import('./claim-request.ts')
      const options = {
        ...{ maxWait: 10_000, timeout: 15_000 },
        ...(kind === 'postgresql' && { isolationLevel: 'Serializable' as const }),
      }
      const { noticingDeletion } = await import('./traces.ts')
      const onDeleted = () => {
        hasTraces = true
      }
      const result = await run('change', ({ clients }) =>
        clients.writer.$transaction(async (db: Client): Promise<T | Repeated> => {
          if (!(await handle(db, request, daysRemembered))) return { repeated: true }
          return work(noticingDeletion({ ...createReads(db), ...createWrites(db, newId) }, onDeleted))
        }, options),
      )
      await removeTraces()
      return result
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
