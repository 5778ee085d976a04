import { randomUUID } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { StoreUnavailable } from '../../src/errors/store-unavailable.ts'
import type { Database } from '../../src/ports/database.ts'
import { kinds, openStore } from '../support/database.ts'
import { lockFile } from '../support/file-lock.ts'
import { isKept, keepGroup } from '../support/kept-group.ts'
import { createWorld } from '../support/world.ts'

const at = Temporal.Instant.from('2026-11-23T12:00:00Z')
const until = at.add({ seconds: 50 })

/** Time that passes only where somebody waits; each wait gives everything else in the process a turn. */
const patientTime = () => {
  let now = 0
  let waits = 0
  let onWait: (waits: number) => Promise<void> = async () => {}
  return {
    async wait(milliseconds: number) {
      now += milliseconds
      waits += 1
      await onWait(waits)
      await setImmediate()
    },
    passed: () => now,
    waits: () => waits,
    onWait(then: typeof onWait) {
      onWait = then
    },
  }
}

const open = async () => {
  const url = await kinds.sqlite()
  const time = patientTime()
  const { store, log } = openStore(url, { wait: time.wait })
  await store.transaction({ id: 'owe', at }, (within) =>
    within.enqueue([{ id: 'post', kind: 'extra', platform: 'test', orderingKey: 'home', dueAt: at }], at),
  )
  return { url, time, store, log }
}

const keep = (store: Database, id: string) =>
  store.transaction({ id: randomUUID(), at }, (within) => keepGroup(within, id))

describe('another process has locked the file', () => {
  test('everybody else is answered meanwhile, and the command succeeds as soon as it is free', async () => {
    const { url, time, store } = await open()
    const { bot, say } = await createWorld({ store })
    await say('/roadmap group create Friends', '@ana /roadmap join')
    const lock = await lockFile(url, 'changes')
    const ask = (line: string) => {
      const actor = { id: 'terminal:ana', name: 'ana', mayManage: false }
      const where = { platform: 'terminal', workspace: 'terminal', channel: 'terminal' }
      return bot.handle({ id: randomUUID(), source: 'command', actor, where, ask: { line } })
    }
    let answered = 0
    time.onWait(async (waits) => {
      const { answer } = await ask('progress')
      expect(answer.tone).not.toBe('problem')
      answered += 1
      if (waits === 10) await lock.release()
    })
    const { answer } = await ask('done docker')
    expect(answer.title).toContain('Docker')
    expect(answer.tone).not.toBe('problem')
    expect(answered).toBe(10)
  })

  test('a single statement of the outbox waits as well, and those behind it keep their order', async () => {
    const { url, time, store } = await open()
    const lock = await lockFile(url, 'changes')
    time.onWait(async (waits) => {
      if (waits === 5) await lock.release()
    })
    const order: string[] = []
    const claim = store.outbox.claim({ platform: 'test', workerId: 'me', now: at, until, limit: 1 })
    await Promise.all([
      claim.then(() => order.push('claim')),
      keep(store, 'one').then(() => order.push('one')),
      keep(store, 'two').then(() => order.push('two')),
    ])
    expect(order).toEqual(['claim', 'one', 'two'])
    expect(await claim).toHaveLength(1)
  })

  test('against those who look, too: opening it waits, and so does the first look', async () => {
    const { url, store } = await open()
    await store.close()
    const lock = await lockFile(url, 'everybody')
    const time = patientTime()
    time.onWait(async (waits) => {
      if (waits === 5) await lock.release()
    })
    const late = openStore(url, { wait: time.wait }).store
    expect(await isKept(late.reads, 'none')).toBe(false)
    expect(time.waits()).toBeGreaterThanOrEqual(5)
  })

  test('and never lets go: all who wait are told so within seconds, and the next is answered when it is free', async () => {
    const { url, time, store, log } = await open()
    const lock = await lockFile(url, 'changes')
    const before = time.passed()
    const uses = [
      ...Array.from({ length: 10 }, (_, number) => keep(store, `group ${number}`)),
      store.outbox.claim({ platform: 'test', workerId: 'me', now: at, until, limit: 1 }),
      store.outbox.skipOverdue(at),
    ]
    for (const outcome of await Promise.allSettled(uses)) {
      if (outcome.status !== 'rejected') throw new Error('nobody can change it')
      expect(outcome.reason).toBeInstanceOf(StoreUnavailable)
      expect(outcome.reason.remedy).toContain('Another process holds the database')
    }
    // Together, not one after the other.
    expect(time.passed() - before).toBeLessThanOrEqual(6500)
    expect(log.entries.filter(({ level }) => level === 'error')).toHaveLength(1)
    await lock.release()
    await keep(store, 'group 0')
    expect(await isKept(store.reads, 'group 0')).toBe(true)
    expect(await store.outbox.claim({ platform: 'test', workerId: 'me', now: at, until, limit: 1 })).toHaveLength(1)
  })

  test('and never lets go: the person reads that nothing was recorded, and can still read the roadmap', async () => {
    const { url, store } = await open()
    const { say } = await createWorld({ store })
    await say('/roadmap group create Friends', '@ana /roadmap join')
    await lockFile(url, 'changes')
    expect(await say('@ana /roadmap done docker')).toContain('Nothing was recorded. Please try again in a minute.')
    expect(await say('@ana /roadmap stage 3')).toContain('Stage 3 of 6')
  })
})
