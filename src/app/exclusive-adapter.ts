/**
 * Wraps the adapter of a platform to which one process at a time may be connected: the holder of the lease. The other processes stand by
 * and take over when the lease is released or expires.
 */
import { setTimeout } from 'node:timers/promises'
import type { Bot } from '../bot/bot.ts'
import type { ChatAdapter } from '../bot/chat-adapter.ts'
import type { Lease } from '../ports/leases.ts'
import type { Log } from '../ports/log.ts'

type ExclusiveAdapterDeps = {
  lease: Lease
  /** Makes a new adapter each time this process takes the lease. */
  create: () => ChatAdapter
  log: Log
  /** Milliseconds between renewals; several may fail before the lease expires; 5,000. */
  renewEvery?: number
  /** Milliseconds between attempts of a standby process to take the lease; 2,000. */
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
  // A rejection before somebody awaits `ended` is not unhandled.
  ended.promise.catch(() => {})
  const started = Promise.withResolvers<void>()
  started.promise.catch(() => {})
  const stopping = new AbortController()
  let adapter = create()
  const { platform, idempotencyWindowSeconds } = adapter
  let isRunning = false
  let watching: Promise<void> | undefined
  let stopped: Promise<void> | undefined

  const connect = (bot: Bot) => {
    isRunning = true
    // A failure rejects `start` the first time, and `ended` always.
    const fail = (error: unknown) => {
      started.reject(error)
      ended.reject(error)
    }
    adapter.ended.catch(fail)
    adapter.start(bot).then(started.resolve, fail)
  }

  const standBy = async () => {
    if (isRunning) {
      log.warn({ platform }, 'another process has taken over; this process stands by')
      isRunning = false
      await adapter.stop()
      adapter = create()
    } else log.info({ platform }, 'another process is connected; this process stands by')
    started.resolve()
  }

  const watch = async (bot: Bot): Promise<void> => {
    let isStandby = false
    while (!stopping.signal.aborted) {
      const state = await lease.ask()
      if (stopping.signal.aborted) return
      if (state === 'held' && !isRunning) connect(bot)
      if (state === 'lost' && !isStandby) await standBy()
      // While the database cannot be reached nothing changes; each command asks for the lease itself.
      if (state !== 'unsure') isStandby = state === 'lost'
      const pause = state === 'held' ? renewEvery : askEvery
      await setTimeout(pause, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }

  const stop = async () => {
    stopping.abort()
    await Promise.all([watching, isRunning && adapter.stop()])
    // The last step, because answers need the lease.
    await lease.close()
    started.resolve()
    ended.resolve()
  }

  return {
    platform,
    idempotencyWindowSeconds,
    ended: ended.promise,
    /** Resolves when this process is connected, or stands by for another that is. */
    start(bot) {
      watching = watch(bot)
      watching.catch(ended.reject)
      return started.promise
    },
    isUp: () => isRunning && lease.state() === 'held' && adapter.isUp(),
    isStandby: () => !isRunning && lease.state() === 'lost',
    prepare: (...message) => adapter.prepare(...message),
    confirmRemoved: (where) => adapter.confirmRemoved(where),
    checkMembership: (person, where) => adapter.checkMembership(person, where),
    stop() {
      stopped ??= stop()
      return stopped
    },
  }
}
