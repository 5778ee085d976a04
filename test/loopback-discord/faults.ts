/** Faults that a test puts into REST. */
export type Fault = {
  /** Compared with 'METHOD /path', the path being that after /api/v10. */
  match: RegExp
  /** What to answer; without a status the connection is dropped. */
  status?: number
  code?: number
  message?: string
  headers?: Record<string, string>
  body?: object
  /** Once, unless told. */
  times?: number
  /** Never answers. */
  hang?: boolean
  /** Does what was asked, and answers as late as this. */
  lateMs?: number
  /** Does what was asked before it fails: the client cannot know. */
  afterHandling?: boolean
}

export const createFaults = () => {
  const faults: (Fault & { left: number; isUsed: boolean })[] = []
  return {
    add(fault: Fault) {
      const counted = { ...fault, left: fault.times ?? 1, isUsed: false }
      faults.push(counted)
      return {
        cancel() {
          counted.left = 0
        },
        wasTaken: () => counted.isUsed,
      }
    },
    take(request: string): Fault | undefined {
      const found = faults.find(({ match, left }) => left > 0 && match.test(request))
      if (!found) return undefined
      found.left--
      found.isUsed = true
      return found
    },
  }
}

export const answerOf = ({ status = 500, code = 0, message, headers = {}, body }: Fault) => {
  const retryAfter = Number(headers['Retry-After'] ?? headers['retry-after'] ?? 0)
  const limited = {
    message: 'You are being rate limited.',
    retry_after: retryAfter,
    global: 'X-RateLimit-Global' in headers,
  }
  return {
    status,
    headers,
    body: body ?? (status === 429 ? limited : { message: message ?? `${status}: Injected`, code }),
  }
}
