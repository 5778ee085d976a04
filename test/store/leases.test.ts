import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createLeases } from '../../src/store/create-leases.ts'
import { kinds } from '../support/database.ts'

const open = (url: string) => {
  const leases = createLeases(url)
  onTestFinished(() => leases.close())
  return leases
}

const name = 'discord 1'
const milliseconds = 60_000

describe.each(['sqlite', 'postgresql'] as const)('on %s, a lease', (kind) => {
  test('is held by one, who renews it, until it is given back', async () => {
    const url = await kinds[kind]()
    const [one, other] = [open(url), open(url)]
    const take = (leases: typeof one, holder: string) => leases.take({ name, holder, milliseconds })
    expect(await take(one, 'one')).toBe(true)
    expect([await take(one, 'one'), await take(other, 'other')]).toEqual([true, false])
    await other.release({ name, holder: 'other' })
    expect(await take(other, 'other')).toBe(false)
    await one.release({ name, holder: 'one' })
    expect([await take(other, 'other'), await take(one, 'one')]).toEqual([true, false])
  })

  test('goes to one of many who ask at the same moment', async () => {
    const url = await kinds[kind]()
    const all = Array.from({ length: 8 }, () => open(url))
    const taken = await Promise.all(all.map((leases, at) => leases.take({ name, holder: `${at}`, milliseconds })))
    expect(taken.filter(Boolean)).toHaveLength(1)
  })

  test('has nothing to do with one of another name', async () => {
    const url = await kinds[kind]()
    const [one, other] = [open(url), open(url)]
    expect(await one.take({ name, holder: 'one', milliseconds })).toBe(true)
    expect(await other.take({ name: 'discord 2', holder: 'other', milliseconds })).toBe(true)
  })

  test('is free again after the end of the connection that held it, or its time', async () => {
    const url = await kinds[kind]()
    const [one, other] = [open(url), open(url)]
    expect(await one.take({ name, holder: 'one', milliseconds: 0 })).toBe(true)
    if (kind === 'sqlite') await one.close()
    expect(await other.take({ name, holder: 'other', milliseconds })).toBe(true)
    expect(await open(url).take({ name, holder: 'one', milliseconds })).toBe(false)
  })
})

test('in PostgreSQL, a lease that is over is still its holder’s, unless somebody else has taken it', async () => {
  const leases = open(await kinds.postgresql())
  expect(await leases.take({ name, holder: 'one', milliseconds: 0 })).toBe(true)
  expect(await leases.take({ name, holder: 'one', milliseconds })).toBe(true)
})

test('in PostgreSQL, a lease ends by the server’s clock, whatever the hosts’ clocks say', async () => {
  const url = await kinds.postgresql()
  const leases = open(url)
  await leases.take({ name, holder: 'one', milliseconds })
  const client = new pg.Client(url)
  await client.connect()
  const { rows } = await client.query(
    `SELECT "until", extract(epoch FROM "until"::timestamptz - clock_timestamp()) AS "left" FROM "Lease"`,
  )
  await client.end()
  expect(rows[0].until).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$/)
  expect(Number(rows[0].left)).toBeGreaterThan(0)
  expect(Number(rows[0].left)).toBeLessThanOrEqual(60)
})

test('beside a SQLite file, the lease of a process that is killed is free at that moment', async () => {
  const url = await kinds.sqlite()
  const script = fileURLToPath(new URL('../support/leasing-process.ts', import.meta.url))
  const child = spawn(process.execPath, [script, url, name], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  expect(String(await once(child.stdout, 'data'))).toBe('true\n')
  const leases = open(url)
  expect(await leases.take({ name, holder: 'other', milliseconds })).toBe(false)
  // Also while its process stands still.
  child.kill('SIGSTOP')
  expect(await leases.take({ name, holder: 'other', milliseconds })).toBe(false)
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(await leases.take({ name, holder: 'other', milliseconds })).toBe(true)
})

test('beside a SQLite file, a lock file that was removed or replaced does not make two holders', async () => {
  const url = await kinds.sqlite()
  const [one, other] = [open(url), open(url)]
  await one.take({ name, holder: 'one', milliseconds })
  rmSync(`${url.replace('file:', '')}-discord-1.lock`)
  expect(await other.take({ name, holder: 'other', milliseconds })).toBe(true)
  expect(await one.take({ name, holder: 'one', milliseconds })).toBe(false)
})
