import { randomUUID } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { UserError } from '../../src/chat/user-error.ts'
import { StoreUnavailable } from '../../src/errors/store-unavailable.ts'
import { kinds, openStore } from '../support/database.ts'
import { createNotifying } from '../support/notifying.ts'

const open = async (options: Omit<Parameters<typeof createNotifying>[0], 'store'> = {}, kind = kinds.sqlite) =>
  createNotifying({ store: openStore(await kind()).store, ...options })

const names = (count: number) => Array.from({ length: count }, (_, at) => `c${String(at + 1).padStart(3, '0')}`)

describe('the process was down over the due time', () => {
  test('for 2 hours: the post comes late', async () => {
    const notifying = await open()
    await notifying.addGroup('home')
    await notifying.tickAt('2026-11-23T08:59')
    expect(notifying.mail.in('home')).toEqual([])
    await notifying.tickAt('2026-11-23T11:00')
    expect(notifying.mail.in('home')).toHaveLength(1)
    expect(await notifying.outbox('home')).toEqual(['week 2026-11-23 sent'])
  })

  test('for 13 hours: it is skipped, and the log says why', async () => {
    const notifying = await open()
    await notifying.addGroup('home')
    await notifying.tickAt('2026-11-23T22:00')
    expect(notifying.mail.in('home')).toEqual([])
    expect(await notifying.outbox('home')).toEqual(['week 2026-11-23 skipped late'])
    expect(await notifying.say('Ana', 'group log', { mayManage: true })).toContain(
      'Mon 23 Nov 2026 09:00: Weekly post, skipped: it could not be sent within 12 hours',
    )
  })

  test('for 3 weeks: only the newest is sent, and each of the others has its line', async () => {
    const notifying = await open()
    await notifying.addGroup('home')
    await notifying.tickAt('2026-12-14T10:00')
    expect(notifying.mail.in('home')).toHaveLength(1)
    expect(notifying.mail.in('home')[0]).toContain('week of Mon 14 Dec 2026')
    expect(await notifying.outbox('home')).toEqual([
      'week 2026-11-23 skipped late',
      'week 2026-11-30 skipped late',
      'week 2026-12-07 skipped late',
      'week 2026-12-14 sent',
    ])
  })

  test('for 2 years: the ledger is not flooded', async () => {
    const notifying = await open()
    await notifying.addGroup('home')
    await notifying.tickAt('2028-11-27T10:00')
    expect((await notifying.outbox('home')).length).toBeLessThan(10)
  })
})

test('a process that starts at the last minute of the 12 hours still sends, a minute later it does not', async () => {
  const early = await open()
  await early.addGroup('home')
  await early.tickAt('2026-11-23T20:59')
  expect(await early.outbox('home')).toEqual(['week 2026-11-23 sent'])
  const late = await open()
  await late.addGroup('home')
  await late.tickAt('2026-11-23T21:00')
  expect(await late.outbox('home')).toEqual(['week 2026-11-23 skipped late'])
})

test('the same tick twice, at once and again, posts once', async () => {
  const notifying = await open()
  await notifying.addGroup('home')
  notifying.at('2026-11-23T09:00')
  await Promise.all([notifying.notifications.runCycleAndWait(), notifying.notifications.runCycleAndWait()])
  await notifying.notifications.runCycleAndWait()
  expect(notifying.mail.in('home')).toHaveLength(1)
})

test.each(['sqlite', 'postgresql'] as const)('five processes that tick at once on %s post once each', async (kind) => {
  const url = await kinds[kind]()
  const notifying = createNotifying({ store: openStore(url).store })
  for (const channel of names(30)) await notifying.addGroup(channel)
  const others = Array.from({ length: 4 }, () => createNotifying({ store: openStore(url).store }))
  notifying.at('2026-11-23T09:00')
  for (const other of others) other.at('2026-11-23T09:00')
  await Promise.all([notifying, ...others].map(({ notifications }) => notifications.runCycleAndWait()))
  const arrived = [notifying, ...others].flatMap(({ mail }) => mail.arrived.map(({ to }) => to))
  expect(arrived.toSorted()).toEqual(names(30))
  const bugs = [notifying, ...others].flatMap(({ log }) => log.entries.filter(({ level }) => level === 'error'))
  expect(bugs).toEqual([])
})

