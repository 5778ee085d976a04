import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

/** Another process that has locked an SQLite file: against changes, or against everybody. */
export const lockFile = async (url: string, against: 'changes' | 'everybody') => {
  const script = fileURLToPath(new URL('locking-process.ts', import.meta.url))
  const statements = {
    changes: 'BEGIN IMMEDIATE',
    everybody: 'PRAGMA journal_mode = WAL; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE',
  }
  const child = spawn(process.execPath, [script, url.replace('file:', ''), statements[against]], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child.stdout, 'data')
  return {
    /** Resolves when the file is free again. */
    async release() {
      child.stdin.end()
      await once(child, 'exit')
    },
  }
}
