import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import type { NewOutboxMessage } from '../../src/core/outbox-message.ts'
import { kinds, openStore } from '../support/database.ts'

const noon = Temporal.Instant.from('2026-11-23T12:00:00Z')
const later = (minutes: number) => noon.add({ minutes })

/** One suite, run on every kind of database that fills the port. */
describe.each(Object.entries(kinds))('the outbox on %s', (_, makeUrl) => {
  const open = async () => {
    const { store } = openStore(await makeUrl())
    const enqueue = (...posts: (Partial<NewOutboxMessage> & { id: string })[]) =>
      store.transaction({ id: randomUUID(), at: noon }, (within) =>
        within.enqueue(
          posts.map((post) => ({ kind: 'extra', platform: 'test', orderingKey: post.id, dueAt: noon, ...post })),
          noon,
        ),
      )
    const claim = (workerId: string, at = noon, limit = 10, platform = 'test') =>
      store.outbox.claim({ platform, workerId, now: at, until: at.add({ seconds: 50 }), limit })
    const ids = (posts: readonly { id: string }[]) => posts.map(({ id }) => id).toSorted()
    return { store, enqueue, claim, ids }
  }

  test('what is owed twice is one row', async () => {
    const { enqueue, claim, ids } = await open()
    expect(await enqueue({ id: 'a' }, { id: 'b' })).toBe(2)
    expect(await enqueue({ id: 'a' }, { id: 'c' })).toBe(1)
    expect(ids(await claim('me'))).toEqual(['a', 'b', 'c'])
  })

  test('a post is claimed once, when it is due, on its platform, and no more than asked for', async () => {
    const { enqueue, claim, ids } = await open()
    await enqueue({ id: 'a' }, { id: 'b' }, { id: 'later', dueAt: later(5) }, { id: 'slack', platform: 'slack' })
    expect(await claim('me', noon, 1)).toHaveLength(1)
    expect(await claim('you', noon, 5)).toHaveLength(1)
    expect(await claim('you', noon, 5)).toEqual([])
    expect(ids(await claim('me', later(5), 5))).toEqual(['later'])
    expect(ids(await claim('me', noon, 5, 'slack'))).toEqual(['slack'])
  })

  test('a lane has one claim at most; its posts come in the order of their times', async () => {
    const { store, enqueue, claim, ids } = await open()
    await enqueue(
      { id: 'b', orderingKey: 'home', dueAt: later(2) },
      { id: 'a', orderingKey: 'home', dueAt: later(1) },
      { id: 'other' },
    )
    const [first, ...others] = (await claim('me', later(3))).filter(({ orderingKey }) => orderingKey === 'home')
    expect([first?.id, others]).toEqual(['a', []])
    expect(await claim('you', later(3))).toEqual([])
    if (first) expect(await store.outbox.complete(first, { state: 'sent' }, later(3))).toBe(true)
    expect(ids(await claim('you', later(3)))).toEqual(['b'])
  })

  test('many that claim at the same time get different posts', async () => {
    const { enqueue, claim, ids } = await open()
    await enqueue(...Array.from({ length: 40 }, (_, at) => ({ id: `p${at}` })))
    const claimed: string[] = []
    // A claim that meets another may come back with nothing; whoever delivers asks until nothing is due.
    for (let round = 0; round < 20 && claimed.length < 40; round++) {
      const rounds = await Promise.all(Array.from({ length: 8 }, (_, at) => claim(`process ${at}`, noon, 3)))
      claimed.push(...ids(rounds.flat()))
    }
    expect(claimed).toHaveLength(40)
    expect(new Set(claimed).size).toBe(40)
  })

  test('only whoever claimed a post settles it, once', async () => {
    const { store, enqueue, claim } = await open()
    await enqueue({ id: 'a' })
    const [mine] = await claim('me')
    if (!mine) throw new Error('nothing claimed')
    expect(await store.outbox.complete({ ...mine, claimedBy: 'you' }, { state: 'sent' }, noon)).toBe(false)
    expect(
      await store.outbox.complete(
        mine,
        { state: 'pending', nextAt: later(3), reason: 'busy', unconfirmed: false },
        noon,
      ),
    ).toBe(true)
    expect(await claim('you', later(2))).toEqual([])
    const [again] = await claim('you', later(3))
    expect(again).toMatchObject({ id: 'a', attempts: 2, claimedBy: 'you' })
    // The first, who comes back late, has lost it.
    expect(await store.outbox.complete(mine, { state: 'sent' }, later(3))).toBe(false)
    if (again) expect(await store.outbox.complete(again, { state: 'sent' }, later(3))).toBe(true)
    expect(await claim('me', later(600))).toEqual([])
  })

  test('a claim lapses with its lease', async () => {
    const { store, enqueue, claim, ids } = await open()
    await enqueue({ id: 'a' })
    await claim('dead')
    expect(await store.outbox.expiredLeases(noon.add({ seconds: 49 }))).toEqual([])
    const expiredLeases = await store.outbox.expiredLeases(noon.add({ seconds: 50 }))
    expect(ids(expiredLeases)).toEqual(['a'])
  })

  test('what nobody knows of can still turn out to be sent', async () => {
    const { store, enqueue, claim } = await open()
    await enqueue({ id: 'a' })
    const [mine] = await claim('timeout')
    if (!mine) throw new Error('nothing claimed')
    await store.outbox.complete(mine, { state: 'unconfirmed' }, later(1))
    expect(await store.outbox.complete(mine, { state: 'sent' }, later(2))).toBe(true)
  })

  /** Posts that were handed over at noon, and of which nobody knows whether they arrived. */
  const doubtful = async (...posts: Parameters<Awaited<ReturnType<typeof open>>['enqueue']>) => {
    const opened = await open()
    const { store, enqueue, claim } = opened
    await enqueue(...posts)
    for (const message of await claim('me')) {
      await store.outbox.markSending(message, noon)
      await store.outbox.complete(
        message,
        { state: 'pending', nextAt: later(1), reason: 'busy', unconfirmed: true },
        noon,
      )
    }
    return opened
  }

  test('a doubt stays with a post, however its later attempts fail, and counts from the first', async () => {
    const { store, claim } = await doubtful({ id: 'a' })
    const [second] = await claim('me', later(1))
    if (!second) throw new Error('nothing claimed')
    await store.outbox.markSending(second, later(1))
    await store.outbox.complete(
      second,
      { state: 'pending', nextAt: later(2), reason: 'refused', unconfirmed: false },
      later(1),
    )
    expect((await claim('me', later(2)))[0]?.firstUnconfirmedAt?.toString()).toBe(noon.toString())
  })

  test('what is in doubt for too long is marked, on its platform alone', async () => {
    const { store, enqueue, claim, ids } = await doubtful({ id: 'a' }, { id: 'b' })
    await enqueue({ id: 'sure' })
    const mark = (platform: string, minutes: number) =>
      store.outbox.markUnconfirmed({ platform, since: later(minutes), now: later(3) })
    expect(await mark('elsewhere', 0)).toEqual([])
    expect(await mark('test', -1)).toEqual([])
    const marked = await mark('test', 0)
    expect(ids(marked)).toEqual(['a', 'b'])
    expect(marked.map(({ state, reason }) => [state, reason])).toEqual(Array(2).fill(['unconfirmed', undefined]))
    expect(ids(await claim('me', later(9)))).toEqual(['sure'])
  })

  test('what is in doubt and too late is unknown, and not late', async () => {
    const { store } = await doubtful({ id: 'a' })
    expect(await store.outbox.skipOverdue(later(12 * 60))).toBe(1)
    expect(await store.outbox.markUnconfirmed({ platform: 'test', since: later(900), now: later(900) })).toEqual([])
  })

  test('what is older than 12 hours is marked, whoever it is for', async () => {
    const { store, enqueue, claim } = await open()
    await enqueue({ id: 'a' }, { id: 'elsewhere', platform: 'nowhere' }, { id: 'young', dueAt: later(1) })
    expect(await store.outbox.skipOverdue(later(12 * 60 - 1))).toBe(0)
    expect(await store.outbox.skipOverdue(later(12 * 60))).toBe(2)
    expect(await claim('me', later(12 * 60))).toHaveLength(1)
  })

  test('what was settled long ago is forgotten, but not that a group was told of its end', async () => {
    const { store, enqueue, claim } = await open()
    await enqueue({ id: 'a' }, { id: 'end', kind: 'end' }, { id: 'open', dueAt: later(600) })
    for (const message of await claim('me')) await store.outbox.complete(message, { state: 'sent' }, noon)
    expect(await store.outbox.deleteBefore(noon)).toBe(0)
    expect(await store.outbox.deleteBefore(later(60))).toBe(1)
  })
})