describe('group 7 of 20', () => {
  test('cannot be planned: the other 19 are posted in time', async () => {
    const notifying = await open()
    for (const channel of names(20)) await notifying.addGroup(channel)
    // No such zone: whatever is computed for this group throws.
    await notifying.addGroup('c007b', { zone: 'UTC' })
    await notifying.store.transaction({ id: randomUUID(), at: notifying.clock() }, async (within) => {
      const group = await within.groupOf('group-c007')
      if (group) await within.saveGroup({ ...group, zone: 'Nowhere/Land' })
    })
    await notifying.tickAt('2026-11-23T09:00')
    const expected = names(20).filter((name) => name !== 'c007')
    expect(notifying.mail.arrived.map(({ to }) => to).toSorted()).toEqual(expected)
    expect(notifying.log.entries.filter(({ level }) => level === 'error').map(({ message }) => message)).toEqual([
      'a group or learner cannot be scheduled',
    ])
  })

  test.each(['throws', 'hangs'] as const)('has an adapter that %s: the other 19 are posted in time', async (posted) => {
    const notifying = await open({ timeoutMs: 20 })
    for (const channel of names(20)) await notifying.addGroup(channel)
    notifying.mail.answer('c007', { posted })
    await notifying.tickAt('2026-11-23T09:00')
    expect(notifying.mail.arrived.map(({ to }) => to).toSorted()).toEqual(names(20).filter((name) => name !== 'c007'))
    expect(await notifying.outbox('c007')).toEqual(['week 2026-11-23 unconfirmed'])
  })
})

test('many at once, but never two in one channel, and in the order of their times', async () => {
  const notifying = await open()
  for (const channel of names(60)) await notifying.addGroup(channel)
  notifying.at('2026-11-23T08:59')
  const at = notifying.clock()
  const extra = {
    kind: 'extra' as const,
    platform: 'test',
    groupId: 'group-c001',
    orderingKey: 'group-c001',
    about: '2026-11-23',
  }
  const seconds = [3, 1, 2]
  await notifying.store.transaction({ id: randomUUID(), at }, (within) =>
    within.enqueue(
      seconds.map((second) => ({ ...extra, id: `extra ${second}`, dueAt: at.add({ seconds: second }) })),
      at,
    ),
  )
  await notifying.tickAt('2026-11-23T09:00')
  expect(notifying.mail.mostInOneChannel()).toBe(1)
  expect(notifying.mail.maxAtOnce()).toBeGreaterThan(5)
  expect(notifying.mail.maxAtOnce()).toBeLessThanOrEqual(16)
  expect(notifying.mail.arrived.filter(({ to }) => to === 'c001').map(({ key }) => key)).toEqual([
    ...['extra 1', 'extra 2', 'extra 3'],
    'week group-c001 2026-11-23',
  ])
})

describe('a platform that does not take a post', () => {
  test('says when to come back: it is obeyed to the second', async () => {
    const notifying = await open()
    await notifying.addGroup('home')
    const retryAt = Temporal.Instant.from('2026-11-23T08:07:30Z')
    notifying.mail.answer('home', { posted: { failed: 'too many requests', retryAt } }, 1)
    await notifying.tickAt('2026-11-23T09:00')
    await notifying.tickAt('2026-11-23T09:07:29')
    expect([notifying.mail.attempts(), notifying.mail.arrived.length]).toEqual([1, 0])
    expect(await notifying.say('Ana', 'group log', { mayManage: true })).toContain(
      '1 attempt failed, the next one is Mon 23 Nov 2026 09:07',
    )
    await notifying.tickAt('2026-11-23T09:07:30')
    expect([notifying.mail.attempts(), notifying.mail.arrived.length]).toEqual([2, 1])
  })

  test('fails for hours: it is tried ever less often, until 12 hours are over', async () => {
    const notifying = await open()
    await notifying.addGroup('home')
    notifying.mail.answer('home', { posted: { failed: 'out of order' } })
    const tried: string[] = []
    let before = 0
    for (let minute = 0; minute < 13 * 60; minute++) {
      const local = Temporal.PlainDateTime.from('2026-11-23T09:00').add({ minutes: minute })
      await notifying.tickAt(local.toString())
      if (notifying.mail.attempts() > before) tried.push(local.toPlainTime().toString({ smallestUnit: 'minute' }))
      before = notifying.mail.attempts()
    }
    expect(tried.slice(0, 8)).toEqual(['09:00', '09:01', '09:02', '09:04', '09:08', '09:16', '09:32', '10:02'])
    expect(tried.at(-1)?.slice(0, 2)).toBe('20')
    expect(await notifying.outbox('home')).toEqual(['week 2026-11-23 skipped late'])
    expect(await notifying.say('Ana', 'group log', { mayManage: true })).toContain(
      `12 hours; ${tried.length} attempts failed`,
    )
  })

  test('takes it at the third attempt', async () => {
    const notifying = await open()
    await notifying.addGroup('home')
    notifying.mail.answer('home', { posted: { failed: 'out of order' } }, 2)
    for (const minute of ['00', '01', '02', '03', '04']) await notifying.tickAt(`2026-11-23T09:${minute}`)
    expect([notifying.mail.attempts(), notifying.mail.arrived.length]).toEqual([3, 1])
  })

  test('does not say whether it took it: it is repeated where the key is remembered, and otherwise never', async () => {
    const forgetful = await open()
    await forgetful.addGroup('home')
    forgetful.mail.answer('home', { posted: { unconfirmed: 'no answer' }, arrives: true }, 1)
    for (const minute of ['00', '01', '30']) await forgetful.tickAt(`2026-11-23T09:${minute}`)
    expect([forgetful.mail.attempts(), forgetful.mail.arrived.length]).toEqual([1, 1])
    expect(await forgetful.say('Ana', 'group log', { mayManage: true })).toContain('it may have arrived')

    const remembering = await open({ idempotencyWindowSeconds: 150 })
    await remembering.addGroup('home')
    remembering.mail.answer('home', { posted: { unconfirmed: 'no answer' }, arrives: true }, 1)
    for (const minute of ['00', '01', '30']) await remembering.tickAt(`2026-11-23T09:${minute}`)
    expect([remembering.mail.attempts(), remembering.mail.arrived.length]).toEqual([2, 1])
    expect(await remembering.outbox('home')).toEqual(['week 2026-11-23 sent'])
  })
})

