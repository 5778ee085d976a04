import { z } from 'zod'
import { defineCommand } from '../../bot/define-command.ts'
import type { Choice } from '../../bot/options.ts'
import { text } from '../../chat/text.ts'
import { UserError } from '../../chat/user-error.ts'
import type { Roadmap } from '../../core/roadmap.ts'
import { groupProgress } from '../../groups/group-progress.ts'
import { stageCard } from '../../views/stage.ts'
import { resolveRoadmap, roadmapOption, suggestRoadmaps } from '../options/roadmap.ts'

export const stage = defineCommand({
  name: 'stage',
  summary: 'One stage: duration, key skills, courses and projects',
  options: z.strictObject({
    number: z.int().min(1).max(99).describe('The number of the stage'),
    roadmap: roadmapOption,
  }),
  positional: 'number',
  example: { number: 3 },
  answers: 'channel',
  effect: 'reads',
  hint: ({ roadmaps: [roadmap, ...others] }) =>
    roadmap && others.length === 0 ? text`${roadmap.title} has stages 1 to ${roadmap.stages.length}.` : undefined,
  run: async ({ number, roadmap: named }, context) => {
    const roadmap = await resolveRoadmap(named, context)
    const card = stageCard(roadmap, number, await groupProgress(context, roadmap))
    if (card) return card
    const last = roadmap.stages.length
    throw new UserError(`There is no stage ${number}`, {
      next: [text`${roadmap.title} has stages 1 to ${last}.`],
      buttons: [
        { label: `Stage ${last}`, action: { command: 'stage', input: { number: last, roadmap: roadmap.id } } },
        { label: 'All stages', action: { command: 'overview', input: { roadmap: roadmap.id } } },
      ],
    })
  },
  suggest: {
    roadmap: suggestRoadmaps,
    number: (typedSoFar, context) => {
      const requested = typedSoFar.toLowerCase()
      // By title only from three letters on: fewer letters are in most titles.
      const fits = ({ label, value }: Choice) =>
        value.startsWith(requested) || (requested.length > 2 && label.toLowerCase().includes(requested))
      return stageChoices(context.roadmaps).filter(fits)
    },
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
