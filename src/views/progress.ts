/** How far a learner is: everything for themselves, percent and points for others. Pace is nobody else's business. */
import type { Block, Reply } from '../chat/reply.ts'
import { strong, text } from '../chat/text.ts'
import { type CompletedWork, type Progress, progressOf, retired, stageProgress } from '../core/progress.ts'
import type { Roadmap } from '../core/roadmap.ts'
import type { Streak } from '../core/streak.ts'
import type { MemberProgress } from '../core/view-models.ts'
import { counted, grouped } from './format.ts'
import { paceSentence } from './pace.ts'
import { percent, shareOf } from './percent.ts'

export const ownProgress = (roadmap: Roadmap, memberProgress: MemberProgress): Reply => {
  const { completions, work, learnerSchedule, streak } = memberProgress
  const old = retired(roadmap, completions)
  return {
    title: `Your progress: ${roadmap.title}`,
    blocks: [
      ...overall(roadmap, work),
      {
        kind: 'fields',
        fields: [
          { label: text`Streak`, value: text`${streakSentence(streak)}` },
          { label: text`Pace`, value: paceSentence(learnerSchedule) },
          ...(old.length === 0
            ? []
            : [
                {
                  label: text`Retired`,
                  value: text`${counted(old.length, 'completion')} of items that the roadmap no longer has`,
                },
              ]),
        ],
      },
      {
        kind: 'buttons',
        buttons: [
          { label: 'My week', action: { command: 'week' } },
          { label: 'Why these points', action: { command: 'why', input: { number: 'points' } } },
          { label: 'Why this pace', action: { command: 'why', input: { number: 'pace' } } },
          { label: 'Why this streak', action: { command: 'why', input: { number: 'streak' } } },
        ],
      },
    ],
  }
}

export const othersProgress = (roadmap: Roadmap, { member, work }: MemberProgress): Reply => ({
  title: `${member.name}: ${roadmap.title}`,
  blocks: overall(roadmap, work),
})

const overall = (roadmap: Roadmap, work: CompletedWork): Block[] => {
  const all = progressOf(roadmap, work)
  return [
    overallMeter(all),
    {
      kind: 'table',
      columns: [
        { title: '#', align: 'right' },
        { title: 'Stage' },
        { title: 'Points', align: 'right' },
        { title: 'Done', align: 'right' },
      ],
      rows: stageProgress(roadmap, work).map((stage, at) => [
        text`${at + 1}`,
        text`${roadmap.stages[at]?.title ?? ''}`,
        text`${grouped(stage.earned)} / ${grouped(stage.available)}`,
        text`${percent(stage)}`,
      ]),
    },
  ]
}

/** How much of the roadmap is done. */
export const overallMeter = (all: Progress): Block => ({
  kind: 'meter',
  label: 'Overall',
  share: shareOf(all),
  caption: text`${strong(percent(all))}, ${grouped(all.earned)} of ${counted(all.available, 'point')}`,
})

/** A broken streak is shown by what remains (design 4.6). */
export const streakSentence = ({ current, best, active, freezes }: Streak): string => {
  if (active === 0) return 'begins with your first completion'
  const spare = freezes > 0 ? `, ${counted(freezes, 'freeze')} in hand` : ''
  if (current > 0)
    return `${counted(current, 'week')} in a row (best ${best}, ${counted(active, 'active week')})${spare}`
  return `best ${best}, ${counted(active, 'active week')}`
}