describe('a process that dies with a claim', () => {
  /** Another process, which has claimed the post, or handed it over, and is never heard of again. */
  const claimAndDie = async (
    { store, clock }: Awaited<ReturnType<typeof open>>,
    { handsOver }: { handsOver: boolean },
  ) => {
    const claim = { platform: 'test', workerId: 'dead', now: clock(), until: clock().add({ seconds: 50 }), limit: 5 }
    const [post] = await store.outbox.claim(claim)
    if (!post) throw new Error('nothing claimed')
    if (handsOver) expect(await store.outbox.markSending(post, clock())).toBe(true)
  }

  const withDeadClaim = async (idempotencyWindowSeconds: number, handsOver: boolean) => {
    const notifying = await open({ idempotencyWindowSeconds })
    await notifying.addGroup('home')
    notifying.mail.answer('home', { posted: { failed: 'not yet' } }, 1)
    await notifying.tickAt('2026-11-23T09:00')
    notifying.at('2026-11-23T09:01')
    await claimAndDie(notifying, { handsOver })
    await notifying.tickAt('2026-11-23T09:01:49')
    expect(notifying.mail.arrived).toEqual([])
    return notifying
  }

  test.each([0, 150])(
    'before it handed the post over delays it by the lease (keys remembered for %d s)',
    async (seconds) => {
      const notifying = await withDeadClaim(seconds, false)
      await notifying.tickAt('2026-11-23T09:01:50')
      expect(await notifying.outbox('home')).toEqual(['week 2026-11-23 sent'])
    },
  )

  test('while handing it over delays it by the lease, where keys are remembered', async () => {
    const notifying = await withDeadClaim(150, true)
    await notifying.tickAt('2026-11-23T09:01:50')
    expect(await notifying.outbox('home')).toEqual(['week 2026-11-23 sent'])
  })

  test.each([
    ['where they are not', 0, '09:01:50'],
    ['where they would be forgotten meanwhile', 150, '09:03:20'],
  ])('while handing it over, %s: it is not sent again blindly', async (_, idempotencyWindowSeconds, time) => {
    const notifying = await withDeadClaim(idempotencyWindowSeconds, true)
    await notifying.tickAt(`2026-11-23T${time}`)
    expect(notifying.mail.arrived).toEqual([])
    expect(await notifying.outbox('home')).toEqual(['week 2026-11-23 unconfirmed'])
  })
})

describe('what nobody heard the end of, where keys are remembered', () => {
  test('is not repeated when the platform may have forgotten the key, however often it failed between', async () => {
    const notifying = await open({ idempotencyWindowSeconds: 150 })
    await notifying.addGroup('home')
    const answers = [
      { posted: { unconfirmed: 'no answer' }, arrives: true },
      ...Array.from({ length: 4 }, () => ({ posted: { failed: 'out of order' } })),
    ]
    notifying.mail.answerEach('home', answers)
    for (let minute = 0; minute < 60; minute++) {
      await notifying.tickAt(Temporal.PlainDateTime.from('2026-11-23T09:00').add({ minutes: minute }).toString())
    }
    expect(notifying.mail.in('home')).toHaveLength(1)
    expect(await notifying.outbox('home')).toEqual(['week 2026-11-23 unconfirmed'])
  })

  test('is tried with pauses, by an adapter that always throws, too', async () => {
    const notifying = await open({ idempotencyWindowSeconds: 150 })
    await notifying.addGroup('home')
    notifying.mail.answer('home', { posted: 'throws' })
    await notifying.tickAt('2026-11-23T09:00')
    expect(notifying.mail.attempts()).toBe(1)
  })
})

