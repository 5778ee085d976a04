/** The real log at its most talkative, written into memory: what a host's log file would hold. */
import { readEnv } from '../../src/app/env.ts'
import { createLog } from '../../src/app/log.ts'

export const createCapturedLog = () => {
  let text = ''
  let written = Promise.withResolvers<void>()
  const output = {
    write(line: string) {
      text += line
      written.resolve()
      written = Promise.withResolvers()
    },
  }
  const env = { ...readEnv(), LOG_LEVEL: 'trace', LOG_FORMAT: 'json' } as const
  return {
    log: createLog(env, { isInteractive: false, output }),
    text: () => text,
    /** Settles at the next line. */
    next: () => written.promise,
  }
}
