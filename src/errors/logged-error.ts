/**
 * Reduces an error to the fields that the log may show: an allow-list. Errors of libraries contain request bodies, URLs with tokens, SQL
 * with its parameters, and people's text in their messages.
 */

import { LoggableError } from './loggable-error.ts'
import { StoreUnavailable } from './store-unavailable.ts'

export type LoggedError = {
  type: string
  /** Only for a LoggableError, and for code that cannot be loaded. */
  message?: string
  /** The code of the library, the platform or the system, such as `P2002`, 50013 or `ECONNREFUSED`. */
  code?: string | number
  /** The platform's code in words, such as `channel_not_found`. */
  reason?: string
  status?: number
  method?: string
  /** The path of a request, with ids and without tokens. */
  route?: string
  /** Positions in the project's code, one a line, without the message. */
  stack?: string
  cause?: LoggedError
  errors?: LoggedError[]
}

const [maxDepth, maxErrors, maxFrames] = [5, 5, 12]

export const toLoggedError = (error: unknown, depth = 0): LoggedError => {
  if (typeof error !== 'object' || error === null) return { type: typeof error }
  // The store logs the cause once; the position in the code is of no use.
  if (error instanceof StoreUnavailable) return { type: error.name, message: error.message }
  const facts = error as Record<string, unknown>
  const data = objectOf(facts.data)
  const inner = depth < maxDepth ? innerOf(facts) : undefined
  const errors = depth < maxDepth && Array.isArray(facts.errors) ? facts.errors.slice(0, maxErrors) : []
  return defined({
    type: typeOf(error),
    message: error instanceof LoggableError || isAboutCode(facts) ? String(facts.message) : undefined,
    code: codeOf(facts.code) ?? codeOf(facts.originalCode) ?? codeOf(facts.kind),
    reason: wordOf(data?.error),
    status: statusOf(facts.status) ?? statusOf(facts.statusCode),
    method: typeof facts.method === 'string' && /^[A-Z]{3,7}$/.test(facts.method) ? facts.method : undefined,
    route: typeof facts.url === 'string' ? routeOf(facts.url) : undefined,
    stack: error instanceof Error ? positionsIn(error) : undefined,
    cause: inner === undefined ? undefined : toLoggedError(inner, depth + 1),
    errors: errors.length > 0 ? errors.map((each) => toLoggedError(each, depth + 1)) : undefined,
  })
}

/** An error in a few words, for a line of text: a message, code, status or kind. */
export const errorWords = (error: unknown): string => {
  const { message, reason, status, ...logged } = toLoggedError(error)
  return message ?? reason ?? deepestCode(logged) ?? (status === undefined ? logged.type : `HTTP ${status}`)
}

/** Node's errors for a module that is missing or cannot be parsed: their messages contain only file names. */
const isAboutCode = ({ code }: Record<string, unknown>): boolean =>
  code === 'ERR_MODULE_NOT_FOUND' || code === 'ERR_INVALID_TYPESCRIPT_SYNTAX'

const deepestCode = ({ code, cause, errors = [] }: LoggedError): string | undefined => {
  for (const inner of [...(cause ? [cause] : []), ...errors]) {
    const innerCode = deepestCode(inner)
    if (innerCode !== undefined) return innerCode
  }
  return code === undefined ? undefined : String(code)
}

const objectOf = (value: unknown): Record<string, unknown> | undefined =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined

/** The cause of an error; Prisma keeps the driver's error in `meta`. */
const innerOf = ({ cause, meta }: Record<string, unknown>): unknown => cause ?? objectOf(meta)?.driverAdapterError

/** The first word of the error's name, as in `DiscordAPIError[50013]`. */
const typeOf = (error: object): string => {
  const name = /^[A-Za-z_]\w{0,59}/.exec(error instanceof Error ? error.name : '')?.[0]
  return name ?? (error instanceof Error ? 'Error' : 'object')
}

const codeOf = (code: unknown): string | number | undefined => {
  if (typeof code === 'number') return Number.isSafeInteger(code) ? code : undefined
  return typeof code === 'string' && /^\w{1,64}$/.test(code) ? code : undefined
}

const wordOf = (word: unknown): string | undefined =>
  typeof word === 'string' && /^[a-z_]{1,64}$/.test(word) ? word : undefined

const statusOf = (status: unknown): number | undefined =>
  typeof status === 'number' && status >= 100 && status < 600 ? status : undefined

/** In a path, these and an id are followed by a token. */
const withToken = /^(interactions|webhooks)$/

/** Segments without secrets: words, versions, and the ids of Discord and Slack. */
const plainSegment = /^(?:[a-z]{1,20}(?:-[a-z]{1,20}){0,3}|@[a-z]{1,20}|v\d{1,2}|\d{1,21}|[A-Z][A-Z0-9]{7,12})$/

const routeOf = (url: string): string | undefined => {
  const segments = URL.parse(url, 'http://localhost')?.pathname.split('/')
  return segments
    ?.map((segment, at) => {
      if (segment === '') return ''
      const isToken = withToken.test(segments[at - 2] ?? '')
      return !isToken && plainSegment.test(segment) ? segment : '…'
    })
    .join('/')
}

const project = new URL('../../', import.meta.url)

/** `    at name (file:///…/src/a.ts:1:2)`; the name of a function may contain anything. */
const frame = /^ {4}at (?:.* \()?(?:file:\/\/)?(\/[^\s():]+):(\d+):(\d+)\)?$/

const positionsIn = (error: Error): string | undefined => {
  const stack = typeof error.stack === 'string' ? error.stack : ''
  // A line of the message could look like a position.
  const at = stack.indexOf(error.message)
  const lines = (at < 0 ? stack : stack.slice(at + error.message.length)).split('\n')
  const positions = lines.flatMap((line) => {
    const [, path = '', row, column] = frame.exec(line) ?? []
    if (!path.startsWith(project.pathname)) return []
    const file = path.slice(project.pathname.length)
    return /^[\w@+.\-/]{1,200}$/.test(file) ? [`at ${file}:${row}:${column}`] : []
  })
  return positions.length > 0 ? positions.slice(0, maxFrames).join('\n') : undefined
}

const defined = (logged: { [Key in keyof LoggedError]: LoggedError[Key] | undefined }): LoggedError =>
  Object.fromEntries(Object.entries(logged).filter(([, value]) => value !== undefined)) as LoggedError
