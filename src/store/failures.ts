/** Tells what went wrong with a database, and what its host can do about it. No address and no password gets into the words. */
import { StoreUnavailable } from '../bot/store.ts'

const remedies: readonly [RegExp, string][] = [
  [
    /DatabaseNotReachable|ECONNREFUSED|ENOTFOUND|EHOSTUNREACH|P1001|can't reach|terminat|ECONNRESET|Connection/i,
    'Start PostgreSQL, or put its address into DATABASE_URL. The bot connects again by itself.',
  ],
  [
    /AuthenticationFailed|authentication failed|P1000/i,
    'Put a user and password that PostgreSQL accepts into DATABASE_URL.',
  ],
  [/DatabaseDoesNotExist|database .* does not exist|P1003/i, 'Create the database that DATABASE_URL names.'],
  [
    /disk is full|database or disk is full|ENOSPC|No space/i,
    'The disk is full: free some space. The bot goes on by itself.',
  ],
  [
    /readonly|read-only|EROFS|EACCES|EPERM|permission/i,
    'Let the user that runs the bot write to the database file and its folder.',
  ],
  [/not a database|malformed|corrupt/i, 'The database file is damaged: stop the bot and put a backup in its place.'],
  [
    /unable to open|cannot open|CANTOPEN|ENOENT|ENOTDIR|EEXIST|EISDIR/i,
    'Check that the folder of DATABASE_URL exists and can be written to.',
  ],
  [
    /locked|busy|SocketTimeout|P1008|P2028|timed? ?out/i,
    'Another process holds the database: stop it, or use PostgreSQL for more than one process.',
  ],
]

/** The error that people are told about, from whatever the database or its driver threw. */
export const toUnavailable = (cause: unknown): StoreUnavailable => {
  if (cause instanceof StoreUnavailable) return cause
  const words = wordsOf(cause)
  const known = remedies.find(([pattern]) => pattern.test(words))
  return new StoreUnavailable(known?.[1] ?? 'See the cause below. Nothing was changed.', { cause })
}

/** True for errors of the database and its driver; false for what the work itself threw. */
export const isFailure = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false
  if (error.name === 'PrismaClientValidationError') return false
  const code = 'code' in error ? String(error.code) : ''
  // The driver's own word for a server that went away in the middle has neither name nor code.
  if (/^Connection terminated/.test(error.message)) return true
  return /^(PrismaClient|DriverAdapter|SchemaConnector)/.test(error.name) || /^(SQLITE_|E[A-Z]+$|P\d{4}$)/.test(code)
}

/** True where running the same work again may succeed: another change came in between. */
export const isConflict = (error: unknown): boolean => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return (
    code === 'P2034' ||
    code === 'P2002' ||
    /TransactionWriteConflict|could not serialize|deadlock/i.test(wordsOf(error)) ||
    isBusy(error)
  )
}

/** SQLite's only writer is another process for now. */
const isBusy = (error: unknown): boolean => /SQLITE_BUSY|database is locked|SocketTimeout|P1008/i.test(wordsOf(error))

const wordsOf = (error: unknown, depth = 0): string => {
  if (typeof error !== 'object' || error === null || depth > 4) return String(error)
  const { message, code, kind, originalCode, originalMessage, cause, meta } = error as Record<string, unknown>
  const inner = [cause, (meta as Record<string, unknown> | undefined)?.driverAdapterError]
  return [
    message,
    code,
    kind,
    originalCode,
    originalMessage,
    ...inner.filter(Boolean).map((each) => wordsOf(each, depth + 1)),
  ].join(' ')
}
