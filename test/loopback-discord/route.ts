/** An address of the REST API: what it is given, and what it answers. */
import type { File } from './message-rules.ts'

export type Request = {
  params: Readonly<Record<string, string>>
  query: URLSearchParams
  given: unknown
  uploads: File[]
}
export type Answer = { status: number; body?: unknown; headers?: Record<string, string> }
/** `isOpen`: needs no token of the bot. */
export type Route = { method: string; path: string; isOpen?: true; run(request: Request): Answer }

export const ok = (body: unknown, headers = {}): Answer => ({ status: 200, body, headers })
export const nothing: Answer = { status: 204 }
