/**
 * Checks requests over HTTP before Bolt handles them: the signature, the age, the size, and that the request is not repeated. Bolt itself
 * reads four megabytes before it checks the signature, needs none for an `ssl_check`, accepts a repeated request, and ends the process
 * at a body that is no object.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders, IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { parse } from 'node:querystring'
import type { Instant } from '../../../core/calendar.ts'
import type { Log } from '../../../ports/log.ts'
import { createBodyReader, maxBody } from './body-reader.ts'
import { eventsPath } from './platform.ts'
import { createRefusals } from './refusals.ts'

type RequestGuardDeps = {
  listener: RequestListener
  signingSecret: string
  clock: () => Instant
  log: Log
  /** Whether requests are answered at this moment. */
  isListening: () => boolean
}

/** How far a request's time may be in the past, and in the future because clocks differ; in milliseconds. */
const [maxAge, maxAhead] = [5 * 60_000, 60_000]

const signatureShape = /^v0=[0-9a-f]{64}$/

/** The HTTP status for each reason to refuse a request; the log counts the reasons. */
const statuses = {
  'without a signature': 401,
  'with an old or future time stamp': 401,
  'sent twice': 401,
  'wrongly signed': 401,
  'too large': 413,
  'broken off': 400,
  'crowded out': 503,
  'not what Slack sends': 400,
} as const

type Reason = keyof typeof statuses

type Head = { signature: string; stamp: string }

export const guarded = ({ listener, signingSecret, clock, log, isListening }: RequestGuardDeps) => {
  /** Accepted signatures with the time until which a repetition is refused, the oldest first. */
  const seen = new Map<string, number>()
  const reader = createBodyReader()
  const refusals = createRefusals({ log, clock })

  const refuse = (response: ServerResponse, reason: Reason) => {
    refusals.count(reason)
    // The rest of the request is not read.
    if (!response.destroyed) response.writeHead(statuses[reason], { Connection: 'close' }).end()
  }

  const headOf = (headers: IncomingHttpHeaders): Head | Reason => {
    const { 'x-slack-signature': signature, 'x-slack-request-timestamp': stamp } = headers
    if (typeof signature !== 'string' || !signatureShape.test(signature)) return 'without a signature'
    const now = clock().epochMilliseconds
    const at = typeof stamp === 'string' && /^\d{1,12}$/.test(stamp) ? Number(stamp) * 1000 : Number.NaN
    if (!(at >= now - maxAge && at <= now + maxAhead)) return 'with an old or future time stamp'
    if (Number(headers['content-length'] ?? 0) > maxBody) return 'too large'
    return { signature, stamp: String(stamp) }
  }

  const isSigned = ({ signature, stamp }: Head, body: Buffer): boolean => {
    const right = createHmac('sha256', signingSecret).update(`v0:${stamp}:`).update(body).digest()
    return timingSafeEqual(right, Buffer.from(signature.slice(3), 'hex'))
  }

  /** False for a repeated request. */
  const isNew = ({ signature }: Head): boolean => {
    const now = clock().epochMilliseconds
    for (const [old, until] of seen) {
      if (until > now) break
      seen.delete(old)
    }
    if (seen.has(signature)) return false
    seen.set(signature, now + maxAge + maxAhead)
    return true
  }

  const admit = async (request: IncomingMessage, head: Head): Promise<Buffer | Reason> => {
    const body = await reader.read(request)
    if (typeof body === 'string') return body
    if (!isSigned(head, body)) return 'wrongly signed'
    if (!isNew(head)) return 'sent twice'
    return isObject(contentOf(body, request.headers['content-type'])) ? body : 'not what Slack sends'
  }

  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!isListening()) return void response.writeHead(503, { Connection: 'close' }).end()
    if (request.method !== 'POST' || pathOf(request.url) !== eventsPath) return void response.writeHead(404).end()
    const head = headOf(request.headers)
    if (typeof head === 'string') return refuse(response, head)
    const body = await admit(request, head)
    if (typeof body === 'string') return refuse(response, body)
    // The library takes a body that was read before from this property.
    listener(Object.assign(request, { rawBody: body }), response)
  }

  const events: RequestListener = (request, response) => {
    take(request, response).catch((error: unknown) => {
      log.error({ err: error }, 'Slack: a request over HTTP failed')
      response.destroy()
    })
  }

  return { events, close: refusals.report }
}

const pathOf = (url = ''): string | undefined => URL.parse(url, 'http://localhost')?.pathname

/** Parses the body as the library does. */
const contentOf = (body: Buffer, type: string | undefined): unknown => {
  try {
    if (type !== 'application/x-www-form-urlencoded') return JSON.parse(body.toString())
    const { payload, ...fields } = parse(body.toString())
    return typeof payload === 'string' ? JSON.parse(payload) : fields
  } catch {
    return undefined
  }
}

const isObject = (content: unknown): boolean =>
  typeof content === 'object' && content !== null && !Array.isArray(content)
