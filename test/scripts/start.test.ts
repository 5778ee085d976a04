import { execFile, spawn } from 'node:child_process'
import { chmod, cp, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

type Run = { code: number | null; out: string; err: string }

/** Runs a program as a person would from a shell, with what is piped into it. */
const run = (command: string, { input = '', env = {} }: { input?: string; env?: NodeJS.ProcessEnv } = {}) =>
  new Promise<Run>((done) => {
    const child = execFile('bash', ['-c', command], { env: { ...process.env, ...env } }, (error, out, err) => {
      done({ code: error ? (child.exitCode ?? 1) : 0, out, err })
    })
    child.stdin?.end(input)
  })

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'start-'))
})
afterAll(() => rm(folder, { recursive: true }))

describe('npm start in a pipe', () => {
  test('answers line by line, without prompt and colours, and exits with 0', async () => {
    const { code, out, err } = await run('npm start --silent', { input: '/roadmap career\n/roadmap stage three\n' })
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatchInlineSnapshot(`
      "Career Outlook: Backend Developer
      ─────────────────────────────────
      Backend Developer job market insights

      Average salary  $110,000/year
      Job growth      22% (Much faster than average)
      Job openings    189,200 in the US
      Top industries  Tech, Finance, E-commerce

      [1] The roadmap

      ✗ For <number> I expected a whole number from 1 to 99, but got “three”
      Backend Developer has stages 1 to 6.

      Usage: /roadmap stage <number> [roadmap:…]

      [1] /roadmap stage 3

      "
    `)
  })

  test('has no colours, whatever asks for them', async () => {
    const plain = await run('npm start --silent', { input: 'career\n' })
    expect((await run('npm start --silent', { input: 'career\n', env: { FORCE_COLOR: '3' } })).out).toBe(plain.out)
  })

  test('loads what the answer needs, and nothing else', async () => {
    const loaded = async (input: string) => {
      const { out } = await run('node --import ./test/support/loaded.ts scripts/start.js', { input })
      return out
        .split('\n')
        .filter((line) => line.startsWith('package: '))
        .map((line) => line.slice(9))
        .sort()
    }
    const always = [
      ...['fast-string-truncated-width', 'fast-string-width', 'fast-wrap-ansi', 'leven'],
      ...['temporal-polyfill', 'temporal-utils', 'yaml', 'zod'],
    ]
    expect(await loaded('/roadmap stage 3\n')).toEqual(always)
    expect(await loaded('/roadmap search sql\n')).toEqual([...always, 'minisearch'].sort())
  })

  test('answers a last line that has no end', async () => {
    expect((await run('npm start --silent', { input: '/roadmap list' })).out).toContain('1 roadmap')
  })

  test('leaves quietly when nobody reads on', async () => {
    const { code, err } = await run(`set -o pipefail; npm start --silent | head -n 1`, { input: 'help\n'.repeat(5000) })
    expect({ code, err }).toEqual({ code: 0, err: '' })
  })
})

describe('npm start in a terminal', () => {
  // `script` gives the process a real pseudo-terminal.
  const inTerminal = (env: NodeJS.ProcessEnv) =>
    run('script --quiet --return --command "npm start --silent" /dev/null', {
      input: 'exit\r',
      // Node shows no colours where CI is set: this is a person's own terminal.
      env: { TERM: 'xterm-256color', CI: undefined, FORCE_COLOR: undefined, ...env },
    })

  test('has a prompt and colours', async () => {
    const { code, out } = await inTerminal({ NO_COLOR: '' })
    expect(code).toBe(0)
    expect(out).toContain('\u001b[1mStudy group bot\u001b[22m')
    expect(out).toContain('See you.')
  })

  test.each([{ NO_COLOR: '1' }, { NO_COLOR: '1', FORCE_COLOR: '3' }, { NO_COLOR: '', TERM: 'dumb' }])(
    'has none with %j',
    async (env) => {
      const { out } = await inTerminal(env)
      expect(out).toContain('Study group bot')
      expect(out).not.toContain('\u001b[1m')
    },
  )
})

describe('a start that cannot be', () => {
  test('a broken roadmap file: exit code 1 and every fault, never a stack trace', async () => {
    await writeFile(join(folder, 'half.yaml'), 'title: Half\nsummary: s\nstages:\n  - title: One')
    const { code, out, err } = await run('npm start --silent', { env: { ROADMAPS_DIR: folder } })
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err.replaceAll(folder, 'data')).toMatchInlineSnapshot(`
      "The roadmap files cannot be used:
      data/half.yaml:1:1: found no “months”, expected months as a whole number or a range, such as 6 or 6-8
      data/half.yaml:1:1: found no “level”, expected text
      data/half.yaml:1:1: found no “technologies”, expected a list
      data/half.yaml:4:5: found no “summary”, expected text
      data/half.yaml:4:5: found no “weeks”, expected weeks as a whole number or a range, such as 4 or 4-6
      data/half.yaml:4:5: found a map, expected a stage with at least one skill, course or project
      "
    `)
  })

  test('an environment variable with a value that means nothing', async () => {
    const { code, err } = await run('npm start --silent', {
      env: { LOG_LEVEL: 'loud', LOG_FORMAT: 'xml', RATE_LIMIT: '0/1s' },
    })
    expect(code).toBe(1)
    expect(err).toMatchInlineSnapshot(`
      "The environment (or .env) cannot be used:
      RATE_LIMIT: found something else, expected so many commands at once and the time for one more, such as 20/1s or 20/2m, or off
      LOG_LEVEL: found “loud”, expected one of trace, debug, info, warn, error, fatal, silent
      LOG_FORMAT: found “xml”, expected one of json, pretty
      "
    `)
  })

  test('a roadmap folder that is given as .env.example shows it begins at the project', async () => {
    expect(
      (await run(`cd / && node ${process.cwd()}/scripts/start.js`, { input: 'list', env: { ROADMAPS_DIR: 'data' } }))
        .out,
    ).toContain('1 roadmap')
  })

  test('too old a Node says in one sentence what is needed', async () => {
    const pretend =
      "Object.defineProperty(process.versions, 'node', { value: '20.20.2' }); await import('./scripts/start.js')"
    const { code, out, err } = await run(`node --input-type=module -e "${pretend}"`)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatchInlineSnapshot(`
      "This bot needs Node.js 22.18 or newer, and this is 20.20.2: install Node.js 24 (https://nodejs.org), or let npm 11 bring it along on Linux ("npm install -g npm@11", then "npm install" and "npm start" here).
      "
    `)
  })
})

