import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startDiscord } from '../loopback-discord/start-discord.ts'
import { startSlack } from '../loopback-slack/start-slack.ts'
import { kinds, openStore, postgresUrl, runSql, temporaryFolder } from '../support/database.ts'
import { readable } from '../support/discord-world.ts'
import { startPostgres } from '../support/postgres.ts'

type Start = { env: NodeJS.ProcessEnv; input?: string; args?: readonly string[]; user?: number }

/** The whole bot as a process. */
const start = ({ env, input, args = [], user }: Start) => {
  const child: ChildProcess = spawn(process.execPath, ['scripts/start.js', ...args], {
    env: { ...process.env, LOG_FORMAT: 'json', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(user !== undefined && { uid: user, gid: user }),
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let [out, err] = ['', '']
  child.stdout?.on('data', (chunk: Buffer) => {
    out += chunk.toString('utf8')
  })
  child.stderr?.on('data', (chunk: Buffer) => {
    err += chunk.toString('utf8')
  })
  child.stdin?.end(input)
  const ended = once(child, 'close').then(([code]) => code as number | null)
  return { child, ended, out: () => out, err: () => err }
}

/** What is logged in a database's name. */
const linesAbout = (said: string) =>
  said
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line).msg as string)
    .filter((message) => message.includes('database'))

const platform = async () => {
  const discord = await startDiscord()
  onTestFinished(discord.close)
  const channel = discord.addChannel(discord.addGuild('Study'), 'roadmap')
  const env = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.url, PORT: '0' }
  return { discord, channel, env }
}

/** `nobody`, where this process is root, which may do everything. */
const nobody = 65534

const closedFolder = (mode: number) => {
  const folder = join(temporaryFolder(), 'closed')
  mkdirSync(folder)
  chmodSync(dirname(folder), 0o755)
  return { folder, close: () => chmodSync(folder, mode) }
}

const isOpenToAll = (path: string): boolean =>
  (statSync(path).mode & 0o005) === 0o005 && (dirname(path) === path || isOpenToAll(dirname(path)))

const isRoot = process.getuid?.() === 0
const canBeNobody = !isRoot || isOpenToAll(process.cwd())

const used = async () => {
  const url = await kinds.sqlite()
  const { store } = openStore(url)
  await store.open()
  await store.close()
  return url
}

/** Databases that cannot be used until somebody does something, and what their host is told. */
const unusable: Record<string, { make: () => Promise<string>; said: RegExp; user?: number }> = {
  'a file that is no database': {
    async make() {
      const url = await kinds.sqlite()
      writeFileSync(url.replace('file:', ''), 'somebody’s notes, and no database at all'.repeat(40))
      return url
    },
    said: /^The database file \S+ cannot be used \(SQLITE_NOTADB\): stop the bot and put a backup in the place of the damaged file, or name another one in DATABASE_URL\.$/,
  },
  'a folder in its place': {
    make: async () => `file:${temporaryFolder()}`,
    said: /^The database file \S+ cannot be used \(EISDIR\): put the name of a file into DATABASE_URL, and not of a folder\.$/,
  },
  'a place that cannot be made': {
    async make() {
      const folder = temporaryFolder()
      writeFileSync(join(folder, 'taken'), '')
      return `file:${join(folder, 'taken', 'bot.db')}`
    },
    said: /^The database file \S+ cannot be used \((EEXIST|ENOTDIR)\): check that the folder of DATABASE_URL exists and can be written to\.$/,
  },
  'a folder that nobody may write to': {
    async make() {
      const { folder, close } = closedFolder(0o555)
      close()
      return `file:${join(folder, 'bot.db')}`
    },
    said: /^The database file \S+ cannot be used \(EACCES\): let the user that runs the bot write to the database file and its folder\.$/,
    user: nobody,
  },
  'a file that may be read and not written': {
    async make() {
      const url = await used()
      const folder = dirname(url.replace('file:', ''))
      chmodSync(folder, 0o777)
      for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o444)
      return url
    },
    said: /^The database file \S+ cannot be used \(EACCES\): let the user that runs the bot write to the database file and its folder\.$/,
    user: nobody,
  },
  'the database of a newer version': {
    async make() {
      const url = await used()
      await runSql(
        url,
        "INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count) VALUES ('x', 'x', 1, '99990101000000_future', 1)",
      )
      return url
    },
    said: /^The database file \S+ cannot be used \(it is from a newer version of the bot\): upgrade the bot, or put a backup of before in its place\.$/,
  },
  'an upgrade that fails': {
    async make() {
      const url = await used()
      // The first migration comes again, and its tables are there.
      await runSql(url, 'DELETE FROM _prisma_migrations')
      return url
    },
    said: /^The database file \S+ cannot be used \(.+\): put the copy of before the upgrade in its place, and start the version of before\.$/,
  },
  'the database of something else': {
    async make() {
      const url = await kinds.sqlite()
      await runSql(url, 'CREATE TABLE "Recipe" (id TEXT)')
      return url
    },
    said: /^The database file \S+ cannot be used \(.+\): name another database in DATABASE_URL: something else is in this one\.$/,
  },
  'a password that PostgreSQL refuses': {
    make: () => postgresUrl('postgres', 'postgres:hunter2'),
    said: /^The database that DATABASE_URL names cannot be used \(28P01\): put a user and password that PostgreSQL accepts into DATABASE_URL\.$/,
  },
  'a database that PostgreSQL does not have': {
    make: () => postgresUrl('nowhere'),
    said: /^The database that DATABASE_URL names cannot be used \(3D000\): create the database that DATABASE_URL names\.$/,
  },
}

