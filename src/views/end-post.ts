/** The last post of a group: a summary to keep. */
import type { Block, Reply } from '../chat/reply.ts'
import { typed } from '../chat/slash.ts'
import { strong, text } from '../chat/text.ts'
import { endOf, totalWeeks } from '../core/schedule.ts'
import type { EndViewModel } from '../core/view-models.ts'
import { accentOf } from './accent.ts'
import { counted, day, grouped, listed } from './format.ts'
import { groupMeter } from './group-meter.ts'
import { podiumTable } from './week-post.ts'

type GroupTotals = NonNullable<EndViewModel['totals']>

export const endPost = ({ group, roadmap, rows, members, totals, finished }: EndViewModel): Reply => {
  const end = endOf({ ...group, roadmap })
  const weeks = totalWeeks(roadmap, group.tempo)
  const whole: Block[] = [
    {
      kind: 'text',
      text: text`${counted(weeks, 'week')} of learning together, from ${day(group.start)}${end ? ` to ${day(end.subtract({ days: 1 }))}` : ''}. The last stage is behind you.`,
    },
  ]
  return {
    title: `${group.name} is through ${roadmap.title}`,
    ...accentOf(roadmap),
    blocks: [
      ...whole,
      {
        kind: 'fields',
        fields: [
          { label: text`Members`, value: text`${grouped(members)}` },
          ...(totals ? totalFields(totals) : []),
          ...(finished.length > 0 ? [{ label: text`Finished everything`, value: text`${listed(finished)}` }] : []),
        ],
      },
      ...(rows.length > 0
        ? [{ kind: 'heading' as const, text: 'The board of the whole time' }, podiumTable(rows)]
        : []),
      ...(totals ? [groupMeter(totals.progress)] : []),
      {
        kind: 'text',
        text: text`This is the last weekly post. What is left over stays open and still counts; an organizer ends the group with ${typed('group end')} when everybody is done.`,
      },
      {
        kind: 'buttons',
        buttons: [
          { label: 'The whole board', action: { command: 'leaderboard', input: { period: 'all' } } },
          { label: 'My progress', action: { command: 'progress' } },
          { label: 'Roadmaps', action: { command: 'list' } },
        ],
      },
    ],
  }
}

const totalFields = ({ done, points, best }: GroupTotals) => [
  { label: text`Completed`, value: text`${completed(done)}` },
  { label: text`Points`, value: text`${strong(grouped(points))}` },
  ...(best
    ? [{ label: text`Best week`, value: text`${day(best.week)}, with ${counted(best.points, 'point')} together` }]
    : []),
]

const completed = ({ skill, course, project }: GroupTotals['done']): string => {
  const kinds = [
    [skill, 'skill'],
    [course, 'course week'],
    [project, 'project'],
  ] as const
  const counts = kinds.filter(([count]) => count > 0).map(([count, noun]) => counted(count, noun))
  return listed(counts) || 'nothing that was recorded'
}
