import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import type { TestProject } from 'vitest/node'
import { startPostgres } from './postgres.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Who connects here is answered with the port of PostgreSQL. */
    postgresStarter: number
  }
}

/** One real PostgreSQL for the whole run, which starts when the first test asks for it; each test makes a database of its own in it. */
export default async (project: TestProject) => {
  let starting: ReturnType<typeof startPostgres> | undefined
  const starter = createServer((socket) => {
    socket.on('error', () => {})
    starting ??= startPostgres()
    starting.then(
      ({ port }) => socket.end(`${port}`),
      (error: unknown) => socket.end(`PostgreSQL did not start: ${error}`),
    )
  })
  starter.listen(0, '127.0.0.1')
  await once(starter, 'listening')
  project.provide('postgresStarter', (starter.address() as AddressInfo).port)
  return async () => {
    starter.close()
    await (await starting?.catch(() => undefined))?.stop()
  }
}
