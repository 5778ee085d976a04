import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { tempos, weekdays } from '../../src/core/group.ts'
import type { GroupChange, GroupSettings } from '../../src/core/group-change.ts'
import { changeFromJson, changeToJson } from '../../src/groups/group-change-json.ts'

const date = fc.integer({ min: 0, max: 4000 }).map((days) => Temporal.PlainDate.from('2026-01-05').add({ days }))
const time = fc.integer({ min: 0, max: 1439 }).map((minutes) => Temporal.PlainTime.from('00:00').add({ minutes }))
const settings: fc.Arbitrary<GroupSettings> = fc.record({
  name: fc.string(),
  tempo: fc.constantFrom(...tempos),
  start: date,
  zone: fc.constantFrom('UTC', 'Europe/Berlin'),
  postDay: fc.constantFrom(...weekdays),
  postTime: time,
  postsEnabled: fc.boolean(),
  channel: fc.string(),
  isBlocked: fc.boolean(),
})
const change: fc.Arbitrary<GroupChange> = fc.oneof(
  fc.tuple(date, fc.option(date, { nil: undefined })).map(([from, until]) => ({
    kind: 'paused' as const,
    pause: { from, ...(until && { until }) },
  })),
  fc.constant({ kind: 'resumed' as const }),
  fc.record({ kind: fc.constant('settings' as const), before: settings, after: settings }),
)

test('a change comes back from the database as it went in, dates and times included', () => {
  fc.assert(
    fc.property(change, (given) => {
      const json = changeToJson(given)
      const read = changeFromJson(json)
      // Temporal's values are compared by what they write.
      expect(read && changeToJson(read)).toBe(json)
      if (read?.kind === 'settings') expect(read.after.start).toBeInstanceOf(Temporal.PlainDate)
      if (read?.kind === 'paused') expect(read.pause.from).toBeInstanceOf(Temporal.PlainDate)
    }),
  )
})

test.each([
  ['a reply, as earlier versions kept it', JSON.stringify({ title: 'Friends is changed', blocks: [] })],
  ['a change of a kind that only a newer version knows', '{"kind":"renamed","name":"Friends"}'],
  ['a date that is none', '{"kind":"paused","pause":{"from":"2026-13-01"}}'],
  ['no JSON', 'stage-1'],
  ['nothing', ''],
])('%s is no change', (_, json) => {
  expect(changeFromJson(json)).toBeUndefined()
})
