/** Items: the skills, courses and projects of a roadmap, each with the stage where it stands. */
import type { Roadmap, Stage } from './roadmap.ts'

export type ItemKind = 'skill' | 'course' | 'project'

export type Item = {
  kind: ItemKind
  id: string
  title: string
  summary?: string
  roadmap: Roadmap
  stage: Stage
  /** Counted from 1, as people count stages. */
  stageNumber: number
}

/** All items of a roadmap in its own order: stage by stage, skills, then courses, then projects. */
export const itemsOf = (roadmap: Roadmap): Item[] =>
  roadmap.stages.flatMap((stage, index) => {
    const home = { roadmap, stage, stageNumber: index + 1 }
    return [
      ...stage.skills.map((skill) => ({ kind: 'skill' as const, ...skill, ...home })),
      ...stage.courses.map(({ id, title, summary }) => ({ kind: 'course' as const, id, title, summary, ...home })),
      ...stage.projects.map((project) => ({ kind: 'project' as const, ...project, ...home })),
    ]
  })