test('a platform that asks to come back at once is asked again a moment later, not in a circle', async () => {
  const notifying = await open()
  await notifying.addGroup('home')
  const retryAt = Temporal.Instant.from('2026-11-23T07:00:00Z')
  notifying.mail.answer('home', { posted: { failed: 'busy', retryAt } })
  await notifying.tickAt('2026-11-23T09:00')
  expect(notifying.mail.attempts()).toBe(1)
})

test.each(['sqlite', 'postgresql'] as const)(
  'a post that was sent stays so on %s, though somebody’s command is refused at the same moment',
  async (kind) => {
    const notifying = await open({}, kinds[kind])
    await notifying.addGroup('home')
    notifying.mail.answer('home', { posted: { failed: 'busy' } }, 1)
    await notifying.tickAt('2026-11-23T09:00')
    notifying.at('2026-11-23T09:02')
    const [begun, refusing] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const command = notifying.store.transaction({ id: 'refused', at: notifying.clock() }, async () => {
      begun.resolve()
      await refusing.promise
      throw new UserError('No')
    })
    await begun.promise
    const delivery = notifying.notifications.deliver()
    for (let turn = 0; turn < 50; turn++) await setImmediate()
    refusing.resolve()
    await expect(command).rejects.toBeInstanceOf(UserError)
    await delivery
    expect(await notifying.outbox('home')).toEqual(['week 2026-11-23 sent'])
    await notifying.tickAt('2026-11-23T09:10')
    expect(notifying.mail.in('home')).toHaveLength(1)
  },
)

describe('the database goes away', () => {
  /** A database that can be out of reach for some calls. */
  const fragile = async () => {
    const { store } = openStore(await kinds.sqlite())
    const broken = new Set<keyof typeof store.reads | keyof typeof store.outbox>()
    const guard = <Port extends object>(port: Port): Port =>
      new Proxy(port, {
        get(target, name) {
          const method = target[name as keyof Port] as (...input: unknown[]) => unknown
          return async (...input: unknown[]) => {
            if (broken.has(name as keyof typeof store.reads)) {
              throw new StoreUnavailable('Start it.', { cause: new Error('away') })
            }
            return method(...input)
          }
        },
      })
    const guarded = { ...store, reads: guard(store.reads), outbox: guard(store.outbox) }
    return { notifying: createNotifying({ store: guarded }), broken }
  }

  test('while a post is composed: it is late, and not lost', async () => {
    const { notifying, broken } = await fragile()
    await notifying.addGroup('home')
    for (const method of ['groupOf', 'complete'] as const) broken.add(method)
    await notifying.tickAt('2026-11-23T09:00')
    broken.clear()
    for (const minute of ['01', '02']) await notifying.tickAt(`2026-11-23T09:${minute}`)
    expect(notifying.mail.in('home')).toHaveLength(1)
    expect(await notifying.outbox('home')).toEqual(['week 2026-11-23 sent'])
  })

  test('after a post was sent: it is known to be sent, and not repeated', async () => {
    const { notifying, broken } = await fragile()
    await notifying.addGroup('home')
    broken.add('complete')
    await notifying.tickAt('2026-11-23T09:00')
    broken.clear()
    await notifying.tickAt('2026-11-23T09:01')
    expect(notifying.mail.attempts()).toBe(1)
    expect(await notifying.outbox('home')).toEqual(['week 2026-11-23 sent'])
  })
})

test('channels that hang keep no others waiting', async () => {
  const notifying = await open({ timeoutMs: 2000 })
  for (const channel of names(40)) await notifying.addGroup(channel)
  const hanging = names(40).slice(0, 10)
  for (const channel of hanging) notifying.mail.answer(channel, { posted: 'hangs' })
  notifying.at('2026-11-23T09:00')
  const tick = notifying.notifications.runCycleAndWait()
  await expect.poll(() => notifying.mail.arrived.length, { timeout: 1900 }).toBe(30)
  await tick
})

