/** Reads the bodies of unverified requests, with a limit for one body and a limit for all bodies that are read at the same time. */
import type { IncomingMessage } from 'node:http'

/** Bytes of one body (Slack's largest are smaller), and of all bodies that are read at the same time. */
export const [maxBody, maxBuffered] = [512 * 1024, 8 * 1024 * 1024]

export type Read = Buffer | 'too large' | 'broken off' | 'crowded out'

type Reading = { size: number; end: (result: Read) => void }

export const createBodyReader = () => {
  /** Bodies in progress, the oldest first: an old unfinished body is more likely an attack than a new one. */
  const inProgress = new Set<Reading>()
  let buffered = 0

  const makeRoom = () => {
    for (const oldest of inProgress) {
      if (buffered <= maxBuffered) return
      oldest.end('crowded out')
    }
  }

  return {
    /** The number of bytes in memory. */
    buffered: () => buffered,
    read: (request: IncomingMessage): Promise<Read> =>
      new Promise((done) => {
        const chunks: Buffer[] = []
        const reading: Reading = {
          size: 0,
          end(result) {
            if (!inProgress.delete(reading)) return
            buffered -= reading.size
            request.off('data', onData)
            if (typeof result === 'string') request.pause()
            done(result)
          },
        }
        const onData = (chunk: Buffer) => {
          reading.size += chunk.length
          buffered += chunk.length
          if (reading.size > maxBody) return reading.end('too large')
          chunks.push(chunk)
          makeRoom()
        }
        inProgress.add(reading)
        request
          .on('data', onData)
          .once('end', () => reading.end(Buffer.concat(chunks)))
          // `close` also follows `end`, where it has no effect.
          .once('close', () => reading.end('broken off'))
          .once('error', () => reading.end('broken off'))
      }),
  }
}
