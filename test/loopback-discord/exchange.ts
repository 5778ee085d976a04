/** What a person sees of an interaction, while it goes on and when it is over. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Message } from './messages.ts'
import type { Modal } from './modal-rules.ts'

export type Choice = { name: string; value: string | number }

export type Shown = {
  callbackType?: number
  ephemeral: boolean
  /** The answer as it is by now; absent when there is none, or it was deleted. */
  message?: Message
  /** The message of the button that was pressed, when the answer changed it (callbacks 6 and 7). */
  updated?: Message
  followUps: Message[]
  modal?: Modal
  choices?: Choice[]
  callbackAfterMs?: number
  /** REST requests for this interaction, the refused ones included. */
  requests: number
  failed?: 'did not respond'
}

export type Exchange = {
  id: string
  token: string
  /** As it is now. */
  shown: Shown
  /** Settles at the first callback, or when there was none in time. */
  answered: Promise<Shown>
  /** Settles when it is answered for good: a deferred answer is when it is edited, deleted or followed. */
  done(withinMs?: number): Promise<Shown>
  /** The same, and then nothing was sent for so long. */
  settle(quietMs: number): Promise<Shown>
}

export const createExchange = (id: string, token: string) => {
  const shown: Shown = { ephemeral: false, followUps: [], requests: 0 }
  const opened = performance.now()
  let lastRequest = opened
  const answered = Promise.withResolvers<Shown>()
  const finished = Promise.withResolvers<Shown>()

  const state = () =>
    shown.callbackType === undefined ? 'no callback yet' : `callback ${shown.callbackType}, ${shown.requests} requests`

  // A bare timer: the benchmark waits here many thousand times.
  const done = (withinMs = 10_000): Promise<Shown> =>
    new Promise((resolve, fail) => {
      const late = setTimeout(
        () => fail(new Error(`waited ${withinMs} ms in vain for the answer to an interaction: ${state()}`)),
        withinMs,
      )
      finished.promise.then(resolve).finally(() => clearTimeout(late))
    })
  const exchange: Exchange = {
    id,
    token,
    shown,
    answered: answered.promise,
    done,
    async settle(quietMs) {
      await done()
      for (let quiet = 0; quiet < quietMs; quiet = performance.now() - lastRequest) await sleep(quietMs - quiet)
      return shown
    },
  }
  return {
    exchange,
    shown,
    requested() {
      shown.requests++
      lastRequest = performance.now()
    },
    answer(callbackType: number) {
      shown.callbackType = callbackType
      shown.callbackAfterMs = performance.now() - opened
      answered.resolve(shown)
    },
    finish: () => finished.resolve(shown),
    fail() {
      shown.failed = 'did not respond'
      answered.resolve(shown)
      finished.resolve(shown)
    },
  }
}
