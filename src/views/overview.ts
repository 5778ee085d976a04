/** A whole roadmap at a glance. */
import type { Block, Button, Reply } from '../chat/reply.ts'
import { emphasis, text } from '../chat/text.ts'
import type { GroupProgress } from '../core/progress.ts'
import type { Roadmap } from '../core/roadmap.ts'
import type { GroupOnRoadmap } from '../core/view-models.ts'
import { accentOf } from './accent.ts'
import { duration, range } from './duration.ts'
import { groupMeter } from './group-meter.ts'
import { percent } from './percent.ts'

/** More stages than this would bury the card under buttons. */
const mostStageButtons = 10

export const overviewCard = (roadmap: Roadmap, group?: GroupOnRoadmap): Reply => {
  const { title, kind, summary, months, coreCourses, level, technologies, path, closing } = roadmap
  const progress = group?.progress
  const blocks: Block[] = [
    ...(kind === undefined ? [] : [{ kind: 'text' as const, text: text`${emphasis(kind)}` }]),
    { kind: 'text', text: text`${summary}` },
    {
      kind: 'fields',
      fields: [
        { label: text`Duration`, value: text`${duration(months, 'month')}` },
        ...(coreCourses === undefined ? [] : [{ label: text`Core courses`, value: text`${coreCourses}` }]),
        { label: text`Level`, value: text`${level}` },
        { label: text`Technologies`, value: text`${technologies.join(', ')}` },
      ],
    },
    { kind: 'heading', text: path?.title ?? 'Stages' },
    ...(path ? [{ kind: 'text' as const, text: text`${path.summary}` }] : []),
    stageTable(roadmap, progress),
    ...(progress ? [groupMeter(progress.overall)] : []),
    ...(closing
      ? [
          { kind: 'heading' as const, text: closing.title },
          { kind: 'text' as const, text: text`${closing.summary}` },
        ]
      : []),
    {
      kind: 'buttons',
      buttons: [
        ...stageButtons(roadmap),
        ...careerButton(roadmap),
        ...(group ? [{ label: 'My progress', action: { command: 'progress' } }] : []),
      ],
    },
  ]
  return { title, ...accentOf(roadmap), blocks }
}

const stageTable = ({ stages }: Roadmap, progress: GroupProgress | undefined): Block => ({
  kind: 'table',
  columns: [
    { title: '#', align: 'right' },
    { title: 'Stage' },
    { title: 'Weeks', align: 'right' },
    ...(progress ? [{ title: 'Group', align: 'right' as const }] : []),
  ],
  rows: stages.map((stage, at) => [
    text`${at + 1}`,
    text`${stage.title}`,
    text`${range(stage.weeks)}`,
    ...(progress?.stages.slice(at, at + 1).map((done) => text`${percent(done)}`) ?? []),
  ]),
})

const stageButtons = ({ id, stages }: Roadmap): Button[] =>
  stages.slice(0, mostStageButtons).map((_, index) => ({
    label: `Stage ${index + 1}`,
    action: { command: 'stage', input: { number: index + 1, roadmap: id } },
    role: 'page' as const,
  }))

const careerButton = ({ id, career }: Roadmap): Button[] =>
  career ? [{ label: career.title, action: { command: 'career', input: { roadmap: id } } }] : []
