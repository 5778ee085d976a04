/** The soak's result as a table, and whether it is good. */
import type { Result } from './run-soak.ts'

type Row = { title: string; discord: number; slack: number; mustBeNone?: boolean }

const rowsOf = ({ commands, posts }: Result): Row[] => {
  const row = <Part>(
    of: { discord: Part; slack: Part },
    title: string,
    figure: (part: Part) => number,
    mustBeNone = false,
  ): Row => ({
    title,
    discord: figure(of.discord),
    slack: figure(of.slack),
    mustBeNone,
  })
  return [
    row(commands, 'commands sent', ({ sent }) => sent),
    row(commands, '  answered', ({ answered }) => answered),
    row(
      commands,
      '  unanswered: the bot was killed, stopped, cut off or not there',
      ({ unansweredMet }) => unansweredMet,
    ),
    row(commands, '  unanswered: nothing had happened', ({ unansweredReminders }) => unansweredReminders.length, true),
    row(commands, 'changes acknowledged', ({ acknowledged }) => acknowledged),
    row(commands, '  found', ({ acknowledged, notFound }) => acknowledged - notFound),
    row(commands, '  not found', ({ notFound }) => notFound, true),
    row(posts, 'weekly posts due', ({ due }) => due),
    row(posts, '  sent', ({ sent }) => sent),
    row(posts, '  unconfirmed, as "group log" says', ({ unconfirmed }) => unconfirmed),
    row(posts, '    arrived all the same', ({ arrived }) => arrived),
    row(posts, '  missing', ({ missing }) => missing.length, true),
    row(posts, '  twice', ({ twice }) => twice.length, true),
    row(posts, '  sent though not due', ({ uncalled }) => uncalled.length, true),
  ]
}

const listOf = (counts: ReadonlyMap<string, number>): string =>
  [...counts]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([what, times]) => `${times} × ${what}`)
    .join(', ') || 'none'

/** All that must not be, a line each. */
export const faultsOf = ({ commands, posts, twice, bugs, crashes, ruleBreaks, problems }: Result): string[] => [
  ...Object.values(commands).flatMap(({ unansweredReminders }) =>
    unansweredReminders.map((one) => `unanswered: ${one}`),
  ),
  ...Object.values(posts).flatMap(({ missing, twice, uncalled }) => [
    ...missing.map((one) => `missing: ${one}`),
    ...twice.map((one) => `twice: ${one}`),
    ...uncalled.map((one) => `sent though not due: ${one}`),
  ]),
  ...twice.map((one) => `came twice: ${one}`),
  ...bugs.map((one) => `a bug: ${one}`),
  ...crashes.map((one) => `the process ${one}`),
  ...ruleBreaks.map((one) => `against the platform's rules: ${one}`),
  ...problems,
]

export const reportOf = (result: Result): string => {
  const { seed, database, groups, people, weeks, starts, disasters, faults, unconfirmed } = result
  const cell = (text: string | number) => String(text).padStart(9)
  const line = ({ title, discord, slack, mustBeNone }: Row) =>
    `${title.padEnd(64)}${cell(discord)}${cell(slack)}${cell(discord + slack)}${mustBeNone ? (discord + slack === 0 ? '  ok' : '  must be 0') : ''}`
  const found = faultsOf(result)
  return [
    `seed ${seed}, ${database}: ${groups} groups, ${people} people, ${weeks.toFixed(1)} weeks, ${starts} starts of the bot`,
    `what happened to it: ${listOf(disasters)}`,
    `what platforms did: ${listOf(faults)}`,
    '',
    `${''.padEnd(64)}${cell('Discord')}${cell('Slack')}${cell('all')}`,
    ...rowsOf(result).map(line),
    ...unconfirmed.map((one) => `unconfirmed: ${one}`),
    '',
    ...(found.length === 0 ? ['nothing is lost, and nothing came twice'] : found),
  ].join('\n')
}
