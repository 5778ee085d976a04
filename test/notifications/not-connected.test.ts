import { describe, expect, test } from 'vitest'
import { kinds, openStore } from '../support/database.ts'
import { createNotifying } from '../support/notifying.ts'

const open = async (options: Omit<Parameters<typeof createNotifying>[0], 'store'> = {}) =>
  createNotifying({ store: openStore(await kinds.sqlite()).store, ...options })

describe('while a platform is not connected', () => {
  test('a post waits, and counts no attempt, until it is', async () => {
    const { addGroup, mail, tickAt, outbox, say, store } = await open()
    await addGroup('home')
    mail.connect(false)
    for (const time of ['09:00', '09:01', '12:00', '20:00']) await tickAt(`2026-11-23T${time}`)
    expect([mail.attempts(), await outbox('home')]).toEqual([0, ['week 2026-11-23 pending']])
    expect(await say('Ana', 'group log', { mayManage: true })).toContain('Weekly post, due')
    mail.connect(true)
    await tickAt('2026-11-23T20:59')
    expect(await outbox('home')).toEqual(['week 2026-11-23 sent'])
    expect((await store.reads.postsOf('group-home', 1))[0]?.attempts).toBe(1)
  })

  test('for more than 12 hours, it is skipped as late, and nobody is stopped', async () => {
    const { addGroup, mail, tickAt, outbox, store } = await open()
    await addGroup('home')
    mail.connect(false)
    await tickAt('2026-11-23T09:00')
    await tickAt('2026-11-23T21:00')
    mail.connect(true)
    await tickAt('2026-11-23T21:01')
    expect(await outbox('home')).toEqual(['week 2026-11-23 skipped late'])
    expect((await store.reads.groupOf('group-home'))?.deliveryBlock).toBeUndefined()
    await tickAt('2026-11-30T09:00')
    expect(mail.in('home')).toHaveLength(1)
  })

  test('weeks are closed all the same', async () => {
    const { say, tickAt, mail, store } = await open({ start: '2026-11-16T08:00' })
    await say('Ana', 'group create start:2026-11-16')
    await say('Ana', 'done fastapi')
    mail.connect(false)
    await tickAt('2026-11-23T09:00')
    const group = await store.reads.groupAt({ platform: 'test', workspace: 'w', channel: 'home' })
    expect((await store.reads.closedWeeksOf(group?.id ?? '')).map(({ week }) => week.toString())).toEqual([
      '2026-11-16',
    ])
  })

  test('what a command announces waits for it', async () => {
    const { say, tickAt, mail } = await open()
    await say('Ana', 'group create Friends start:2026-11-16')
    mail.connect(false)
    await say('Ana', 'group post now:yes confirm:yes')
    expect(mail.attempts()).toBe(0)
    mail.connect(true)
    await tickAt('2026-11-16T13:00')
    expect([mail.attempts(), mail.in('home').length]).toEqual([1, 1])
  })
})

describe('a post that is made ready', () => {
  test('while the database is away is not lost, and leaves no doubt', async () => {
    const { addGroup, mail, tickAt, outbox } = await open()
    await addGroup('home')
    let fails = 2
    mail.whilePreparing('home', async () => {
      if (fails-- > 0) throw new Error('the database is away')
    })
    for (const minute of ['00', '01', '02']) await tickAt(`2026-11-23T09:${minute}`)
    expect([mail.attempts(), await outbox('home')]).toEqual([1, ['week 2026-11-23 sent']])
  })

  test('for ever leaves no doubt either: it is tried again', async () => {
    const { addGroup, mail, tickAt, outbox } = await open({ timeoutMs: 20 })
    await addGroup('home')
    let hangs = true
    mail.whilePreparing('home', async () => {
      if (hangs) await new Promise<never>(() => {})
    })
    await tickAt('2026-11-23T09:00')
    hangs = false
    await tickAt('2026-11-23T09:01')
    expect([mail.attempts(), await outbox('home')]).toEqual([1, ['week 2026-11-23 sent']])
  })
})

test('a post whose words a filter holds back is skipped alone: the next one comes', async () => {
  const { say, tickAt, mail } = await open()
  await say('Ana', 'group create Friends start:2026-11-23')
  mail.answer('home', { posted: { rejected: 'AutoMod' } }, 1)
  await tickAt('2026-11-23T09:00')
  await tickAt('2026-11-23T09:30')
  expect(mail.attempts()).toBe(1)
  expect(await say('Ana', 'group log', { mayManage: true })).toContain(
    'Weekly post, skipped: the platform blocked what it says',
  )
  await tickAt('2026-11-30T09:00')
  expect(mail.in('home').filter((post) => post.includes('week of Mon 30 Nov 2026'))).toHaveLength(1)
})

describe('what may have arrived is never called skipped', () => {
  const unconfirmed = async () => {
    const notifying = await open({ idempotencyWindowSeconds: 150 })
    await notifying.say('Ana', 'group create Friends start:2026-11-23')
    notifying.mail.answer('home', { posted: { unconfirmed: 'no answer' }, arrives: true }, 1)
    await notifying.tickAt('2026-11-23T09:00')
    return notifying
  }

  test.each([
    ['posts are turned off meanwhile', 'group settings posts:off confirm:yes'],
    ['the group pauses meanwhile', 'group pause now:yes confirm:yes'],
  ])('when %s', async (_, line) => {
    const { say, tickAt, mail } = await unconfirmed()
    await say('Ana', line)
    await tickAt('2026-11-23T09:01')
    // The weekly post once, and what Ana changed.
    expect(mail.attempts()).toBe(2)
    expect(await say('Ana', 'group log', { mayManage: true })).toContain('Weekly post, it may have arrived')
  })

  test('when nobody ticks for a day', async () => {
    const { say, tickAt, mail } = await unconfirmed()
    await tickAt('2026-11-24T09:00')
    expect(mail.attempts()).toBe(1)
    expect(await say('Ana', 'group log', { mayManage: true })).toContain('Weekly post, it may have arrived')
  })

  test('when the bot is removed meanwhile', async () => {
    const { store, clock, mail } = await unconfirmed()
    const group = await store.reads.groupAt({ platform: 'test', workspace: 'w', channel: 'home' })
    const id = group?.id ?? ''
    await store.transaction({ id: 'removed', at: clock() }, (within) => within.cancelPending(id, 'refused', clock()))
    expect((await store.reads.postsOf(id, 1))[0]?.state).toBe('unconfirmed')
    expect(mail.arrived).toHaveLength(1)
  })
})

test('a reminder that fails because of the workspace, and not of the person, turns nothing off', async () => {
  const { say, tickAt, mail } = await open({ start: '2026-11-16T08:00' })
  await say('Ana', 'group create Friends start:2026-11-16')
  await say('Ana', 'settings reminders:on')
  mail.answer('test:ana', { posted: { failed: 'the workspace has removed the bot' } }, 1)
  await tickAt('2026-11-21T10:00')
  expect(await say('Ana', 'settings')).toContain('Private reminders  on')
  await tickAt('2026-11-21T10:05')
  expect(mail.in('test:ana')).toHaveLength(1)
})
