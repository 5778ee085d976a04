import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { createPublicLimit } from '../../src/bot/public-limit.ts'
import { createRateLimit } from '../../src/bot/rate-limit.ts'

const start = Temporal.Instant.from('2026-11-23T09:00:00Z')
const later = (milliseconds: number) => start.add({ milliseconds })

describe('a limit of 20 commands, and then one a second', () => {
  const rate = { atOnce: 20, everyMs: 1000 }

  test('lets through 20 and one for each second, whenever they come; whoever waits as long as they are told is let through', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(4000), { maxLength: 200 }), (pauses) => {
        const limit = createRateLimit(rate)
        let [now, taken] = [0, 0]
        for (const pause of pauses) {
          now += pause
          const seconds = limit('a', later(now))
          if (seconds === undefined) taken++
          else {
            now += seconds * 1000
            expect(limit('a', later(now))).toBe(undefined)
            taken++
          }
          expect(taken).toBeLessThanOrEqual(20 + now / 1000)
        }
      }),
    )
  })

  test('keeps nobody waiting because the clock was set back', () => {
    const limit = createRateLimit(rate)
    for (let at = 0; at < 20; at++) limit('a', later(3_600_000))
    expect(limit('a', later(0))).toBe(undefined)
  })

  test('remembers so many people and no more', () => {
    const limit = createRateLimit({ atOnce: 1, everyMs: 3_600_000 })
    limit('first', start)
    expect(limit('first', start)).toBe(3600)
    for (let at = 0; at < 10_000; at++) limit(`other ${at}`, start)
    expect(limit('first', start)).toBe(undefined)
  })
})

describe('three answers a minute in channels', () => {
  test('are counted when they are given, and given back where nobody else saw one', () => {
    const limit = createPublicLimit()
    const turns = [0, 1, 2, 3].map((at) => limit('a', later(at)))
    expect(turns.map((turn) => turn.take())).toEqual([true, true, true, false])
    // Asked again, the same.
    expect(turns.map((turn) => turn.take())).toEqual([true, true, true, false])
    turns[1]?.release()
    expect(turns[1]?.take()).toBe(false)
    expect([limit('a', later(4)).take(), limit('a', later(5)).take()]).toEqual([true, false])
    expect(limit('b', later(5)).take()).toBe(true)
    expect(limit('a', later(60_001)).take()).toBe(true)
  })
})
