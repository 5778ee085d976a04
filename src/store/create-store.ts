/** The store on SQLite or PostgreSQL. It opens at first use, and after a failure tries again at the next. */
import { existsSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import type { Ledger } from '../bot/ledger.ts'
import type { Log } from '../bot/log.ts'
import { LoggableError } from '../bot/loggable-error.ts'
import { type Reads, type Repeated, type Store, StoreUnavailable, type Writes } from '../bot/store.ts'
import type { Instant } from '../core/calendar.ts'
import type { Client, Clients } from './clients.ts'
import { isConflict, isFailure, toUnavailable } from './failures.ts'

type Parts = {
  /** `file:…` or `postgresql://…` */
  url: string
  log: Log
  /** A new id for a learner. */
  newId: () => string
  /** Told of every statement, for tests and measuring. */
  onStatement?: (sql: string, parameters: string) => void
}

/** Requests are remembered for as long as a platform might deliver one again. */
const daysRemembered = 3

/** How often a change is run again because another came in between; the pause before it grows by so many milliseconds. */
const mostAttempts = 25
const pauseStep = 8

export const createStore = ({ url, log, newId, onStatement }: Parts): Store => {
  const kind = url.startsWith('file:') ? 'sqlite' : 'postgresql'
  let opening: Promise<Opened> | undefined

  const open = async (): Promise<Opened> => {
    const clients = await import('./clients.ts')
    const { upgrade } = await import('./upgrade.ts')
    const { createReads } = await import('./reads.ts')
    const { createLedger } = await import('./ledger.ts')
    const { createBookkeeping } = await import('./bookkeeping.ts')
    const opened = (clients: Clients, isThere: () => boolean): Opened => ({
      clients,
      isThere,
      looks: { ...createReads(clients.reader, { patient: true }), ...createLedger(clients) },
      bookkeeping: createBookkeeping(clients),
    })
    if (kind === 'postgresql') {
      await upgrade(kind, url)
      return opened(clients.openPostgres(url, onStatement), () => true)
    }
    clients.prepareSqliteFile(url)
    await upgrade(kind, url)
    const identity = clients.identityOf(url)
    return opened(await clients.openSqlite(url, onStatement), () => clients.identityOf(url) === identity)
  }

  /** Runs work with an open database; its failures come out as StoreUnavailable, other errors unchanged. */
  const use = async <T>(work: (opened: Opened) => Promise<T>): Promise<T> => {
    opening ??= open()
    try {
      const opened = await opening
      if (!opened.isThere()) throw await moved(opened.clients)
      return await work(opened)
    } catch (error) {
      if (!isFailure(error) && !(error instanceof StoreUnavailable)) throw error
      // What could not be opened is opened anew at the next use; what is open stays so.
      await opening?.catch(() => {
        opening = undefined
      })
      throw toUnavailable(error)
    }
  }

  const moved = async (clients: Clients) => {
    opening = undefined
    await clients.close()
    return new StoreUnavailable(
      'The database file was moved or deleted while the bot ran: put it back, or go on with an empty one.',
      {
        cause: new LoggableError('the file is another than the one that was opened'),
      },
    )
  }

  const nothingYet = () => kind === 'sqlite' && opening === undefined && !existsSync(url.replace(/^file:/, ''))

  const look = async <T>(empty: T, read: (reads: Reads & Ledger) => Promise<T>): Promise<T> => {
    // Looking makes no database.
    if (nothingYet()) return empty
    return use(({ looks }) => read(looks))
  }

  return {
    groupAt: (where) => look(undefined, (reads) => reads.groupAt(where)),
    workspaces: () => look([], (reads) => reads.workspaces()),
    groupsIn: (place) => look([], (reads) => reads.groupsIn(place)),
    groupsOf: (learnerId) => look([], (reads) => reads.groupsOf(learnerId)),
    channelsOf: (groupId) => look([], (reads) => reads.channelsOf(groupId)),
    learnerOf: (actorId) => look(undefined, (reads) => reads.learnerOf(actorId)),
    membersOf: (groupId) => look([], (reads) => reads.membersOf(groupId)),
    completionsOf: (...asked) => look([], (reads) => reads.completionsOf(...asked)),
    skipsOf: (...asked) => look([], (reads) => reads.skipsOf(...asked)),
    closingsOf: (groupId) => look([], (reads) => reads.closingsOf(groupId)),
    boardOf: (...asked) => look([], (reads) => reads.boardOf(...asked)),
    paidOf: (groupId) => look([], (reads) => reads.paidOf(groupId)),
    groupOf: (groupId) => look(undefined, (reads) => reads.groupOf(groupId)),
    learner: (learnerId) => look(undefined, (reads) => reads.learner(learnerId)),
    accountsOf: (learnerId) => look([], (reads) => reads.accountsOf(learnerId)),
    postsOf: (...asked) => look([], (reads) => reads.postsOf(...asked)),
    endToldOf: (groupId) => look(undefined, (reads) => reads.endToldOf(groupId)),
    refusedGroups: () => look([], (reads) => reads.refusedGroups()),
    unreachableLearners: () => look([], (reads) => reads.unreachableLearners()),
    storedLine: (id) => look(undefined, (reads) => reads.storedLine(id)),
    exportOf: (actorId) => look({}, (reads) => reads.exportOf(actorId)),

    groupsDue: (...asked) => look([], (ledger) => ledger.groupsDue(...asked)),
    learnersDue: (...asked) => look([], (ledger) => ledger.learnersDue(...asked)),
    claim: (claim) => look([], (ledger) => ledger.claim(claim)),
    handOver: (...handed) => look(false, (ledger) => ledger.handOver(...handed)),
    settle: (...settled) => look(false, (ledger) => ledger.settle(...settled)),
    lapsed: (now) => look([], (ledger) => ledger.lapsed(now)),
    expire: (now) => look(0, (ledger) => ledger.expire(now)),
    markUnconfirmed: (doubt) => look([], (ledger) => ledger.markUnconfirmed(doubt)),
    forget: (before) => look(0, (ledger) => ledger.forget(before)),
    forgetActions: (before) => look(0, (ledger) => ledger.forgetActions(before)),

    refreshName: (...asked) => look(undefined, () => use(({ bookkeeping }) => bookkeeping.refreshName(...asked))),
    storeActions: (...asked) => use(({ bookkeeping }) => bookkeeping.storeActions(...asked)),

    async change<T>(request: { id: string; at: Instant }, work: (within: Reads & Writes) => Promise<T>) {
      const { createReads } = await import('./reads.ts')
      const { createWrites } = await import('./writes.ts')
      const { handle } = await import('./requests.ts')
      const attempt = ({ clients }: Opened) =>
        clients.writer.$transaction(
          async (db: Client): Promise<T | Repeated> => {
            if (!(await handle(db, request, daysRemembered))) return { repeated: true }
            return work({ ...createReads(db), ...createWrites(db, newId) })
          },
          {
            maxWait: 10_000,
            timeout: 15_000,
            ...(kind === 'postgresql' && { isolationLevel: 'Serializable' as const }),
          },
        )
      for (let attempts = 1; ; attempts++) {
        try {
          return await use(attempt)
        } catch (error) {
          const cause = error instanceof StoreUnavailable ? error.cause : undefined
          if (attempts >= mostAttempts || !isConflict(cause)) throw error
          log.info({ attempts }, 'a change came in between: once more')
          await setTimeout(attempts * pauseStep)
        }
      }
    },

    async close() {
      const opened = await opening?.catch(() => undefined)
      opening = undefined
      await opened?.clients.close()
    },
  }
}

type Opened = {
  clients: Clients
  isThere: () => boolean
  looks: Reads & Ledger
  bookkeeping: Pick<Store, 'refreshName' | 'storeActions'>
}
