/** Items: the skills, courses and projects of a roadmap, each with its stage. */
import type { Roadmap, Stage } from './roadmap.ts'

export type ItemKind = 'skill' | 'course' | 'project'

export type Item = {
  kind: ItemKind
  id: string
  title: string
  summary?: string
  level?: string
  /** How many weekly parts it has: a course's weeks; 1 for a skill or project. */
  weeks: number
  roadmap: Roadmap
  stage: Stage
  /** Counted from 1, as people count stages. */
  stageNumber: number
}

/** All items of a roadmap in its own order: stage by stage, skills, then courses, then projects. */
export const itemsOf = (roadmap: Roadmap): Item[] =>
  roadmap.stages.flatMap((stage, index) => {
    const inStage = { roadmap, stage, stageNumber: index + 1 }
    return [
      ...stage.skills.map((skill) => ({ kind: 'skill' as const, ...skill, weeks: 1, ...inStage })),
      ...stage.courses.map((course) => ({ kind: 'course' as const, ...course, ...inStage })),
      ...stage.projects.map((project) => ({ kind: 'project' as const, ...project, weeks: 1, ...inStage })),
    ]
  })
