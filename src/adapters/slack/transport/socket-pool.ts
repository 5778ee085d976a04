/** Keeps two connections of Socket Mode open and replaces each when it ends: while one is replaced, the other receives requests. */
import { setTimeout } from 'node:timers/promises'
import { OperatorError } from '../../../errors/operator-error.ts'
import type { Log } from '../../../ports/log.ts'
import type { SocketConnection } from './socket-connection.ts'
import { isRefusal, pauseAfter } from './web-error.ts'

type SocketPoolDeps = {
  open: () => Promise<SocketConnection>
  log: Log
  stopping: AbortSignal
}

const maxConnections = 2

/** A connection that lasts so long resets the count of failures; in milliseconds. */
const stableAfterMs = 10_000

const refusedToken =
  'Slack refuses SLACK_APP_TOKEN: it must be an app-level token (xapp-…) with the scope connections:write (Basic Information, App-Level Tokens).'

export const createSocketPool = ({ open, log, stopping }: SocketPoolDeps) => {
  const connections = new Set<SocketConnection>()
  const firstHello = Promise.withResolvers<void>()
  let wasConnected = false
  let wasLost = false
  let isFatal = false

  const tryOpen = async (): Promise<SocketConnection | undefined> => {
    try {
      const connection = await open()
      if (wasLost) log.info({}, 'Slack: reconnected')
      wasConnected = true
      firstHello.resolve()
      return connection
    } catch (error) {
      if (error instanceof OperatorError) {
        isFatal = true
        firstHello.reject(error)
        return undefined
      }
      const isBlocked = isRefusal(error)
      // A token that worked before may work again, so only a refusal at the start is final.
      if (isBlocked && !wasConnected) firstHello.reject(new OperatorError(refusedToken))
      log.warn({ err: error }, isBlocked ? refusedToken : 'Slack: cannot be reached, trying again')
      return undefined
    }
  }

  const keepOne = async (): Promise<void> => {
    let failures = 0
    while (!stopping.aborted) {
      const connection = await tryOpen()
      if (isFatal) return connection?.close()
      if (!connection) {
        await setTimeout(pauseAfter(++failures), undefined, { signal: stopping }).catch(() => {})
        continue
      }
      if (stopping.aborted) return connection.close()
      connections.add(connection)
      const stableTimer = globalThis.setTimeout(() => {
        failures = 0
      }, stableAfterMs)
      stableTimer.unref()
      await Promise.race([connection.over, untilStopped])
      clearTimeout(stableTimer)
      if (stopping.aborted) return
      wasLost = true
      // The ended connection may linger for some seconds: `close` still closes it.
      connection.over.then(() => globalThis.setTimeout(() => connections.delete(connection), stableAfterMs).unref())
      // The first end is ordinary; several in a row are a failure.
      await setTimeout(pauseAfter(failures++), undefined, { signal: stopping }).catch(() => {})
    }
  }

  const untilStopped = new Promise<void>((done) => stopping.addEventListener('abort', () => done(), { once: true }))

  return {
    /** Resolves when the platform is connected; rejects with OperatorError where Slack refuses the token. */
    async start(): Promise<void> {
      for (let count = 0; count < maxConnections; count++) void keepOne()
      await Promise.race([firstHello.promise, untilStopped])
    },
    isUp: () => [...connections].some((connection) => connection.isOpen()),
    close: async (): Promise<void> =>
      void (await Promise.all([...connections].map((connection) => connection.close()))),
  }
}
