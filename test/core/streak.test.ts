import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Streak, streakOf } from '../../src/core/streak.ts'
import { firstMonday, isOff, monday } from '../support/arbitrary-schedule.ts'

/**
 * Weeks as they are drawn in these tests, the last being this week: `x` something done, `.` nothing, `p` paused,
 * `P` paused and something done all the same.
 */
const streakIn = (drawn: string, day = 3): Streak => {
  const weeks = [...drawn]
  const at = (letters: string) => weeks.flatMap((letter, week) => (letters.includes(letter) ? [monday(week)] : []))
  const pauses = at('pP').map((from) => ({ from, until: from.add({ weeks: 1 }) }))
  const dates = at('xP').map((date, index) => date.add({ days: index % (day + 1) }))
  return streakOf(dates, pauses, monday(weeks.length - 1).add({ days: day }))
}

const letters = { active: 'x', frozen: 'f', missed: '-', paused: 'p', open: 'o' }
const told = ({ weeks }: Streak) => weeks.map(({ kind }) => letters[kind]).join('')

describe('stories', () => {
  test.each<[string, string, string, Omit<Streak, 'weeks'>]>([
    ['nobody has done anything yet', '.', 'o', { current: 0, best: 0, active: 0, freezes: 0 }],
    ['the first week', 'x', 'x', { current: 1, best: 1, active: 1, freezes: 0 }],
    ['this week is still open: the streak stands', 'xx.', 'xxo', { current: 2, best: 2, active: 2, freezes: 0 }],
    ['a missed week ends a short streak', 'xx..', 'xx-o', { current: 0, best: 2, active: 2, freezes: 0 }],
    ['and a new one begins; the best stays', 'xxx.x', 'xxx-x', { current: 1, best: 3, active: 4, freezes: 0 }],
    ['four in a row earn a freeze', 'xxxx', 'xxxx', { current: 4, best: 4, active: 4, freezes: 1 }],
    ['which a missed week uses by itself', 'xxxx.x', 'xxxxfx', { current: 5, best: 5, active: 5, freezes: 0 }],
    ['the open week uses none', 'xxxx.', 'xxxxo', { current: 4, best: 4, active: 4, freezes: 1 }],
    ['the second missed week breaks', 'xxxx..x', 'xxxxf-x', { current: 1, best: 4, active: 5, freezes: 0 }],
    [
      'eight earn two, for two missed weeks',
      'xxxxxxxx..x',
      'xxxxxxxxffx',
      { current: 9, best: 9, active: 9, freezes: 0 },
    ],
    ['twelve earn no third', 'xxxxxxxxxxxx...x', 'xxxxxxxxxxxxff-x', { current: 1, best: 12, active: 13, freezes: 0 }],
    ['three and three with a gap earn none', 'xxx.xxx', 'xxx-xxx', { current: 3, best: 3, active: 6, freezes: 0 }],
    ['a frozen week is not active itself', 'xxxx.xxx', 'xxxxfxxx', { current: 7, best: 7, active: 7, freezes: 0 }],
    [
      'but does not stop the counting to four',
      'xxxx.xxxx',
      'xxxxfxxxx',
      { current: 8, best: 8, active: 8, freezes: 1 },
    ],
    [
      'after a break four in a row are needed again',
      'xx.xxxx',
      'xx-xxxx',
      { current: 4, best: 4, active: 6, freezes: 1 },
    ],
    ['a pause neither counts nor breaks', 'xxppx', 'xxppx', { current: 3, best: 3, active: 3, freezes: 0 }],
    ['nor uses a freeze', 'xxxxppp.x', 'xxxxpppfx', { current: 5, best: 5, active: 5, freezes: 0 }],
    ['what is done in a pause does not count either', 'xPPx', 'xppx', { current: 2, best: 2, active: 2, freezes: 0 }],
    ['a pause in this week', 'xxp', 'xxp', { current: 2, best: 2, active: 2, freezes: 0 }],
    ['best 6, 11 active weeks', 'xxxxxx..xxxxx..', 'xxxxxxf-xxxxxfo', { current: 5, best: 6, active: 11, freezes: 0 }],
  ])('%s: %s', (_, drawn, kinds, expected) => {
    const streak = streakIn(drawn)
    expect(told(streak)).toBe(kinds)
    expect(streak).toMatchObject(expected)
  })

  test('several completions in a week, in any order, make one active week', () => {
    const dates = [monday(1).add({ days: 6 }), monday(0), monday(1), monday(0).add({ days: 3 })]
    expect(streakOf(dates, [], monday(1).add({ days: 6 }))).toMatchObject({ current: 2, active: 2 })
  })

  test('Sunday is of the week that ends, Monday of the next', () => {
    expect(streakOf([monday(1).subtract({ days: 1 }), monday(1)], [], monday(1))).toMatchObject({
      current: 2,
      active: 2,
    })
    expect(streakOf([monday(1), monday(2).subtract({ days: 1 })], [], monday(2))).toMatchObject({
      current: 1,
      active: 1,
    })
  })

  test('a pause without an end keeps a streak for ever', () => {
    expect(streakOf([monday(0), monday(1)], [{ from: monday(2) }], monday(60))).toMatchObject({ current: 2, best: 2 })
  })
})

