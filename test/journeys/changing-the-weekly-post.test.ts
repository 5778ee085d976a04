import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { kinds, openStore } from '../support/database.ts'
import { createNotifying } from '../support/notifying.ts'

const opened = async (start = '2026-11-16T08:00', firstWeek = '2026-11-16') => {
  const notifying = createNotifying({ store: openStore(await kinds.sqlite()).store, start })
  await notifying.say('Ana', `group create name:Friends start:${firstWeek}`)
  const ticks = async (from: string, until: string) => {
    let local = Temporal.PlainDateTime.from(from)
    while (Temporal.PlainDateTime.compare(local, Temporal.PlainDateTime.from(until)) <= 0) {
      await notifying.tickAt(local.toString())
      local = local.add({ minutes: 30 })
    }
  }
  const weeks = () =>
    notifying.mail.arrived.flatMap(({ key }) => (key.startsWith('change ') ? [] : [key.split(' ').at(-1)]))
  return { ...notifying, ticks, weeks }
}

describe('no week’s post is lost, and none comes twice, when', () => {
  test('the zone changes on Sunday night to one where it is Monday already', async () => {
    const { say, at, ticks, weeks } = await opened()
    await ticks('2026-11-16T09:00', '2026-11-16T10:00')
    at('2026-11-22T23:30')
    // 09:00 on Monday was half an hour ago in Auckland: the post is late, not lost.
    await say('Ana', 'group settings timezone:Pacific/Auckland confirm:yes')
    await ticks('2026-11-22T23:31', '2026-11-24T12:00')
    expect(weeks()).toEqual(['2026-11-16', '2026-11-23'])
  })

  test('the zone changes on Sunday night to one where it is Saturday still', async () => {
    const { say, at, ticks, weeks } = await opened()
    await ticks('2026-11-16T09:00', '2026-11-16T10:00')
    at('2026-11-22T08:00')
    await say('Ana', 'group settings timezone:Pacific/Pago_Pago confirm:yes')
    await ticks('2026-11-22T08:01', '2026-11-24T12:00')
    expect(weeks()).toEqual(['2026-11-16', '2026-11-23'])
  })

  test('the zone changes just after Monday’s post to one where Monday’s time comes again', async () => {
    const { say, at, ticks, weeks } = await opened()
    await ticks('2026-11-16T09:00', '2026-11-16T10:00')
    at('2026-11-16T10:30')
    await say('Ana', 'group settings timezone:America/New_York confirm:yes')
    await ticks('2026-11-16T11:00', '2026-11-24T00:00')
    expect(weeks()).toEqual(['2026-11-16', '2026-11-23'])
  })

  test('the day moves to one that is still to come, or has just passed', async () => {
    const { say, at, ticks, weeks } = await opened()
    await ticks('2026-11-16T09:00', '2026-11-16T10:00')
    at('2026-11-18T12:00')
    await say('Ana', 'group settings day:friday confirm:yes')
    await ticks('2026-11-18T12:30', '2026-11-27T12:00')
    expect(weeks()).toEqual(['2026-11-16', '2026-11-23'])
    at('2026-12-02T12:00')
    await say('Ana', 'group settings day:monday confirm:yes')
    await ticks('2026-12-02T12:30', '2026-12-07T12:00')
    expect(weeks()).toEqual(['2026-11-16', '2026-11-23', '2026-12-07'])
    expect(await say('Ana', 'group log')).toContain('skipped: its time had passed when the weekly post was moved')
  })

  test('the time moves to one that passed an hour ago', async () => {
    const { say, at, ticks, weeks } = await opened()
    await say('Ana', 'group settings time:12:00 confirm:yes')
    await ticks('2026-11-16T09:00', '2026-11-16T10:00')
    at('2026-11-16T10:30')
    await say('Ana', 'group settings time:09:30 confirm:yes')
    await ticks('2026-11-16T11:00', '2026-11-17T00:00')
    expect(weeks()).toEqual(['2026-11-16'])
  })
})

test('nothing comes for a time before nudges were on', async () => {
  const { say, at, ticks, weeks } = await opened()
  await say('Ana', 'group settings posts:off confirm:yes')
  await ticks('2026-11-16T09:00', '2026-11-16T10:00')
  at('2026-11-16T10:30')
  await say('Ana', 'group settings posts:on confirm:yes')
  await ticks('2026-11-16T11:00', '2026-11-16T22:00')
  expect(weeks()).toEqual([])
  await ticks('2026-11-23T09:00', '2026-11-23T09:00')
  expect(weeks()).toEqual(['2026-11-23'])
})

test('nothing comes for a time before the group was created', async () => {
  const { ticks, weeks } = await opened('2026-11-16T10:00')
  await ticks('2026-11-16T10:30', '2026-11-16T22:00')
  expect(weeks()).toEqual([])
})

