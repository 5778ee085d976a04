import type { Log } from '../../src/ports/log.ts'

type Entry = { level: 'info' | 'warn' | 'error'; details: object; message: string }

/** A log that keeps what is written to it. */
export const createRecordingLog = (): Log & { entries: Entry[] } => {
  const entries: Entry[] = []
  const at = (level: Entry['level']) => (details: object, message: string) =>
    void entries.push({ level, details, message })
  return { entries, info: at('info'), warn: at('warn'), error: at('error') }
}
