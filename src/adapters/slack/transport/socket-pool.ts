/** Two connections of Socket Mode, each replaced when it ends, for as long as it takes: while one is refreshed the other listens. */
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

const mostLines = 2

/** A connection that lived for so long was a good one; in milliseconds. */
const goodLife = 10_000

const refusedToken =
  'Slack refuses SLACK_APP_TOKEN: it must be an app-level token (xapp-…) with the scope connections:write (Basic Information, App-Level Tokens).'

export const createSocketPool = ({ open, log, stopping }: SocketPoolDeps) => {
  const lines = new Set<SocketConnection>()
  const greeted = Promise.withResolvers<void>()
  let wasGreeted = false
  let wasLost = false
  let isHopeless = false

  const opened = async (): Promise<SocketConnection | undefined> => {
    try {
      const line = await open()
      if (wasLost) log.info({}, 'connected to Slack again')
      wasGreeted = true
      greeted.resolve()
      return line
    } catch (error) {
      if (error instanceof OperatorError) {
        isHopeless = true
        greeted.reject(error)
        return undefined
      }
      const isBlocked = isRefusal(error)
      // What worked once may work again: only at the start there is somebody to tell.
      if (isBlocked && !wasGreeted) greeted.reject(new OperatorError(refusedToken))
      log.warn({ err: error }, isBlocked ? refusedToken : 'Slack cannot be reached: once more')
      return undefined
    }
  }

  const keepOne = async (): Promise<void> => {
    let failures = 0
    while (!stopping.aborted) {
      const line = await opened()
      if (isHopeless) return line?.close()
      if (!line) {
        await setTimeout(pauseAfter(++failures), undefined, { signal: stopping }).catch(() => {})
        continue
      }
      if (stopping.aborted) return line.close()
      lines.add(line)
      const good = globalThis.setTimeout(() => {
        failures = 0
      }, goodLife)
      good.unref()
      await Promise.race([line.over, untilStopped])
      clearTimeout(good)
      if (stopping.aborted) return
      wasLost = true
      // It may go on for some seconds; it is not up any more, but it is closed with the others.
      line.over.then(() => globalThis.setTimeout(() => lines.delete(line), goodLife).unref())
      // The first end is a matter of course; one after the other is a sign of trouble.
      await setTimeout(pauseAfter(failures++), undefined, { signal: stopping }).catch(() => {})
    }
  }

  const untilStopped = new Promise<void>((done) => stopping.addEventListener('abort', () => done(), { once: true }))

  return {
    /** Settles when people are heard; rejects with OperatorError for a token that is refused. */
    async start(): Promise<void> {
      for (let count = 0; count < mostLines; count++) void keepOne()
      await Promise.race([greeted.promise, untilStopped])
    },
    isUp: () => [...lines].some((line) => line.isOpen()),
    close: async (): Promise<void> => void (await Promise.all([...lines].map((line) => line.close()))),
  }
}