const drawing = (letters: string, maxLength = 40) =>
  fc.array(fc.constantFrom(...letters), { maxLength }).map((weeks) => `x${weeks.join('')}`)
const numbers = ({ current, best, active, freezes }: Streak) => ({ current, best, active, freezes })

describe('any history', () => {
  test('paused weeks neither count nor break: without them it is the same', () => {
    fc.assert(
      fc.property(drawing('x..pP'), fc.constantFrom('x', '.'), (past, now) => {
        const all = streakIn(past + now)
        const without = streakIn((past + now).replaceAll(/[pP]/g, ''))
        expect(numbers(all)).toEqual(numbers(without))
        expect(told(all).replaceAll('p', '')).toBe(told(without))
      }),
    )
  })

  test('the current week only adds', () => {
    fc.assert(
      fc.property(drawing('xx.p'), fc.integer({ min: 0, max: 6 }), (past, day) => {
        const open = streakIn(`${past}.`, day)
        const active = streakIn(`${past}x`, day)
        expect(active.current).toBe(open.current + 1)
        expect(active.active).toBe(open.active + 1)
        expect(active.best).toBe(Math.max(open.best, active.current))
        expect(active.freezes).toBe(Math.min(2, open.freezes + (active.current % 4 === 0 ? 1 : 0)))
        // Which day of it is today makes no difference.
        expect(numbers(streakIn(`${past}.`, day))).toEqual(numbers(streakIn(`${past}.`, 6)))
      }),
    )
  })

  test('is told week by week: every fourth active week in a row a freeze, at most two at hand, used by what is missed', () => {
    fc.assert(
      fc.property(drawing('xxx.p', 80), (drawn) => {
        const streak = streakIn(drawn)
        const weeks = told(streak)
        // Only what a freeze could not save is missed: runs lie between the missed weeks.
        const runs = weeks.split('-').map((run) => run.replaceAll(/[po]/g, ''))
        const sizes = runs.map((run) => run.replaceAll('f', '').length)
        expect(streak.current).toBe(sizes.at(-1))
        expect(streak.best).toBe(Math.max(...sizes))
        expect(streak.active).toBe(sizes.reduce((sum, size) => sum + size, 0))
        for (const [at, run] of runs.entries()) {
          let left = 0
          let active = 0
          for (const letter of run) {
            if (letter === 'x') active++
            if (letter === 'x' && active % 4 === 0) left = Math.min(2, left + 1)
            if (letter === 'f') left--
            expect(left).toBeGreaterThanOrEqual(0)
          }
          // A run ends only when no freeze was left.
          expect(left).toBe(at < runs.length - 1 ? 0 : streak.freezes)
        }
      }),
    )
  })

  test('every week since the first active one is told, in order, up to this week', () => {
    fc.assert(
      fc.property(drawing('x.pP'), (drawn) => {
        const { weeks } = streakIn(drawn)
        expect(weeks.map(({ monday }) => String(monday))).toEqual([...drawn].map((_, week) => String(monday(week))))
        for (const [at, { kind }] of weeks.entries()) {
          const letter = drawn[at] ?? ''
          expect(kind === 'paused').toBe('pP'.includes(letter))
          expect(kind === 'active').toBe(letter === 'x')
          expect(kind === 'open').toBe(letter === '.' && at === drawn.length - 1)
        }
      }),
    )
  })

  test('overlapping pauses count as their union', () => {
    fc.assert(
      fc.property(drawing('x.'), fc.array(fc.nat(40)), fc.integer({ min: 1, max: 6 }), (drawn, starts, length) => {
        const pauses = starts.map((week) => ({ from: monday(week), until: monday(week + length) }))
        const dates = [...drawn].flatMap((letter, week) => (letter === 'x' ? [monday(week)] : []))
        const today = monday(drawn.length - 1)
        const single = [...drawn].flatMap((_, week) =>
          isOff(pauses, monday(week)) ? [{ from: monday(week), until: monday(week + 1) }] : [],
        )
        expect(numbers(streakOf(dates, pauses, today))).toEqual(numbers(streakOf(dates, single, today)))
      }),
    )
  })

  test('days are all that counts: neither their order nor how many there are in a week', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1 }), (days) => {
        const dates = days.map((day) => firstMonday.add({ days: day }))
        const today = firstMonday.add({ days: 200 })
        const expected = numbers(streakOf(dates, [], today))
        expect(numbers(streakOf(dates.toReversed(), [], today))).toEqual(expected)
        expect(numbers(streakOf([...dates, ...dates], [], today))).toEqual(expected)
      }),
    )
  })
})