/** The project itself somewhere else, with a file `.env` of its own. */
const projectWithEnv = async (content: string, mode: number) => {
  const project = await mkdtemp(join(folder, 'project-'))
  for (const part of ['src', 'scripts', 'data', 'prisma', 'package.json'])
    await cp(part, join(project, part), { recursive: true })
  await symlink(join(process.cwd(), 'node_modules'), join(project, 'node_modules'))
  await writeFile(join(project, '.env'), content)
  await chmod(join(project, '.env'), mode)
  return project
}

describe('npm start, where the package’s Node comes first on the path of npm’s scripts', () => {
  /** A `node` of the host's own, which says this version, and notes what it is asked to run. */
  const hostNode = async (version: string) => {
    const bin = await mkdtemp(join(folder, 'bin-'))
    const noted = join(bin, 'noted')
    const script = `#!/bin/sh
if [ "$1" = --version ]; then echo ${version}; exit; fi
case "$*" in *scripts/start.js*) echo "$*" >> ${noted};; esac
exec ${await realpath(process.execPath)} "$@"
`
    await writeFile(join(bin, 'node'), script, { mode: 0o755 })
    return { PATH: `${bin}:${process.env.PATH}`, noted: () => readFile(noted, 'utf8').catch(() => '') }
  }

  test.each(['v22.18.0', 'v24.99.0', 'v26.0.0'])(
    'the host’s own %s is new enough, and runs the bot',
    async (version) => {
      const { PATH, noted } = await hostNode(version)
      const { code, out, err } = await run('npm start --silent -- --ignored', {
        input: '/roadmap list\n',
        env: { PATH },
      })
      expect({ code, err }).toEqual({ code: 0, err: '' })
      expect(out).toContain('1 roadmap')
      expect(await noted()).toBe(`${process.cwd()}/scripts/start.js --ignored\n`)
    },
  )

  test.each(['v20.20.2', 'v22.17.9', 'no version'])('the host’s own %s is not, and is left alone', async (version) => {
    const { PATH, noted } = await hostNode(version)
    const { code, out } = await run('npm start --silent', { input: '/roadmap list\n', env: { PATH } })
    expect({ code, noted: await noted() }).toEqual({ code: 0, noted: '' })
    expect(out).toContain('1 roadmap')
  })

  test('without another Node the package’s runs the bot', async () => {
    const { code, out } = await run(`PATH=/nowhere ${process.execPath} scripts/start.js`, { input: '/roadmap list\n' })
    expect(code).toBe(0)
    expect(out).toContain('1 roadmap')
  })
})

describe('a file .env that others on the machine can read', () => {
  const secret = 'ENCRYPTION_KEY=0123456789abcdef\n'
  const warningsWith = async (content: string, mode: number) => {
    const project = await projectWithEnv(content, mode)
    const { err, out } = await run(`node ${project}/scripts/start.js`, { input: 'list\n', env: { LOG_FORMAT: 'json' } })
    expect(out).toContain('1 roadmap')
    // That no database is there is told as well.
    return err.split('\n').filter((line) => line.includes('.env'))
  }

  test.each([0o644, 0o640, 0o604])('and that holds a secret is warned of once (%o)', async (mode) => {
    const warnings = await warningsWith(secret, mode)
    expect(warnings).toHaveLength(1)
    expect(JSON.parse(warnings[0] ?? '')).toMatchObject({
      level: 40,
      msg: 'Others on this machine can read .env, which holds secrets: run chmod 600 .env',
    })
  })

  test.each([
    ['that only its owner reads', secret, 0o600],
    ['without a secret', 'LOG_LEVEL=warn\n', 0o644],
  ])('and one %s is not', async (_, content, mode) => {
    expect(await warningsWith(content, mode)).toEqual([])
  })
})

test('a person who is stopped by a signal leaves no mess', async () => {
  const child = spawn('node', ['scripts/start.js'], { stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.write('/roadmap list\n')
  await new Promise((seen) => child.stdout.once('data', seen))
  const ended = new Promise((done) => child.once('exit', (code, signal) => done({ code, signal })))
  child.kill('SIGTERM')
  expect(await ended).toEqual({ code: 0, signal: null })
})
