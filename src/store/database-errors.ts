/**
 * Tells the failures of a database from bugs, and what its host can do about them. What is listed here by its code is a failure of the
 * database, its driver, its disk or its network; every other error is a bug, or a mistake of the person.
 */

import { UserError } from '../chat/user-error.ts'
import { LoggableError } from '../errors/loggable-error.ts'
import { StoreUnavailable } from '../errors/store-unavailable.ts'

/** `lasts`: it does not pass by itself. No address and no password gets into the words. */
type Failure = { codes: readonly string[]; remedy: string; lasts?: boolean }

/** Codes are PostgreSQL's (SQLSTATE), SQLite's, Node's, Prisma's (P…), and the kinds that Prisma's drivers make of them. */
const failures = {
  conflict: {
    codes: ['40001', '40P01', 'TransactionWriteConflict', 'P2034'],
    remedy: 'Other changes came in between each time: see what else changes the database.',
  },
  busy: {
    codes: ['SQLITE_BUSY', 'SQLITE_LOCKED', 'SQLITE_PROTOCOL'],
    remedy: 'Another process holds the database: stop it, or use PostgreSQL for more than one process.',
  },
  unreachable: {
    codes: [
      ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT'],
      ...['EHOSTUNREACH', 'EHOSTDOWN', 'ENETUNREACH', 'ENETDOWN'],
      ...['08000', '08001', '08003', '08004', '08006', '53300', '57P01', '57P02', '57P03', '57P05'],
      ...['DatabaseNotReachable', 'ConnectionClosed', 'TooManyConnections', 'P1001', 'P1002', 'P1017', 'P2037'],
    ],
    remedy: 'Start PostgreSQL, or put its address into DATABASE_URL. The bot connects again by itself.',
  },
  slow: {
    codes: ['55P03', '57014', '25P03', '25P04', 'SocketTimeout', 'P1008', 'P2024'],
    remedy: 'The database takes too long: see what else keeps it or its disk busy.',
  },
  refused: {
    codes: ['28000', '28P01', 'AuthenticationFailed', 'P1000'],
    remedy: 'Put a user and password that PostgreSQL accepts into DATABASE_URL.',
    lasts: true,
  },
  denied: {
    codes: ['42501', 'DatabaseAccessDenied', 'P1010'],
    remedy: 'Let the user in DATABASE_URL create and change tables in its database.',
    lasts: true,
  },
  missing: {
    codes: ['3D000', 'DatabaseDoesNotExist', 'P1003'],
    remedy: 'Create the database that DATABASE_URL names.',
    lasts: true,
  },
  foreign: {
    codes: ['P3005'],
    remedy: 'Name another database in DATABASE_URL: something else is in this one.',
    lasts: true,
  },
  encryption: {
    codes: ['TlsConnectionError', 'P1011'],
    remedy: 'Check the certificate of PostgreSQL, and sslmode in DATABASE_URL.',
    lasts: true,
  },
  standby: {
    codes: ['25006'],
    remedy: 'This PostgreSQL takes no changes: put the address of one that does into DATABASE_URL.',
  },
  full: {
    codes: ['SQLITE_FULL', 'ENOSPC', 'EDQUOT', '53100'],
    remedy: 'The disk is full: free some space. The bot goes on by itself.',
  },
  machine: {
    codes: ['SQLITE_IOERR', 'SQLITE_NOMEM', 'EIO', 'EMFILE', 'ENFILE', 'ENOMEM', '53000', '53200', '53400', '58030'],
    remedy: 'The disk fails, or memory or open files run out: look at the log of the machine.',
  },
  readonly: {
    codes: ['SQLITE_READONLY', 'SQLITE_PERM', 'EACCES', 'EPERM', 'EROFS'],
    remedy: 'Let the user that runs the bot write to the database file and its folder.',
    lasts: true,
  },
  damaged: {
    codes: ['SQLITE_NOTADB', 'SQLITE_CORRUPT', 'XX001', 'XX002'],
    remedy: 'Stop the bot and put a backup in the place of the damaged file, or name another one in DATABASE_URL.',
    lasts: true,
  },
  folder: {
    codes: ['EISDIR'],
    remedy: 'Put the name of a file into DATABASE_URL, and not of a folder.',
    lasts: true,
  },
  place: {
    codes: ['SQLITE_CANTOPEN', 'ENOENT', 'ENOTDIR', 'EEXIST', 'ELOOP', 'ENAMETOOLONG'],
    remedy: 'Check that the folder of DATABASE_URL exists and can be written to.',
    lasts: true,
  },
  closed: { codes: [], remedy: 'The bot is stopping, or opens the database anew.' },
} satisfies Record<string, Failure>

