import { z } from 'zod'
import { type Choice, defineCommand } from '../bot/command.ts'
import { typed } from '../bot/slash.ts'
import { text } from '../bot/text.ts'
import { UserError } from '../bot/user-error.ts'
import type { Roadmap } from '../core/roadmap.ts'
import { stageCard } from '../views/stage.ts'
import { chosenRoadmap, roadmapOption, suggestRoadmaps } from './options/roadmap.ts'

export const stage = defineCommand({
  name: 'stage',
  summary: 'One stage: duration, key skills, courses and projects',
  options: z.strictObject({
    number: z.int().min(1).describe('Which stage'),
    roadmap: roadmapOption,
  }),
  positional: 'number',
  example: 'stage 3',
  answers: 'channel',
  run: ({ number, roadmap: named }, context) => {
    const roadmap = chosenRoadmap(named, context, `stage ${number}`)
    const card = stageCard(roadmap, number)
    if (card) return card
    const last = roadmap.stages.length
    throw new UserError(`There is no stage ${number}`, {
      next: [text`${roadmap.title} has stages 1 to ${last}; ${typed('overview')} shows them all.`],
      buttons: [
        { label: `Stage ${last}`, line: `stage ${last} roadmap:${roadmap.id}` },
        { label: 'All stages', line: `overview roadmap:${roadmap.id}` },
      ],
    })
  },
  suggest: (option, typedSoFar, context) => {
    if (option === 'roadmap') return suggestRoadmaps(typedSoFar, context)
    return stageChoices(context.roadmaps).filter(({ label }) => label.toLowerCase().includes(typedSoFar.toLowerCase()))
  },
})

/** The numbers of the longest roadmap; with their titles where only one roadmap can be meant. */
const stageChoices = (roadmaps: readonly Roadmap[]): Choice[] => {
  const [{ stages } = { stages: [] }, ...others] = roadmaps.toSorted((a, b) => b.stages.length - a.stages.length)
  return stages.map(({ title }, index) => {
    const value = String(index + 1)
    return { label: others.length > 0 ? value : `${value}: ${title}`, value }
  })
}
