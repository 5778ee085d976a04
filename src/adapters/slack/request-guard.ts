/** What comes over HTTP, before Bolt checks its signature: nothing from the future, and nothing twice, which Bolt would take. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Instant } from '../../core/calendar.ts'

type Parts = {
  listener: RequestListener
  clock: () => Instant
  /** Whether requests are answered at this moment. */
  isListening: () => boolean
}

/** Clocks differ; in milliseconds. */
const mostAhead = 60_000

/** Bolt takes a time stamp for five minutes; one from the future is good for as much longer. In milliseconds. */
const remembered = 5 * 60_000 + mostAhead

const signatureShape = /^v0=[0-9a-f]{64}$/

/** What Bolt answers to what it does not read: too long, of another kind, wrongly signed. */
const refused = [400, 401, 413]

const signatureOf = ({ headers }: IncomingMessage): string | undefined => {
  const signature = headers['x-slack-signature']
  return typeof signature === 'string' && signatureShape.test(signature) ? signature : undefined
}

export const guarded = ({ listener, clock, isListening }: Parts): RequestListener => {
  /** Signatures, and until when they are remembered, the oldest first. */
  const seen = new Map<string, number>()

  const mayPass = (request: IncomingMessage, response: ServerResponse): boolean => {
    const now = clock().epochMilliseconds
    const stamp = Number(request.headers['x-slack-request-timestamp'])
    if (stamp * 1000 > now + mostAhead) return false
    const signature = signatureOf(request)
    // Bolt refuses what has none that could be right; and nothing of a stranger's is kept.
    if (signature === undefined) return true
    for (const [old, until] of seen) {
      if (until > now) break
      seen.delete(old)
    }
    if (seen.has(signature)) return false
    seen.set(signature, now + remembered)
    response.once('close', () => {
      // A signature that was wrong is nobody's, and one that never came through may come again.
      if (refused.includes(response.statusCode) || !request.complete) seen.delete(signature)
    })
    return true
  }

  return (request, response) => {
    try {
      if (!isListening()) return void response.writeHead(503).end()
      if (!mayPass(request, response)) return void response.writeHead(401).end()
      listener(request, response)
    } catch {
      // Another path, another method, or an address that is none.
      seen.delete(signatureOf(request) ?? '')
      response.writeHead(404).end()
    }
  }
}
