/**
 * Which weeks of a group have a weekly post, from the design's words (4.2, 4.7) and not from the bot's code: a week of a stage has one,
 * a paused week and one before the start has none, and after the last there is one more.
 */
import { Temporal } from 'temporal-polyfill'

type Tempo = 'relaxed' | 'steady' | 'fast'
type Range = { min: number; max: number }

export type Stages = readonly { weeks: Range }[]

export type Plan = {
  /** A Monday. */
  start: string
  zone: string
  tempo: Tempo
  /** A day and a time of the week, by the clocks of the zone. */
  weekday: number
  time: string
}

/** How many weeks the roadmap takes. */
const weeksOf = (stages: Stages, tempo: Tempo): number => {
  const sum = (of: (range: Range) => number) => stages.reduce((total, { weeks }) => total + of(weeks), 0)
  if (tempo === 'relaxed') return sum(({ max }) => max)
  if (tempo === 'fast') return sum(({ min }) => min)
  return Math.floor(sum(({ min, max }) => min + max) / 2 + 0.5)
}

/** When the post of a week falls due, in milliseconds since 1970. */
export const slotOf = ({ weekday, time, zone }: Pick<Plan, 'weekday' | 'time' | 'zone'>, week: string): number =>
  Temporal.PlainDate.from(week)
    .add({ days: weekday - 1 })
    .toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds

/** The Monday of the week that an instant is in, by the clocks of a zone. */
export const weekOf = (zone: string, at: number): string => {
  const date = dayOf(zone, at)
  return date.subtract({ days: date.dayOfWeek - 1 }).toString()
}

export const dayOf = (zone: string, at: number): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate()

export type Kind = 'week' | 'end' | 'none'

export const kindOf = (
  plan: Plan,
  week: string,
  { isPaused, stages }: { isPaused: (week: string) => boolean; stages: Stages },
): Kind => {
  if (week < plan.start || isPaused(week)) return 'none'
  let studied = 0
  for (let day = Temporal.PlainDate.from(plan.start); day.toString() < week; day = day.add({ weeks: 1 }))
    if (!isPaused(day.toString())) studied++
  const all = weeksOf(stages, plan.tempo)
  return studied < all ? 'week' : 'end'
}
