/** A program that is measured, as a process of its own, with a database of its own. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Linux counts the time of processes in hundredths of a second. */
const microsecondsPerTick = 10_000

export const startProgram = (script: string, env: Record<string, string>) => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-program-'))
  const began = process.hrtime.bigint()
  const child = spawn(process.execPath, [script], {
    env: {
      ...process.env,
      DATABASE_URL: `file:${join(folder, 'bot.db')}`,
      LOG_LEVEL: 'error',
      RATE_LIMIT: 'off',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const kill = () => void child.kill('SIGKILL')
  process.once('exit', kill)
  let isEnding = false
  // Nobody would answer any more: the benchmark ends here.
  void ended.then(([code]) => {
    if (!isEnding) throw new Error(`${script} ended with ${code}`)
  })
  const told = (file: string) => readFileSync(`/proc/${child.pid}/${file}`, 'utf8')
  child.stdout.resume()
  return {
    /** What it writes to its standard output. */
    said: child.stdout,
    /** Milliseconds since it was spawned. */
    age: () => Number(process.hrtime.bigint() - began) / 1e6,
    /** What it has resident, in bytes. */
    resident: () => 1024 * Number(/VmRSS:\s+(\d+)/.exec(told('status'))?.[1]),
    /** How long it has kept processors busy, in microseconds. */
    busy() {
      // After its name, which may have spaces: the 14th and 15th field of the file.
      const [user, system] = told('stat')
        .replace(/^.*\) /, '')
        .split(' ')
        .slice(11, 13)
      return (Number(user) + Number(system)) * microsecondsPerTick
    },
    async end() {
      isEnding = true
      child.kill('SIGTERM')
      await ended
      process.off('exit', kill)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export type Program = ReturnType<typeof startProgram>
