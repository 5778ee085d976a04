/** Weeks in a row with at least one completion (design 4.6). Freezes are earned and used automatically. */
import { Temporal } from 'temporal-polyfill'
import { isBefore, mondayOf, type PlainDate } from './calendar.ts'
import type { Pause } from './group.ts'
import { isPaused } from './schedule.ts'

/** `open`: this week, as long as nothing is done in it. */
export type StreakWeek = { monday: PlainDate; kind: 'active' | 'frozen' | 'missed' | 'paused' | 'open' }

export type Streak = {
  /** Active weeks in the run that still goes on. */
  current: number
  best: number
  /** Active weeks altogether. */
  active: number
  /** Unused freezes, 0 to 2. */
  freezes: number
  /** Every week since the first active one; the last is this week. */
  weeks: readonly StreakWeek[]
}

const weeksForFreeze = 4
const maxFreezes = 2

/** The streak on a day. Paused weeks neither count nor break, and this week can only add. */
export const streakOf = (dates: readonly PlainDate[], pauses: readonly Pause[], today: PlainDate): Streak => {
  const mondays = dates.map(mondayOf).toSorted(Temporal.PlainDate.compare)
  const active = new Set(mondays.map(String))
  const streak = { current: 0, best: 0, active: 0, freezes: 0, weeks: [] as StreakWeek[] }
  const thisMonday = mondayOf(today)
  for (let monday = mondays[0] ?? thisMonday; !isBefore(thisMonday, monday); monday = monday.add({ weeks: 1 })) {
    const kind = isPaused(pauses, monday)
      ? 'paused'
      : active.has(String(monday))
        ? 'active'
        : monday.equals(thisMonday)
          ? 'open'
          : streak.freezes > 0
            ? 'frozen'
            : 'missed'
    streak.weeks.push({ monday, kind })
    if (kind === 'frozen') streak.freezes -= 1
    if (kind === 'missed') streak.current = 0
    if (kind !== 'active') continue
    streak.active += 1
    streak.current += 1
    streak.best = Math.max(streak.best, streak.current)
    if (streak.current % weeksForFreeze === 0) streak.freezes = Math.min(maxFreezes, streak.freezes + 1)
  }
  return streak
}
