/** A board as everybody sees it, and the own row of a member who is not on it. */
import type { Block, Reply } from '../chat/reply.ts'
import { text } from '../chat/text.ts'
import type { Group, Visibility } from '../core/group.ts'
import { type Period, periods, type Row, shownRows } from '../core/leaderboard.ts'
import type { Board } from '../core/view-models.ts'
import { counted, day, grouped } from './format.ts'

export const periodTitles: Record<Period, string> = {
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
    title: `${group.name}: ${periodTitles[period].toLowerCase()}`,
    blocks: [
      ...(span === '' ? [] : [{ kind: 'text' as const, text: text`${periodTitles[period]}${span}` }]),
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
  periods
    .filter((other) => other !== period)
    .map((other) => ({
      label: periodTitles[other],
      action: { command: 'leaderboard', input: { period: other } },
      role: 'page' as const,
    }))

/** "rank 2", "rank 1, tied". */
export const rankOf = ({ rank, tied }: Row): string => `rank ${rank}${tied ? ', tied' : ''}`

/** For somebody whom the board does not show by name: where they are, or would be. */
export const ownRow = (period: Period, visibility: Visibility, own: Row | undefined): Reply => {
  if (!own) {
    return {
      title: 'You are not ranked yet',
      blocks: [{ kind: 'text', text: text`${periodTitles[period]}, you have no points so far.` }],
    }
  }
  const rank = rankOf(own)
  const points = text`${periodTitles[period]}, with ${counted(own.points, 'point')}.`
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
      {
        kind: 'buttons',
        buttons: [{ label: 'Why this rank', action: { command: 'why', input: { number: 'rank', period } } }],
      },
    ],
  }
}
