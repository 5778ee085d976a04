import type { Json } from './json.ts'

export type Envelope =
  | { type: 'slash_commands'; payload: Json }
  | { type: 'interactive'; payload: Json }
  | { type: 'events_api'; payload: Json }

type Failure = 'dispatch_failed' | 'operation_timeout'
export type Retry = { attempt: number; reason: string }
/** What the app answered: the content of its acknowledgement, or why there is none. */
export type Reply = { payload?: unknown; status?: number; failed?: Failure }

/** A way to the app. `giveUp` is called once, when it was acknowledged or the time for that is over. */
export type Transport = {
  send: (envelope: Envelope, options: { retry?: Retry }) => { reply: Promise<Reply>; giveUp: () => void }
}