test('a command’s announcement is not sent when it is too late for it, and a dead claim does not hold it up for ever', async () => {
  const notifying = await open()
  await notifying.addGroup('home')
  notifying.mail.answer('home', { posted: { failed: 'not yet' } }, 1)
  await notifying.tickAt('2026-11-23T09:00')
  // Nobody ticks any more; a command owes something two days later.
  notifying.at('2026-11-25T09:00')
  await notifying.notifications.deliver()
  expect(notifying.mail.arrived).toEqual([])
})

test('a roadmap whose file is missing for some minutes costs no post', async () => {
  const notifying = await open()
  await notifying.addGroup('home')
  notifying.at('2026-11-23T09:00')
  await notifying.open(notifying.mail.sender, []).runCycleAndWait()
  expect(notifying.mail.arrived).toEqual([])
  await notifying.tickAt('2026-11-23T09:05')
  expect(notifying.mail.in('home')).toHaveLength(1)
})

test('whoever stops waits for what is under way', async () => {
  const notifying = await open()
  for (const channel of names(30)) await notifying.addGroup(channel)
  notifying.at('2026-11-23T09:00')
  void notifying.notifications.runCycleAndWait()
  await expect.poll(() => notifying.mail.arrived.length).toBeGreaterThan(0)
  await notifying.notifications.stop()
  const states = await Promise.all(names(30).map((channel) => notifying.outbox(channel)))
  expect(states.flat().filter((line) => line.endsWith('claimed') || line.endsWith('sending'))).toEqual([])
})

test('a process that slept through its lease sends nothing: another may have', async () => {
  const { store } = openStore(await kinds.sqlite())
  let sleeps = false
  const notifying = createNotifying({
    store: {
      ...store,
      reads: {
        ...store.reads,
        // The laptop is closed between claiming and sending.
        membersOf(groupId) {
          if (sleeps) notifying.at('2026-11-23T10:00')
          return store.reads.membersOf(groupId)
        },
      },
    },
  })
  await notifying.addGroup('home')
  sleeps = true
  await notifying.tickAt('2026-11-23T09:00')
  expect(notifying.mail.arrived).toEqual([])
  expect(await notifying.outbox('home')).toEqual(['week 2026-11-23 claimed'])
  sleeps = false
  await notifying.tickAt('2026-11-23T10:01')
  expect(notifying.mail.in('home')).toHaveLength(1)
})

test('a clock that jumps back and forth by hours posts once', async () => {
  const notifying = await open()
  await notifying.addGroup('home')
  for (const local of [
    '23T08:00',
    '23T10:00',
    '23T07:00',
    '23T09:00',
    '23T12:00',
    '23T09:00',
    '24T09:00',
    '23T09:30',
  ]) {
    await notifying.tickAt(`2026-11-${local}`)
  }
  expect(notifying.mail.in('home')).toHaveLength(1)
  await notifying.tickAt('2026-11-30T09:00')
  expect(notifying.mail.in('home')).toHaveLength(2)
})

test('a post of a platform that this process does not serve waits for one that does', async () => {
  const notifying = await open()
  await notifying.addGroup('home')
  notifying.at('2026-11-23T09:00')
  await notifying.open({ ...notifying.mail.sender, platform: 'elsewhere' }).runCycleAndWait()
  expect(await notifying.outbox('home')).toEqual(['week 2026-11-23 pending'])
  await notifying.tickAt('2026-11-23T09:10')
  expect(notifying.mail.in('home')).toHaveLength(1)
})

test('a week is closed with its post, and also when nudges are off, once', async () => {
  const notifying = await open({ start: '2026-11-16T08:00' })
  await notifying.say('Ana', 'group create start:2026-11-16')
  await notifying.say('Ana', 'group settings posts:off confirm:yes')
  await notifying.say('Ana', 'done fastapi')
  const group = await notifying.store.reads.groupAt({ platform: 'test', workspace: 'w', channel: 'home' })
  const closed = async () =>
    (await notifying.store.reads.closedWeeksOf(group?.id ?? '')).map(({ week }) => week.toString())
  await notifying.tickAt('2026-11-23T08:59')
  expect(await closed()).toEqual([])
  await notifying.tickAt('2026-11-23T09:00')
  await notifying.tickAt('2026-11-23T09:01')
  expect(await closed()).toEqual(['2026-11-16'])
  expect(await notifying.store.reads.boardOf(group?.id ?? '', Temporal.PlainDate.from('2026-11-16'))).toHaveLength(1)
  expect(notifying.mail.arrived.map(({ key }) => key.split(' ')[0])).toEqual(['change'])
})
