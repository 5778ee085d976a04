import type { Envelope, Reply, Retry, Transport } from './transport.ts'

export type Ack = Reply & {
  /** From sending to the acknowledgement, in milliseconds of the real clock. */
  afterMs: number
}

export type DeliveryOptions = {
  /** How long the app may take to acknowledge. */
  ackWithinMs?: number
  /** When an event that was not acknowledged is sent again: Slack does it at once, after a minute, after five. */
  retryAfterMs?: readonly number[]
}

/** Sends to the app by the way chosen, measures the acknowledgement, and repeats events (only events). */
export const createDeliveries = (first: Transport, options: DeliveryOptions) => {
  const { ackWithinMs = 3000, retryAfterMs = [0, 60_000, 300_000] } = options
  const timers = new Set<NodeJS.Timeout>()
  let transport = first
  let isClosed = false

  const after = (ms: number) =>
    new Promise<void>((resolve) => {
      // What would be sent after the end is never sent.
      if (isClosed) return
      const timer = setTimeout(() => {
        timers.delete(timer)
        resolve()
      }, ms)
      timers.add(timer)
    })

  const attempt = async (envelope: Envelope, retry?: Retry): Promise<Ack> => {
    const start = performance.now()
    const { reply, giveUp } = transport.send(envelope, retry ? { retry } : {})
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<Reply>((resolve) => {
      timer = setTimeout(() => resolve({ failed: 'operation_timeout' }), ackWithinMs)
      timers.add(timer)
    })
    const first = await Promise.race([reply, late])
    if (timer) {
      clearTimeout(timer)
      timers.delete(timer)
    }
    giveUp()
    return { ...first, afterMs: performance.now() - start }
  }

  return {
    use(chosen: Transport) {
      transport = chosen
    },
    /** `attempts` fills as they are made; the answer is the first success, or the last failure. */
    async send(envelope: Envelope, attempts: Ack[] = []): Promise<Ack> {
      const isEvent = envelope.type === 'events_api'
      let ack = await attempt(envelope)
      attempts.push(ack)
      for (const [index, ms] of (isEvent ? retryAfterMs : []).entries()) {
        if (!ack.failed) return ack
        await after(ms)
        const reason = ack.failed === 'operation_timeout' ? 'timeout' : ack.status ? 'http_error' : 'connection_failed'
        ack = await attempt(envelope, { attempt: index + 1, reason })
        attempts.push(ack)
      }
      return ack
    },
    close() {
      isClosed = true
      for (const timer of timers) clearTimeout(timer)
    },
  }
}

export type Deliveries = ReturnType<typeof createDeliveries>
