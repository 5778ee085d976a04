/** One stage of a roadmap, as a card. */
import type { Block, Button, Reply } from '../chat/reply.ts'
import { strong, text } from '../chat/text.ts'
import type { Roadmap } from '../core/roadmap.ts'
import type { GroupOnRoadmap } from '../core/view-models.ts'
import { accentOf } from './accent.ts'
import { duration } from './duration.ts'
import { groupMeter } from './group-meter.ts'

/** The stage with this number, counted from 1; undefined where the roadmap has none. */
export const stageCard = (roadmap: Roadmap, number: number, group?: GroupOnRoadmap): Reply | undefined => {
  const stage = roadmap.stages[number - 1]
  if (!stage) return undefined
  const { title, summary, weeks, skills, courses, projects } = stage
  const blocks: Block[] = [
    { kind: 'text', text: text`${summary}` },
    { kind: 'fields', fields: [{ label: text`Duration`, value: text`${duration(weeks, 'week')}` }] },
  ]
  if (skills.length > 0) {
    blocks.push(
      { kind: 'heading', text: 'Key skills' },
      { kind: 'list', items: skills.map((skill) => text`${skill.title}`) },
    )
  }
  if (courses.length > 0) {
    const entries = courses.map((course) => ({
      title: text`${strong(course.title)}`,
      summary: text`${course.summary}`,
      note: text`${duration({ min: course.weeks, max: course.weeks }, 'week')} · ${course.level}`,
    }))
    blocks.push({ kind: 'heading', text: 'Recommended courses' }, { kind: 'entries', entries })
  }
  if (projects.length > 0) {
    blocks.push(
      { kind: 'heading', text: 'Practical projects' },
      { kind: 'list', items: projects.map((project) => text`${project.title}`) },
    )
  }
  const progress = group?.progress?.stages[number - 1]
  if (progress) blocks.push(groupMeter(progress))
  blocks.push({ kind: 'buttons', buttons: neighbours(roadmap, number, group !== undefined) })
  return { title: `Stage ${number} of ${roadmap.stages.length}: ${title}`, ...accentOf(roadmap), blocks }
}

const neighbours = (roadmap: Roadmap, number: number, inGroup: boolean): Button[] => {
  const to = (target: number, direction: string): Button[] => {
    const stage = roadmap.stages[target - 1]
    return stage
      ? [
          {
            label: `${direction}: ${stage.title}`,
            action: { command: 'stage', input: { number: target, roadmap: roadmap.id } },
            role: 'page' as const,
          },
        ]
      : []
  }
  return [
    ...to(number - 1, 'Previous'),
    ...to(number + 1, 'Next'),
    { label: 'All stages', action: { command: 'overview', input: { roadmap: roadmap.id } } },
    ...(inGroup
      ? [
          { label: 'Mark done', action: { command: 'done' }, role: 'main' as const },
          { label: 'My progress', action: { command: 'progress' } },
        ]
      : []),
  ]
}
