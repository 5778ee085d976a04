/**
 * A platform that one process at a time may be connected to: whoever has the lease. The others stand by, and take over when the lease is
 * given back or over.
 */
import { setTimeout } from 'node:timers/promises'
import type { Bot } from '../bot/bot.ts'
import type { ChatAdapter } from '../bot/chat-adapter.ts'
import type { Lease } from '../ports/leases.ts'
import type { Log } from '../ports/log.ts'

type ExclusiveAdapterDeps = {
  lease: Lease
  /** A new adapter for each time that the lease is taken. */
  create: () => ChatAdapter
  log: Log
  /** Milliseconds between renewals, several of which may fail before the lease is over; 5,000. */
  renewEvery?: number
  /** Milliseconds between attempts of those who stand by; 2,000. */
  askEvery?: number
}

export const createExclusiveAdapter = ({
  lease,
  create,
  log,
  renewEvery = 5000,
  askEvery = 2000,
}: ExclusiveAdapterDeps): ChatAdapter => {
  const ended = Promise.withResolvers<void>()
  // Whoever waits for the end hears of it; until then it is nobody's unhandled rejection.
  ended.promise.catch(() => {})
  const settled = Promise.withResolvers<void>()
  settled.promise.catch(() => {})
  const stopping = new AbortController()
  let adapter = create()
  const { platform, idempotencyWindowSeconds } = adapter
  let isRunning = false
  let watching: Promise<void> | undefined
  let stopped: Promise<void> | undefined

  const begin = (bot: Bot) => {
    isRunning = true
    // The first time whoever starts it hears of a failure, and later whoever waits for its end.
    const fail = (error: unknown) => {
      settled.reject(error)
      ended.reject(error)
    }
    adapter.ended.catch(fail)
    adapter.start(bot).then(settled.resolve, fail)
  }

  const standBy = async () => {
    if (isRunning) {
      log.warn({ platform }, 'another process has taken over: this one stands by')
      isRunning = false
      await adapter.stop()
      adapter = create()
    } else log.info({ platform }, 'another process is connected: this one stands by')
    settled.resolve()
  }

  const watch = async (bot: Bot): Promise<void> => {
    let isStandby = false
    while (!stopping.signal.aborted) {
      const state = await lease.ask()
      if (stopping.signal.aborted) return
      if (state === 'held' && !isRunning) begin(bot)
      if (state === 'lost' && !isStandby) await standBy()
      // While the database cannot be asked nothing changes: commands that come meanwhile ask for themselves.
      if (state !== 'unsure') isStandby = state === 'lost'
      const pause = state === 'held' ? renewEvery : askEvery
      await setTimeout(pause, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }

  const stop = async () => {
    stopping.abort()
    await Promise.all([watching, isRunning && adapter.stop()])
    // Only now: nothing is answered any more.
    await lease.close()
    settled.resolve()
    ended.resolve()
  }

  return {
    platform,
    idempotencyWindowSeconds,
    ended: ended.promise,
    /** Settles also when another process is connected: people are heard there. */
    start(bot) {
      watching = watch(bot)
      watching.catch(ended.reject)
      return settled.promise
    },
    isUp: () => isRunning && lease.state() === 'held' && adapter.isUp(),
    isStandby: () => !isRunning && lease.state() === 'lost',
    prepare: (...message) => adapter.prepare(...message),
    confirmRemoved: (where) => adapter.confirmRemoved(where),
    checkMembership: (...asked) => adapter.checkMembership(...asked),
    stop() {
      stopped ??= stop()
      return stopped
    },
  }
}