type Kind = keyof typeof failures

const kindOf = new Map(
  Object.entries(failures).flatMap(([kind, { codes }]) => codes.map((code) => [code, kind as Kind] as const)),
)

/** Messages of drivers that come without a code, and the code that they stand for. */
const words: readonly [RegExp, Kind, string][] = [
  // Also of a socket file that is not there: its code alone would be that of a missing database file.
  [/\bconnect E[A-Z]+\b|^Can't reach database server/, 'unreachable', 'no connection is possible'],
  [/timeout exceeded when trying to connect/, 'unreachable', 'no connection in time'],
  [/Connection terminated|encountered a connection error|Client was closed/, 'unreachable', 'the connection was lost'],
  [/Query read timeout/, 'slow', 'no answer in time'],
  // Prisma has one code (P2028) for a change that takes too long, and for mistakes of ours.
  [/Unable to start a transaction in the given time/, 'slow', 'a change could not begin in time'],
  [/on an expired transaction/, 'slow', 'a change took too long'],
  [
    /Transaction not found|database connection is not open|calling end on the pool/,
    'closed',
    'the connection is closed',
  ],
]

/** An error and what it comes from, the innermost first: Prisma wraps what its driver has wrapped. */
const layersOf = (error: unknown, depth = 0): Record<string, unknown>[] => {
  if (typeof error !== 'object' || error === null || depth > 5) return []
  const layer = error as Record<string, unknown>
  const { cause, meta, errors } = layer
  const inner = [cause, (meta as Record<string, unknown> | undefined)?.driverAdapterError, ...listOf(errors)]
  return [...inner.flatMap((each) => layersOf(each, depth + 1)), layer]
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** SQLite's codes are as fine as `SQLITE_IOERR_FSYNC`; the first two words say what matters here. */
const knownCode = (code: unknown): Kind | undefined =>
  typeof code === 'string' ? kindOf.get(code.replace(/^(SQLITE_[A-Z]+)_.*$/, '$1')) : undefined

/** The kind of a failure, and in our words what drivers tell without a code. */
const failureOf = (error: unknown): { kind: Kind; said?: string } | undefined => {
  // Both repeat what people have typed, which may look like anything.
  if (error instanceof UserError || (error instanceof Error && error.name === 'PrismaClientValidationError'))
    return undefined
  const layers = layersOf(error)
  for (const { message } of layers) {
    const [, kind, said] = (typeof message === 'string' && words.find(([pattern]) => pattern.test(message))) || []
    if (kind && said) return { kind, said }
  }
  for (const { originalCode, code, errorCode, kind } of layers) {
    const known = [originalCode, code, errorCode, kind].map(knownCode).find((found) => found !== undefined)
    if (known) return { kind: known }
  }
  return undefined
}

/** The error that people are told about; undefined for what is no failure of the database. */
export const toUnavailable = (error: unknown): StoreUnavailable | undefined => {
  if (error instanceof StoreUnavailable) return error
  const failure = failureOf(error)
  if (!failure) return undefined
  const { remedy, lasts = false }: Failure = failures[failure.kind]
  const cause = failure.said === undefined ? error : new LoggableError(failure.said, { cause: error })
  return new StoreUnavailable(remedy, { cause, lasts })
}

/** True where running the same change again may succeed: another one came in between. */
export const isConflict = (error: unknown): boolean => failureOf(error)?.kind === 'conflict'

/** True while another process has locked the SQLite file. */
export const isBusy = (error: unknown): boolean => failureOf(error)?.kind === 'busy'

/** True where the connection has come to its end. */
export const isClosed = (error: unknown): boolean => failureOf(error)?.kind === 'closed'

/** True where a unique key was violated. */
export const isTaken = (error: unknown): boolean =>
  layersOf(error).some(({ kind, code }) => kind === 'UniqueConstraintViolation' || code === 'P2002')
