import type { Json } from './json.ts'

/** What Slack does not do: answered with `{ ok: false, error }` and this status. */
export class Refusal extends Error {
  readonly error: string
  readonly more: Json
  readonly status: number
  readonly headers: Record<string, string>

  constructor(error: string, more: Json = {}, { status = 200, headers = {} }: Answer = {}) {
    super(error)
    this.error = error
    this.more = more
    this.status = status
    this.headers = headers
  }
}

type Answer = { status?: number; headers?: Record<string, string> }

/** Faults of content, listed the way Slack lists them. */
export const refuseFaults = (error: string, faults: readonly string[]) => {
  if (faults.length === 0) return
  throw new Refusal(error, {
    errors: faults,
    response_metadata: { messages: faults.map((fault) => `[ERROR] ${fault}`) },
  })
}
