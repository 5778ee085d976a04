import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import type { Owed } from '../../src/core/post.ts'
import { kinds, openStore } from '../support/database.ts'

const noon = Temporal.Instant.from('2026-11-23T12:00:00Z')
const later = (minutes: number) => noon.add({ minutes })

/** One suite, run on every kind of database that fills the port. */
describe.each(Object.entries(kinds))('the ledger on %s', (_, makeUrl) => {
  const open = async () => {
    const { store } = openStore(await makeUrl())
    const owe = (...posts: (Partial<Owed> & { id: string })[]) =>
      store.change({ id: randomUUID(), at: noon }, (within) =>
        within.owe(
          posts.map((post) => ({ kind: 'extra', platform: 'test', lane: post.id, dueAt: noon, ...post })),
          noon,
        ),
      )
    const claim = (by: string, at = noon, most = 10, platform = 'test') =>
      store.claim({ platform, by, now: at, until: at.add({ seconds: 50 }), most })
    const ids = (posts: readonly { id: string }[]) => posts.map(({ id }) => id).toSorted()
    return { store, owe, claim, ids }
  }

  test('what is owed twice is one row', async () => {
    const { owe, claim, ids } = await open()
    expect(await owe({ id: 'a' }, { id: 'b' })).toBe(2)
    expect(await owe({ id: 'a' }, { id: 'c' })).toBe(1)
    expect(ids(await claim('me'))).toEqual(['a', 'b', 'c'])
  })

  test('a post is claimed once, when it is due, on its platform, and no more than asked for', async () => {
    const { owe, claim, ids } = await open()
    await owe({ id: 'a' }, { id: 'b' }, { id: 'later', dueAt: later(5) }, { id: 'slack', platform: 'slack' })
    expect(await claim('me', noon, 1)).toHaveLength(1)
    expect(await claim('you', noon, 5)).toHaveLength(1)
    expect(await claim('you', noon, 5)).toEqual([])
    expect(ids(await claim('me', later(5), 5))).toEqual(['later'])
    expect(ids(await claim('me', noon, 5, 'slack'))).toEqual(['slack'])
  })

  test('a lane has one claim at most; its posts come in the order of their times', async () => {
    const { store, owe, claim, ids } = await open()
    await owe({ id: 'b', lane: 'home', dueAt: later(2) }, { id: 'a', lane: 'home', dueAt: later(1) }, { id: 'other' })
    const [first, ...others] = (await claim('me', later(3))).filter(({ lane }) => lane === 'home')
    expect([first?.id, others]).toEqual(['a', []])
    expect(await claim('you', later(3))).toEqual([])
    if (first) expect(await store.settle(first, { state: 'sent' }, later(3))).toBe(true)
    expect(ids(await claim('you', later(3)))).toEqual(['b'])
  })

  test('many that claim at the same time get different posts', async () => {
    const { owe, claim, ids } = await open()
    await owe(...Array.from({ length: 40 }, (_, at) => ({ id: `p${at}` })))
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
    const { store, owe, claim } = await open()
    await owe({ id: 'a' })
    const [mine] = await claim('me')
    if (!mine) throw new Error('nothing claimed')
    expect(await store.settle({ ...mine, claimedBy: 'you' }, { state: 'sent' }, noon)).toBe(false)
    expect(await store.settle(mine, { state: 'owed', nextAt: later(3), reason: 'busy', inDoubt: false }, noon)).toBe(
      true,
    )
    expect(await claim('you', later(2))).toEqual([])
    const [again] = await claim('you', later(3))
    expect(again).toMatchObject({ id: 'a', attempts: 2, claimedBy: 'you' })
    // The first, who comes back late, has lost it.
    expect(await store.settle(mine, { state: 'sent' }, later(3))).toBe(false)
    if (again) expect(await store.settle(again, { state: 'sent' }, later(3))).toBe(true)
    expect(await claim('me', later(600))).toEqual([])
  })

  test('a claim lapses with its lease', async () => {
    const { store, owe, claim, ids } = await open()
    await owe({ id: 'a' })
    await claim('dead')
    expect(await store.lapsed(noon.add({ seconds: 49 }))).toEqual([])
    const lapsed = await store.lapsed(noon.add({ seconds: 50 }))
    expect(ids(lapsed)).toEqual(['a'])
  })

  test('what nobody knows of can still turn out to be sent', async () => {
    const { store, owe, claim } = await open()
    await owe({ id: 'a' })
    const [mine] = await claim('slow')
    if (!mine) throw new Error('nothing claimed')
    await store.settle(mine, { state: 'unknown' }, later(1))
    expect(await store.settle(mine, { state: 'sent' }, later(2))).toBe(true)
  })

  /** Posts that were handed over at noon, and of which nobody knows whether they arrived. */
  const doubtful = async (...posts: Parameters<Awaited<ReturnType<typeof open>>['owe']>) => {
    const opened = await open()
    const { store, owe, claim } = opened
    await owe(...posts)
    for (const post of await claim('me')) {
      await store.handOver(post, noon)
      await store.settle(post, { state: 'owed', nextAt: later(1), reason: 'busy', inDoubt: true }, noon)
    }
    return opened
  }

  test('a doubt stays with a post, however its later attempts fail, and counts from the first', async () => {
    const { store, claim } = await doubtful({ id: 'a' })
    const [second] = await claim('me', later(1))
    if (!second) throw new Error('nothing claimed')
    await store.handOver(second, later(1))
    await store.settle(second, { state: 'owed', nextAt: later(2), reason: 'refused', inDoubt: false }, later(1))
    expect((await claim('me', later(2)))[0]?.doubtSince?.toString()).toBe(noon.toString())
  })

  test('what is in doubt for too long is marked, on its platform alone', async () => {
    const { store, owe, claim, ids } = await doubtful({ id: 'a' }, { id: 'b' })
    await owe({ id: 'sure' })
    const mark = (platform: string, minutes: number) =>
      store.markUnconfirmed({ platform, since: later(minutes), now: later(3) })
    expect(await mark('elsewhere', 0)).toEqual([])
    expect(await mark('test', -1)).toEqual([])
    const marked = await mark('test', 0)
    expect(ids(marked)).toEqual(['a', 'b'])
    expect(marked.map(({ state, reason }) => [state, reason])).toEqual(Array(2).fill(['unknown', undefined]))
    expect(ids(await claim('me', later(9)))).toEqual(['sure'])
  })

  test('what is in doubt and too late is unknown, and not late', async () => {
    const { store } = await doubtful({ id: 'a' })
    expect(await store.expire(later(12 * 60))).toBe(1)
    expect(await store.markUnconfirmed({ platform: 'test', since: later(900), now: later(900) })).toEqual([])
  })

  test('what is older than 12 hours is marked, whoever it is for', async () => {
    const { store, owe, claim } = await open()
    await owe({ id: 'a' }, { id: 'elsewhere', platform: 'nowhere' }, { id: 'young', dueAt: later(1) })
    expect(await store.expire(later(12 * 60 - 1))).toBe(0)
    expect(await store.expire(later(12 * 60))).toBe(2)
    expect(await claim('me', later(12 * 60))).toHaveLength(1)
  })

  test('what was settled long ago is forgotten, but not that a group was told of its end', async () => {
    const { store, owe, claim } = await open()
    await owe({ id: 'a' }, { id: 'end', kind: 'end' }, { id: 'open', dueAt: later(600) })
    for (const post of await claim('me')) await store.settle(post, { state: 'sent' }, noon)
    expect(await store.forget(noon)).toBe(0)
    expect(await store.forget(later(60))).toBe(1)
  })
})
