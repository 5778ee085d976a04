/** A completion of somebody, recorded at noon (UTC) of its day unless told otherwise. */
import type { PlainDate } from '../../src/core/calendar.ts'
import type { Completion } from '../../src/core/completion.ts'
import type { Unit } from '../../src/core/points.ts'

type Done = { item: { id: string }; part: number } | Unit

export const completionOf = ({ item, part }: Done, on: PlainDate, more: Partial<Completion> = {}): Completion => ({
  learnerId: 'ada',
  roadmapId: 'any',
  itemId: item.id,
  part,
  on,
  recordedAt: on.toZonedDateTime({ timeZone: 'UTC', plainTime: '12:00' }).toInstant(),
  known: false,
  requestId: `${item.id} ${part}`,
  ...more,
})
