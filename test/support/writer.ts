import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

type CompletedWork = { prefix: string; count: number }

/** Another process that records completions, one after the other, and says so after each. */
export const writeInChild = (url: string, { prefix, count }: CompletedWork) => {
  const script = fileURLToPath(new URL('writer-process.ts', import.meta.url))
  const child = spawn(process.execPath, [script, url, prefix, String(count)], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  let lines = 0
  const waiting: { until: number; done: () => void }[] = []
  child.stdout.on('data', (chunk: Buffer) => {
    lines += chunk.toString('utf8').split('\n').length - 1
    for (const { until, done } of waiting) if (lines >= until) done()
  })
  return {
    /** Settles when so many changes are acknowledged. */
    acknowledged: (until: number) => new Promise<void>((done) => waiting.push({ until, done })),
    /** Like kill -9. */
    kill: () => child.kill('SIGKILL'),
    /** How many changes were acknowledged when it ended. */
    finished: new Promise<number>((done) => child.once('close', () => done(lines))),
  }
}
