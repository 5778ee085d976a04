/** How a learner's numbers came about: what was counted, with dates, the zone and the formula (design 3, `why`). */
import { capitalized } from '../bot/capitalized.ts'
import type { Block, Reply } from '../chat/reply.ts'
import { emphasis, strong, text } from '../chat/text.ts'
import type { PlainDate } from '../core/calendar.ts'
import type { ClosedWeek } from '../core/closed-week.ts'
import type { Group, Member } from '../core/group.ts'
import { isWithin, type ScoredUnit, scoresOf } from '../core/leaderboard.ts'
import { duePlan, type LearnerSchedule, type OwnUnit, paceOf } from '../core/pace.ts'
import { unitKey, unitsOf } from '../core/points.ts'
import { progressOf } from '../core/progress.ts'
import type { Roadmap } from '../core/roadmap.ts'
import { mondayOfWeek } from '../core/schedule.ts'
import type { StreakWeek } from '../core/streak.ts'
import type { Board, MemberProgress } from '../core/view-models.ts'
import { counted, day, grouped, unitsTitle } from './format.ts'
import { periodTitles, rankOf } from './leaderboard.ts'
import { paceSentence } from './pace.ts'
import { percent } from './percent.ts'
import { streakSentence } from './progress.ts'

type GroupContext = { group: Group; roadmap: Roadmap; me: Member; today: PlainDate }

/** More rows than this nobody reads; how many are left out is said. */
const maxRows = 40

export const whyPoints = ({ group, roadmap }: GroupContext, { completions, work }: MemberProgress): Reply => {
  const units = new Map(unitsOf(roadmap).map((unit) => [unitKey(unit.item.id, unit.part), unit]))
  const progress = progressOf(roadmap, work)
  const { earned, available } = progress
  const rows = completions.toReversed().map((completion) => {
    const unit = units.get(unitKey(completion.itemId, completion.part))
    const name = unit ? unitsTitle([unit]) : `${completion.itemId} (retired)`
    return [
      text`${day(completion.on)}`,
      text`${name}${completion.known ? ' (known before)' : ''}`,
      text`${unit?.points ?? 0}`,
    ]
  })
  return {
    title: `Why ${counted(earned, 'point')}`,
    blocks: [
      ...tableOf(['Day', 'What', 'Points'], rows),
      formula`A stage is worth 100 points for each week of its longest duration: 40% its courses, by weeks; 40% its projects; 20% its skills. Each part pays once.`,
      formula`${grouped(earned)} of ${grouped(available)} is ${percent(progress, 2)}. Skipped items are left out of both. Days are those of ${group.zone}.`,
    ],
  }
}

export const whyPace = ({ group }: GroupContext, { learnerSchedule }: MemberProgress): Reply => {
  const { due, target, earned } = paceOf(learnerSchedule)
  const plan = duePlan(learnerSchedule).filter(
    ({ state, week }) => state !== 'open' || isPlannedByNow(learnerSchedule, week),
  )
  const rows = plan.map((unit) => {
    const monday = mondayOfWeek(learnerSchedule.schedule, unit.week)
    return [
      text`${monday ? day(monday) : 'after the pause'}`,
      text`${unitsTitle([unit])}`,
      text`${unit.weight.toFixed(2)}`,
      text`${states[unit.state]}`,
    ]
  })
  return {
    title: 'Why this pace',
    blocks: [
      { kind: 'text', text: paceSentence(learnerSchedule) },
      {
        kind: 'fields',
        fields: [
          { label: text`Done`, value: text`${earned.toFixed(2)} weeks of work` },
          { label: text`Due`, value: text`${due.toFixed(2)} weeks: what was planned for weeks that are over` },
          { label: text`With this week`, value: text`${target.toFixed(2)} weeks` },
        ],
      },
      ...tableOf(['Planned for', 'What', 'Weeks', 'Done'], rows),
      formula`Behind means done is less than due; ahead means done is more than due with this week's. A part weighs its stage's weeks by its share of the stage's points.`,
      formula`Weeks count from the first Monday since you joined (${day(learnerSchedule.joinedOn)}). An earlier part that you did since then counts for the next open part of its course. Weeks begin on Monday in ${group.zone}; pauses and your weeks away move them.`,
    ],
  }
}