describe('a database that cannot be used until somebody does something stops the start with one sentence', () => {
  for (const [name, { make, said, user }] of Object.entries(unusable)) {
    const asNobody = user !== undefined && isRoot
    test.skipIf(user !== undefined && !canBeNobody)(
      `on a platform: ${name}`,
      async () => {
        const url = await make()
        const { discord, env } = await platform()
        const bot = start({ env: { ...env, DATABASE_URL: url }, ...(asNobody && { user }) })
        expect(await bot.ended).toBe(1)
        const [sentence, ...others] = bot.err().trimEnd().split('\n')
        expect(sentence).toMatch(said)
        expect(others).toEqual([])
        expect(bot.err()).not.toContain('hunter2')
        expect(discord.commands.puts).toBe(0)
      },
      60_000,
    )
  }

  test('an address that cannot be read, without showing its password', async () => {
    const { env } = await platform()
    const bot = start({ env: { ...env, DATABASE_URL: 'postgresql://bot:hun#ter2@host:port/bot' } })
    expect(await bot.ended).toBe(1)
    expect(bot.err()).toContain('DATABASE_URL: found an address that cannot be read')
    expect(bot.err()).not.toContain('hun#ter2')
    expect(bot.err()).not.toContain('    at ')
  })

  test('in the terminal', async () => {
    const url = await unusable['a file that is no database']?.make()
    const bot = start({ env: { DATABASE_URL: url }, input: '/roadmap stage 3\n' })
    expect(await bot.ended).toBe(1)
    expect(bot.err().trimEnd()).toMatch(/^The database file .+ cannot be used .+$/)
    expect(bot.out()).toBe('')
  })
})

test('whoever only reads the roadmap in the terminal gets no database, wherever it would be', async () => {
  const folder = join(temporaryFolder(), 'var')
  const bot = start({ env: { DATABASE_URL: `file:${folder}/bot.db` }, input: '/roadmap stage 3\n/roadmap week\n' })
  expect(await bot.ended).toBe(0)
  expect(bot.out()).toContain('Stage 3 of 6')
  expect([existsSync(folder), bot.err()]).toEqual([false, ''])
})

test('the database of a platform is there from the start', async () => {
  const url = await kinds.sqlite()
  const { discord, env } = await platform()
  start({ env: { ...env, DATABASE_URL: url } })
  await discord.gateway.ready()
  expect(statSync(url.replace('file:', '')).size).toBeGreaterThan(0)
})

