/** Reads what strangers send, before anybody knows whether it is Slack: no body of more than so much, and not too many at once. */
import type { IncomingMessage } from 'node:http'

/** In bytes: of one body, as Slack's largest are smaller; and of all that are being read at the same time. */
export const [maxBody, maxTogether] = [512 * 1024, 8 * 1024 * 1024]

export type Read = Buffer | 'too large' | 'broken off' | 'crowded out'

type Reading = { size: number; end: (result: Read) => void }

export const createBodyReader = () => {
  /** The oldest first: what is still unfinished when there is no room is more likely a stranger's than what just came. */
  const underWay = new Set<Reading>()
  let buffered = 0

  const makeRoom = () => {
    for (const oldest of underWay) {
      if (buffered <= maxTogether) return
      oldest.end('crowded out')
    }
  }

  return {
    /** How many bytes are kept just now. */
    buffered: () => buffered,
    read: (request: IncomingMessage): Promise<Read> =>
      new Promise((done) => {
        const chunks: Buffer[] = []
        const reading: Reading = {
          size: 0,
          end(result) {
            if (!underWay.delete(reading)) return
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
        underWay.add(reading)
        request
          .on('data', onData)
          .once('end', () => reading.end(Buffer.concat(chunks)))
          // After its end, this says nothing new.
          .once('close', () => reading.end('broken off'))
          .once('error', () => reading.end('broken off'))
      }),
  }
}