test('what is owed when nudges are turned off is not sent', async () => {
  const { say, at, ticks, weeks, mail } = await opened()
  mail.answer('home', { posted: { failed: 'out of order' } }, 3)
  await ticks('2026-11-16T09:00', '2026-11-16T09:00')
  at('2026-11-16T09:10')
  await say('Ana', 'group settings posts:off confirm:yes')
  await ticks('2026-11-16T09:30', '2026-11-16T22:00')
  expect(weeks()).toEqual([])
  expect(await say('Ana', 'group log')).toContain('skipped: weekly posts were off')
})

describe('a pause', () => {
  test('in the middle of a week begins with the next: its posts are left out, and the stages move on', async () => {
    const { say, at, ticks, weeks, mail } = await opened()
    await ticks('2026-11-16T09:00', '2026-11-16T09:00')
    at('2026-11-18T12:00')
    await say('Ana', 'group pause 2 confirm:yes')
    for (const monday of ['2026-11-23', '2026-11-30', '2026-12-07']) await ticks(`${monday}T09:00`, `${monday}T09:00`)
    expect(weeks()).toEqual(['2026-11-16', '2026-12-07'])
    expect(mail.in('home').at(-1)).toContain('Stage 1: Programming Foundations, week 2 of 5')
    expect(await say('Ana', 'group log')).toContain('Mon 30 Nov 2026 09:00: Weekly post, skipped: the group paused')
  })

  test('that begins while the post is still owed takes it back', async () => {
    const { say, at, ticks, weeks, mail } = await opened()
    mail.answer('home', { posted: { failed: 'out of order' } }, 1)
    await ticks('2026-11-16T09:00', '2026-11-16T09:00')
    at('2026-11-16T09:10')
    await say('Ana', 'group pause now:yes confirm:yes')
    await ticks('2026-11-16T09:30', '2026-11-16T12:00')
    expect(weeks()).toEqual([])
  })
})

test('a group that ends is owed nothing any more', async () => {
  const { say, at, ticks, weeks, mail } = await opened()
  mail.answer('home', { posted: { failed: 'out of order' } }, 1)
  await ticks('2026-11-16T09:00', '2026-11-16T09:00')
  at('2026-11-16T09:10')
  await say('Ana', 'group end confirm:yes')
  await ticks('2026-11-16T09:30', '2026-11-16T12:00')
  await ticks('2026-11-23T09:00', '2026-11-23T09:00')
  expect(weeks()).toEqual([])
})

test('over the end of a year every Monday has its post, and the weeks are named by their Mondays', async () => {
  const { ticks, weeks } = await opened('2026-12-20T08:00')
  for (const monday of ['2026-12-21', '2026-12-28', '2027-01-04', '2027-01-11']) {
    await ticks(`${monday}T08:30`, `${monday}T10:00`)
  }
  expect(weeks()).toEqual(['2026-12-21', '2026-12-28', '2027-01-04', '2027-01-11'])
})

test('over both clock changes the post comes at nine by the clock on the wall', async () => {
  const { ticks, mail } = await opened('2026-03-16T08:00', '2026-03-16')
  for (const monday of ['2026-03-23', '2026-03-30', '2026-10-19', '2026-10-26']) {
    await ticks(`${monday}T08:30`, `${monday}T10:00`)
  }
  const times = mail.arrived.map(({ at }) => at.toZonedDateTimeISO('Europe/Berlin').toPlainTime().toString())
  expect(times).toEqual(['09:00:00', '09:00:00', '09:00:00', '09:00:00'])
})

test('a week that is resumed on its Monday has its post', async () => {
  const { say, at, ticks, weeks } = await opened()
  at('2026-11-16T08:30')
  await say('Ana', 'group pause now:yes confirm:yes')
  await ticks('2026-11-16T09:00', '2026-11-16T09:00')
  expect(weeks()).toEqual([])
  at('2026-11-16T09:30')
  await say('Ana', 'group resume confirm:yes')
  expect(weeks()).toEqual(['2026-11-16'])
})

test('the summary comes once, also when the schedule changes while it waits', async () => {
  const { say, at, ticks, mail } = await opened('2026-05-11T08:00', '2026-05-11')
  // The fast tempo has 27 weeks, the steady one 32.
  mail.answer('home', { posted: { failed: 'out of order' } }, 1)
  await ticks('2026-11-16T09:00', '2026-11-16T09:00')
  at('2026-11-16T09:10')
  await say('Ana', 'group settings tempo:fast confirm:yes')
  for (const monday of ['2026-11-16', '2026-11-23', '2026-11-30']) await ticks(`${monday}T09:30`, `${monday}T09:30`)
  expect(mail.in('home').filter((post) => post.includes('is through'))).toHaveLength(1)
})

test('a group that moves while its old channel refuses a post is not stopped', async () => {
  const { say, ticks, mail, ask } = await opened()
  mail.answer('home', { posted: { refused: 'channel-gone' } })
  mail.before('home', async () => {
    await ask('Ana', 'group settings channel:other confirm:yes', { inDelivery: true })
  })
  await ticks('2026-11-16T09:00', '2026-11-16T09:30')
  expect(mail.in('other').filter((post) => post.includes(': week of'))).toHaveLength(1)
  expect(await say('Ana', 'group log', { channel: 'other' })).not.toContain('the channel is gone')
})
