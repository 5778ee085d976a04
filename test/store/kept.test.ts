import { setImmediate } from 'node:timers/promises'
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { UserError } from '../../src/chat/user-error.ts'
import { StoreUnavailable } from '../../src/errors/store-unavailable.ts'
import type { Database } from '../../src/ports/database.ts'
import type { DeliveryOutcome } from '../../src/ports/outbox.ts'
import { openSqlite } from '../../src/store/clients.ts'
import { kinds, openStore } from '../support/database.ts'
import { groupCalled, isKept, keepGroup } from '../support/kept-group.ts'

const at = Temporal.Instant.from('2026-11-23T12:00:00Z')
const until = at.add({ seconds: 50 })

/** Prisma ends a change that takes too long by a timer: here it goes off when a test says so. */
afterEach(() => void vi.useRealTimers())

/** Lets the time of a change pass, but not so much that the driver of PostgreSQL gives up what it has sent and may be done. */
const passing = () => {
  let left = 19_000
  return async () => {
    const passes = Math.min(16_000, left)
    left -= passes
    await vi.advanceTimersByTimeAsync(passes)
  }
}

const turns = async (count: number) => {
  for (let turn = 0; turn < count; turn++) await setImmediate()
}

const settlements = {
  sent: { state: 'sent' },
  unconfirmed: { state: 'unconfirmed' },
  skipped: { state: 'skipped', reason: 'refused' },
  pending: { state: 'pending', nextAt: at, reason: 'busy', unconfirmed: false },
} satisfies Record<string, DeliveryOutcome>

const pause = fc.integer({ min: 0, max: 6 })
const posting = fc.record({
  does: fc.constant('post' as const),
  pauses: fc.tuple(pause, pause, pause),
  settledAs: fc.constantFrom('sent' as const, 'unconfirmed' as const, 'skipped' as const, 'pending' as const),
})
const changing = fc.record({
  does: fc.constant('change' as const),
  pauses: fc.tuple(pause, pause, pause),
  ends: fc.constantFrom('well', 'refused', 'failing', 'too late'),
})
type Posting = typeof posting extends fc.Arbitrary<infer T> ? T : never
type Changing = typeof changing extends fc.Arbitrary<infer T> ? T : never

/** Takes a post through the outbox, and notes what was reported about it. */
const takePost = async (store: Database, id: string, { pauses, settledAs }: Posting, note: (state: string) => void) => {
  await turns(pauses[0])
  const [post] = await store.outbox.claim({ platform: id, workerId: 'me', now: at, until, limit: 1 })
  if (!post) return
  note('claimed')
  await turns(pauses[1])
  if (!(await store.outbox.markSending(post, at))) return
  note('sending')
  await turns(pauses[2])
  if (await store.outbox.complete(post, settlements[settledAs], at)) note(settledAs)
}

type TooLate = () => Promise<void>

/** Makes two groups in one change, which may end in several ways. */
const makeChange = (store: Database, id: string, { pauses, ends, tooLate }: Changing & { tooLate: TooLate }) =>
  store.transaction({ id, at }, async (within) => {
    await turns(pauses[0])
    await keepGroup(within, `${id} first`)
    await turns(pauses[1])
    if (ends === 'refused') throw new UserError('No')
    if (ends === 'failing') {
      // What is asked for beside the statement that fails goes on for a while.
      await Promise.all([
        keepGroup(within, `${id} first`),
        within.upsertLearner({ id: `test:${id}`, name: id, mayManage: false }, { workspace: 'w' }),
        keepGroup(within, `${id} second`),
      ])
    }
    if (ends === 'too late') await tooLate()
    await keepGroup(within, `${id} second`)
    await turns(pauses[2])
  })

