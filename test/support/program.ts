/** The whole program, as it is started on a server. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { onTestFinished } from 'vitest'

/** `script`: another one than the program's own start. */
export const startProgram = (env: NodeJS.ProcessEnv, script = 'scripts/start.js') => {
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, LOG_FORMAT: 'json', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
  onTestFinished(() => void child.kill('SIGKILL'))
  return {
    child,
    said: () => said,
    /** The exit code. */
    ended: once(child, 'exit').then(([code]) => code as number | null),
    /** What `/healthz` answers; rejects while nothing is there. */
    async health(): Promise<[number, object]> {
      const response = await fetch(`http://127.0.0.1:${/"port":(\d+)/.exec(said)?.[1]}/healthz`)
      return [response.status, (await response.json()) as object]
    },
    /** The same with the state of each part, which only the log tells; undefined before the first. */
    async states(): Promise<object | undefined> {
      await this.health()
      const [, line] = [...said.matchAll(/^(\{.*"msg":"health: \w+"\})$/gm)].at(-1) ?? []
      if (line === undefined) return undefined
      const { level: _, time: __, pid: ___, hostname: ____, msg, ...states } = JSON.parse(line)
      return { status: String(msg).replace('health: ', ''), ...states }
    },
  }
}