describe('a PostgreSQL that is not there yet', () => {
  const later = async () => {
    const postgres = await startPostgres()
    onTestFinished(postgres.stop)
    await postgres.createDatabase('bot')
    await postgres.pause()
    return postgres
  }

  test('is waited for: people are told, health says so, the log once; and all goes on when it is there, and after it was away', async () => {
    const postgres = await later()
    const slack = await startSlack()
    onTestFinished(slack.close)
    const workspace = slack.addWorkspace('Study')
    const [ana, channel] = [slack.addUser(workspace, 'Ana'), slack.addChannel(workspace, 'roadmap')]
    const tokens = { SLACK_BOT_TOKEN: workspace.botToken, SLACK_APP_TOKEN: slack.appToken }
    const env = { ...tokens, SLACK_API_URL: slack.apiUrl, PORT: '0', DATABASE_URL: postgres.urlOf('bot') }
    const bot = start({ env })
    await slack.socket.untilOpened(2)
    const port = /"port":(\d+)/.exec(bot.err())?.[1]
    const health = async () => (await fetch(`http://127.0.0.1:${port}/healthz`)).status
    const ask = async (line: string) =>
      (await slack.command(ana, channel, '/roadmap', line).done())?.message?.text ?? ''

    expect(await health()).toBe(503)
    for (let command = 0; command < 3; command++) expect(await ask('week')).toContain('out of reach')
    expect(await ask('list')).toContain('1 roadmap')
    expect(linesAbout(bot.err())).toEqual(['the database cannot be used'])

    await postgres.resume()
    await expect.poll(health, { timeout: 15_000 }).toBe(200)
    expect(await ask('week')).not.toContain('out of reach')
    expect(linesAbout(bot.err())).toEqual(['the database cannot be used', 'the database can be used again'])

    await postgres.pause()
    for (let command = 0; command < 3; command++) expect(await ask('week')).toContain('out of reach')
    await postgres.resume()
    await expect
      .poll(() => linesAbout(bot.err()), { timeout: 15_000 })
      .toEqual([
        ...['the database cannot be used', 'the database can be used again'],
        ...['the database cannot be used', 'the database can be used again'],
      ])
    expect(bot.err()).not.toMatch(/"stack"| at .*\.(ts|js|mjs):\d+/)
    bot.child.kill('SIGTERM')
    expect(await bot.ended).toBe(0)
  }, 60_000)

  test('keeps Discord waiting as well, of which one process at a time may be connected: it is connected when it is there', async () => {
    const postgres = await later()
    const { discord, channel, env } = await platform()
    const bot = start({ env: { ...env, DATABASE_URL: postgres.urlOf('bot') } })
    await expect.poll(bot.err, { timeout: 15_000 }).toContain('the database cannot be reached for a lease')
    await postgres.resume()
    await expect.poll(() => discord.commands.puts, { timeout: 30_000 }).toBe(1)
    const { message } = await discord.slash(discord.addUser('Ana'), channel, 'roadmap week', {}, {}).done()
    expect(readable(message ?? { components: [] })).toContain('No study group meets here yet')
    expect(bot.err()).not.toMatch(/"stack"| at .*\.(ts|js|mjs):\d+/)
  }, 60_000)

  test('and then refuses the password ends the process with one sentence', async () => {
    const postgres = await later()
    const { env } = await platform()
    const bot = start({ env: { ...env, DATABASE_URL: postgres.urlOf('bot').replace('secret', 'hunter2') } })
    await expect.poll(bot.err, { timeout: 15_000 }).toContain('the database cannot be used')
    await postgres.resume()
    expect(await bot.ended).toBe(1)
    expect(bot.err()).toMatch(/^The database that DATABASE_URL names cannot be used \(28P01\)/m)
    expect(bot.err()).not.toContain('hunter2')
  }, 60_000)

  test('keeps nobody in the terminal from reading the roadmap', async () => {
    const postgres = await later()
    const bot = start({ env: { DATABASE_URL: postgres.urlOf('bot') }, input: '/roadmap stage 3\n/roadmap week\n' })
    expect(await bot.ended).toBe(0)
    expect(bot.out()).toContain('Stage 3 of 6')
    expect(bot.out()).toContain('out of reach')
    expect(linesAbout(bot.err())).toEqual(['the database cannot be used'])
  }, 60_000)
})
