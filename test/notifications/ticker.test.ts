import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startTicking } from '../../src/notifications/ticker.ts'
import { createRecordingLog } from '../support/recording-log.ts'

beforeEach(() => void vi.useFakeTimers({ now: new Date('2026-11-23T09:00:30Z') }))
afterEach(() => void vi.useRealTimers())

/** `takes`: how many seconds a cycle does. */
const begin = (takes = 0) => {
  let [ticks, atOnce, maxAtOnce] = [0, 0, 0]
  const log = createRecordingLog()
  const ticking = startTicking(async () => {
    ticks += 1
    atOnce += 1
    maxAtOnce = Math.max(maxAtOnce, atOnce)
    if (takes > 0) await new Promise((done) => setTimeout(done, takes * 1000))
    atOnce -= 1
  }, log)
  const warnings = () => log.entries.map(({ message }) => message)
  return { ticks: () => ticks, maxAtOnce: () => maxAtOnce, warnings, ticking }
}

const minutes = (count: number) => vi.advanceTimersByTimeAsync(count * 60_000)

test('it ticks at the start, and then every minute', async () => {
  const { ticks, ticking } = begin()
  expect(ticks()).toBe(1)
  await minutes(10)
  expect(ticks()).toBe(11)
  await ticking.stop()
  await minutes(5)
  expect(ticks()).toBe(11)
})

test.each([-2, 2])('it goes on within minutes when the clock is set by %d hours', async (hours) => {
  const { ticks, ticking } = begin()
  await minutes(3)
  vi.setSystemTime(Date.now() + hours * 3_600_000)
  const before = ticks()
  await minutes(10)
  expect(ticks() - before).toBeGreaterThan(5)
  await ticking.stop()
})

test('a cycle that takes longer than two minutes overlaps with no other, and is not taken for a changed clock', async () => {
  const { ticks, maxAtOnce, warnings, ticking } = begin(200)
  await minutes(21)
  expect(maxAtOnce()).toBe(1)
  // One after the other: none is left out.
  expect(ticks()).toBe(7)
  expect(new Set(warnings())).toEqual(new Set(['a cycle takes long: the next begins when it ends']))
  const stopping = ticking.stop()
  await minutes(4)
  await stopping
})

test('the clock is set back while a cycle takes long: one at a time all the same, and it goes on within minutes', async () => {
  const { ticks, maxAtOnce, ticking } = begin(200)
  await minutes(1)
  vi.setSystemTime(Date.now() - 2 * 3_600_000)
  await minutes(21)
  expect(maxAtOnce()).toBe(1)
  expect(ticks()).toBeGreaterThan(5)
  const stopping = ticking.stop()
  await minutes(8)
  await stopping
})

test('a cycle that throws is logged, and the next comes', async () => {
  let ticks = 0
  const log = createRecordingLog()
  const ticking = startTicking(async () => {
    ticks += 1
    throw new Error('a bug')
  }, log)
  await minutes(2)
  expect(ticks).toBe(3)
  expect(log.entries.map(({ level, message }) => `${level} ${message}`)).toContain('error a cycle failed')
  await ticking.stop()
})
