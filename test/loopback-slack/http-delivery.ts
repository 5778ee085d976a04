import { createHmac } from 'node:crypto'
import { Agent, type IncomingMessage, request } from 'node:http'
import { isObject, parsed } from './json.ts'
import type { Envelope, Reply, Retry, Transport } from './transport.ts'

export type Forgery = {
  /** Instead of the right one; `undefined` inside the object leaves it out. */
  signature?: string | undefined
  /** Seconds that the time stamp is off: negative is old. The signature fits it. */
  skewSeconds?: number
  contentType?: string
}
export type Sent = { url: string; headers: Record<string, string>; body: string }
export type HttpAnswer = { status: number; body: string }

const form = 'application/x-www-form-urlencoded'

const bodyOf = ({ type, payload }: Envelope) => {
  if (type === 'events_api') return { contentType: 'application/json', body: JSON.stringify(payload) }
  const fields =
    type === 'interactive'
      ? { payload: JSON.stringify(payload) }
      : Object.fromEntries(Object.entries(payload).map(([key, value]) => [key, String(value)]))
  return { contentType: form, body: new URLSearchParams(fields).toString() }
}

/** JSON, or the plain text that a command may be answered with. */
const contentIn = (body: string) => {
  const content = parsed(body)
  return isObject(content) ? content : body || undefined
}

/** Delivery over HTTP, signed the way Slack signs (v0). */
export const createHttpDelivery = ({ secret, clock }: { secret: string; clock: () => number }) => {
  const agent = new Agent({ keepAlive: true })
  let last: Sent | undefined

  /** `end` breaks it off, unless it was answered. */
  const post = ({ url, headers, body }: Sent) => {
    const options = { method: 'POST', agent, headers: { ...headers, 'content-length': Buffer.byteLength(body) } }
    const call = request(url, options)
    let isAnswered = false
    const answer = new Promise<HttpAnswer>((resolve, reject) => {
      call.on('response', (response: IncomingMessage) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          isAnswered = true
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() })
        })
      })
      call.on('error', reject)
    })
    call.end(body)
    // A signal would be aborted after every answer too, and each time make an error with its stack.
    return { answer, end: () => void (isAnswered || call.destroy()) }
  }

  const signed = (url: string, envelope: Envelope, retry: Retry | undefined, forged: Forgery): Sent => {
    const { contentType, body } = bodyOf(envelope)
    const at = String(Math.floor(clock() / 1000) + (forged.skewSeconds ?? 0))
    const right = `v0=${createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')}`
    const signature = 'signature' in forged ? forged.signature : right
    const headers = {
      'content-type': forged.contentType ?? contentType,
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      accept: 'application/json,*/*',
      'x-slack-request-timestamp': at,
      ...(signature !== undefined && { 'x-slack-signature': signature }),
      ...(retry && { 'x-slack-retry-num': String(retry.attempt), 'x-slack-retry-reason': retry.reason }),
    }
    return { url, headers, body }
  }
  const toReply = ({ status, body }: HttpAnswer): Reply => {
    if (status < 200 || status > 299) return { status, failed: 'dispatch_failed' }
    return { status, payload: contentIn(body) }
  }

  return {
    to: (url: string, forged: Forgery = {}): Transport => ({
      send: (envelope, { retry }) => {
        last = signed(url, envelope, retry, forged)
        const { answer, end } = post(last)
        return { reply: answer.then(toReply, (): Reply => ({ failed: 'dispatch_failed' })), giveUp: end }
      },
    }),
    last: () => last,
    /** The very same request once more, signature and time stamp included. */
    replay(): Promise<HttpAnswer> {
      if (!last) throw new Error('nothing was sent over HTTP yet')
      return post(last).answer
    },
    close: () => agent.destroy(),
  }
}