test.each(Object.entries(kinds))(
  'what was reported as kept is kept, and what was reported as failed is not there, whatever fails beside it (%s)',
  async (kind, makeUrl) => {
    const { store } = openStore(await makeUrl())
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(posting, changing), { minLength: 2, maxLength: 8 }), async (actions) => {
        const name = (index: number) => `${run}-${index}`
        run += 1
        const states = new Map<string, string>()
        for (const [index, { does }] of actions.entries()) if (does === 'post') states.set(name(index), 'pending')
        const group = groupCalled(`g${run}`)
        const posts = [...states.keys()].map((id) => ({
          ...{ id, kind: 'extra' as const, groupId: group.id, platform: id, orderingKey: id, dueAt: at },
        }))
        await store.transaction({ id: `owe ${run}`, at }, async (within) => {
          await within.createGroup(group, { platform: 'test', workspace: 'w', channel: group.id })
          await within.enqueue(posts, at)
        })
        vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
        const tooLate = passing()
        const ended = await Promise.allSettled(
          actions.map((action, index) => {
            const id = name(index)
            if (action.does === 'change') return makeChange(store, id, { ...action, tooLate })
            return takePost(store, id, action, (state) => states.set(id, state)).catch(() => {})
          }),
        )
        vi.useRealTimers()
        await turns(20)
        const kept = async (id: string) => ({
          first: await isKept(store.reads, `${id} first`),
          second: await isKept(store.reads, `${id} second`),
          learner: (await store.reads.learnerOf(`test:${id}`)) !== undefined,
        })
        for (const [index, { does }] of actions.entries()) {
          const isKept = ended[index]?.status === 'fulfilled'
          const id = name(index)
          if (does === 'change') expect(await kept(id)).toEqual({ first: isKept, second: isKept, learner: false })
        }
        const found = (await store.reads.postsOf(group.id, 100)).map(({ id, state }) => [id, state])
        expect(Object.fromEntries(found)).toEqual(Object.fromEntries(states))
      }),
      { numRuns: kind === 'sqlite' ? 60 : 30, endOnFailure: true },
    )
  },
  60_000,
)

test.each(Object.entries(kinds))(
  'a change that is refused leaves nothing of what it had only begun (%s)',
  async (_, makeUrl) => {
    const { store } = openStore(await makeUrl())
    // From as soon as it was asked for until it is done: Prisma sends a statement some steps later.
    for (let waited = 0; waited < 60; waited++) {
      const refused = store.transaction({ id: `refused ${waited}`, at }, async (within) => {
        const groups = ['one', 'two', 'three'].map((name) => keepGroup(within, `${name} ${waited}`))
        for (const group of groups) group.catch(() => {})
        await new Promise<void>((done) => process.nextTick(done))
        for (let step = 0; step < waited; step++) await Promise.resolve()
        throw new UserError('No')
      })
      await expect(refused).rejects.toBeInstanceOf(UserError)
      await turns(5)
      for (const name of ['one', 'two', 'three']) expect(await isKept(store.reads, `${name} ${waited}`)).toBe(false)
    }
  },
)

test.each(Object.entries(kinds))(
  'a change of which a statement failed is not reported as kept, whatever its work makes of that (%s)',
  async (_, makeUrl) => {
    const { store } = openStore(await makeUrl())
    const change = store.transaction({ id: 'careless', at }, async (within) => {
      await keepGroup(within, 'one')
      await keepGroup(within, 'one').catch(() => {})
    })
    await expect(change).rejects.toThrow()
    expect(await isKept(store.reads, 'one')).toBe(false)
  },
)

test.each(Object.entries(kinds))(
  'a change that takes too long is undone before the next one begins, and holds up nobody after it (%s)',
  async (_, makeUrl) => {
    const { store } = openStore(await makeUrl())
    await store.transaction({ id: 'before', at }, (within) => keepGroup(within, 'before'))
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const slow = store.transaction({ id: 'timeout', at }, async (within) => {
      await keepGroup(within, 'timeout')
      await vi.advanceTimersByTimeAsync(15_500)
      await keepGroup(within, 'too late')
    })
    const error = await slow.catch((reason: unknown) => reason)
    vi.useRealTimers()
    expect(error).toBeInstanceOf(StoreUnavailable)
    expect((error as StoreUnavailable).remedy).toContain('takes too long')
    await store.transaction({ id: 'next', at }, (within) => keepGroup(within, 'next'))
    const kept = ['before', 'timeout', 'too late', 'next'].map((id) => isKept(store.reads, id))
    expect(await Promise.all(kept)).toEqual([true, false, false, true])
  },
)

test('a COMMIT that fails leaves its transaction open to nobody who comes next', async () => {
  const url = await kinds.sqlite()
  const { store } = openStore(url)
  await store.transaction({ id: 'first', at }, (within) => keepGroup(within, 'one'))
  const { writer, close } = await openSqlite(url)
  onTestFinished(close)
  const orphan = writer.$transaction(async (db) => {
    // SQLite looks at it when the transaction is committed, and leaves the transaction open.
    await db.$executeRawUnsafe('PRAGMA defer_foreign_keys = ON')
    await db.account.create({ data: { id: 'test:ana', learnerId: 'nobody' } })
  })
  await expect(orphan).rejects.toThrow()
  await writer.$transaction((db) => db.storedAction.create({ data: { id: 'two', line: 'line', at: '' } }))
  expect(await store.reads.storedAction('two')).toBe('line')
  expect(await store.reads.learnerOf('test:ana')).toBeUndefined()
})
