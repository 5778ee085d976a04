import { describe, expect, test } from 'vitest'
import { date, group, now, openContract, where } from '../support/contract.ts'
import { kinds } from '../support/database.ts'

describe.each(Object.entries(kinds))('closed weeks on %s', (_, makeUrl) => {
  const open = () => openContract(makeUrl)

  test('a week is closed once, and its board is kept', async () => {
    const { store, change, upsertLearner } = await open()
    const learner = await upsertLearner('Ana')
    const { id } = learner
    await change((within) => within.createGroup(group, where))
    const dates = { joinedOn: date('2026-11-23'), planFrom: date('2026-11-23') }
    await change((within) => within.saveMember({ learner, groupId: 'g1', ...dates, organizer: true }))
    expect(await store.reads.lastClosingOf(id)).toBe(undefined)
    const week = date('2026-11-23')
    const close = (points: number) =>
      change((within) => within.closeWeek('g1', { week, closedAt: now }, [{ learnerId: id, points, rank: 1 }]))
    expect(await close(10)).toBe(true)
    expect(await close(99)).toBe(false)
    expect(await store.reads.boardOf('g1', week)).toEqual([{ learnerId: id, points: 10, rank: 1 }])
    expect(await store.reads.closedWeeksOf('g1')).toEqual([{ week, closedAt: now }])
    expect(String(await store.reads.lastClosingOf(id))).toBe(String(now))
  })
})
