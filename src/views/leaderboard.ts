/** A board as everybody sees it, and the own row for whoever is not on it. */
import type { Block, Reply } from '../bot/reply.ts'
import { text } from '../bot/text.ts'
import type { PlainDate } from '../core/calendar.ts'
import type { Group, Visibility } from '../core/group.ts'
import { type Period, type Row, shownRows } from '../core/leaderboard.ts'
import { counted, day, grouped } from './figures.ts'

type Board = {
  period: Period
  range: { from?: PlainDate; until?: PlainDate }
  rows: readonly Row[]
  provisional: boolean
}

const titles: Record<Period, string> = {
  week: 'This week',
  last: 'Last week',
  month: 'This month',
  all: 'Since the beginning',
}

export const boardCard = (group: Group, { period, range, rows, provisional }: Board): Reply => {
  const shown = shownRows(rows)
  const last = range.until?.subtract({ days: 1 })
  const span = range.from && last ? ` (${day(range.from)} to ${day(last)})` : ''
  const table: Block = {
    kind: 'table',
    columns: [{ title: 'Rank', align: 'right' }, { title: 'Name' }, { title: 'Points', align: 'right' }],
    rows: shown.map(({ rank, tied, name, points }) => [
      text`${tied ? `=${rank}` : rank}`,
      text`${name}`,
      text`${grouped(points)}`,
    ]),
  }
  const others = rows.length - shown.length
  return {
    title: `${group.name}: ${titles[period].toLowerCase()}`,
    blocks: [
      ...(span === '' ? [] : [{ kind: 'text' as const, text: text`${titles[period]}${span}` }]),
      ...(rows.length > 0
        ? [table]
        : [{ kind: 'text' as const, text: text`Nobody has scored yet: the first completion leads.` }]),
      ...(provisional
        ? [{ kind: 'text' as const, text: text`Provisional: the week is closed at the group’s next weekly post.` }]
        : []),
      ...(others > 0
        ? [{ kind: 'text' as const, text: text`And ${counted(others, 'more member')} with points.` }]
        : []),
      { kind: 'buttons', buttons: otherPeriods(period) },
    ],
  }
}

const otherPeriods = (period: Period) =>
  (['week', 'last', 'month', 'all'] as const)
    .filter((other) => other !== period)
    .map((other) => ({ label: titles[other], line: `leaderboard ${other}`, role: 'page' as const }))

/** For somebody whom the board does not show by name: where they are, or would be. */
export const ownRow = (period: Period, visibility: Visibility, own: Row | undefined): Reply => {
  if (!own) {
    return {
      title: 'You are not ranked yet',
      blocks: [{ kind: 'text', text: text`${titles[period]}, you have no points so far.` }],
    }
  }
  const rank = `rank ${own.rank}${own.tied ? ', tied' : ''}`
  const points = text`${titles[period]}, with ${counted(own.points, 'point')}.`
  if (visibility === 'hidden') {
    return {
      title: `You would be ${rank}`,
      blocks: [{ kind: 'text', text: text`${points} You are hidden on boards, so only you see this.` }],
    }
  }
  return {
    title: `You: ${rank}`,
    blocks: [
      { kind: 'text', text: points },
      { kind: 'buttons', buttons: [{ label: 'Why this rank', line: `why rank period:${period}` }] },
    ],
  }
}