const states: Record<OwnUnit['state'], string> = { done: 'yes', covered: 'by an earlier part', open: 'no' }

const isPlannedByNow = ({ schedule, today }: LearnerSchedule, week: number) => {
  const monday = mondayOfWeek(schedule, week)
  return monday !== undefined && monday.until(today).sign >= 0
}

const weekKinds: Record<StreakWeek['kind'], string> = {
  active: 'active',
  frozen: 'missed, a freeze was used',
  missed: 'missed',
  paused: 'pause, does not count',
  open: 'not yet',
}

export const whyStreak = ({ group }: GroupContext, { streak, completions }: MemberProgress): Reply => ({
  title: 'Why this streak',
  blocks: [
    { kind: 'text', text: text`${capitalized(streakSentence(streak))}.` },
    ...tableOf(
      ['Week of', 'Completions', 'Counts as'],
      streak.weeks
        .toReversed()
        .map(({ monday, kind }) => [
          text`${day(monday)}`,
          text`${completions.filter(({ on }) => isWithin(on, { from: monday, until: monday.add({ weeks: 1 }) })).length}`,
          text`${weekKinds[kind]}`,
        ]),
    ),
    formula`A week with a completion is active. Every fourth active week in a row earns a freeze (at most two), and a missed week uses one up. This week can only add. Weeks begin on Monday in ${group.zone}.`,
  ],
})

type Ranking = { board: Board; closedWeeks: readonly ClosedWeek[]; scoredUnits: readonly ScoredUnit[] }

export const whyRank = (
  { group, roadmap, me }: GroupContext,
  { completions }: MemberProgress,
  { board, closedWeeks, scoredUnits }: Ranking,
): Reply => {
  const when = periodTitles[board.period].toLowerCase()
  const own = board.rows.find(({ learnerId }) => learnerId === me.learner.id)
  const above = board.rows.filter(({ points }) => points > (own?.points ?? 0)).length
  const units = new Map(unitsOf(roadmap).map((unit) => [unitKey(unit.item.id, unit.part), unit]))
  const scored = scoresOf(roadmap, me, completions, { closedWeeks, scoredUnits }).filter((score) =>
    isWithin(score.day, board.range),
  )
  const rows = scored.map(({ completion, points, day: scoresOn }) => {
    const unit = units.get(unitKey(completion.itemId, completion.part))
    return [
      text`${day(completion.on)}`,
      text`${unit ? unitsTitle([unit]) : completion.itemId}${scoresOn.equals(completion.on) ? '' : ' (its own week was closed)'}`,
      text`${points}`,
    ]
  })
  const place = own
    ? `${capitalized(rankOf(own))}, with ${counted(own.points, 'point')} ${when}`
    : `${me.learner.visibility === 'hidden' ? 'Hidden, so not ranked' : 'Not ranked'} ${when}`
  return {
    title: 'Why this rank',
    blocks: [
      {
        kind: 'text',
        text: text`${strong(place)}: ${above === 0 ? 'nobody has more' : `${counted(above, 'member')} ${above === 1 ? 'has' : 'have'} more`}.`,
      },
      ...tableOf(['Day', 'What', 'Points'], rows),
      formula`Counted: what you completed since joining (${day(me.joinedOn)}), dated in that time, in ${group.zone}. What you knew before does not count. Equal points share a rank (1, 1, 3), and zero points are not ranked.`,
    ],
  }
}

const tableOf = (titles: readonly string[], rows: readonly (readonly ReturnType<typeof text>[])[]): Block[] => {
  if (rows.length === 0) return [{ kind: 'text', text: text`Nothing was counted.` }]
  const columns = titles.map((title) =>
    ['Points', 'Weeks', 'Completions'].includes(title) ? { title, align: 'right' as const } : { title },
  )
  const more = rows.length - maxRows
  return [
    { kind: 'table', columns, rows: rows.slice(0, maxRows) },
    ...(more > 0 ? [{ kind: 'text' as const, text: text`${emphasis(`And ${grouped(more)} more.`)}` }] : []),
  ]
}

const formula = (...parts: Parameters<typeof text>): Block => ({ kind: 'text', text: text(...parts) })
