import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startTicking } from '../../src/nudges/ticker.ts'
import { createRecordingLog } from '../support/recording-log.ts'

beforeEach(() => void vi.useFakeTimers({ now: new Date('2026-11-23T09:00:30Z') }))
afterEach(() => void vi.useRealTimers())

const begin = () => {
  let ticks = 0
  const ticking = startTicking(async () => {
    ticks += 1
  }, createRecordingLog())
  return { ticks: () => ticks, ticking }
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
