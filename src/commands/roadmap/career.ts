import { z } from 'zod'
import { defineCommand } from '../../bot/define-command.ts'
import { UserError } from '../../chat/user-error.ts'
import { careerCard } from '../../views/career.ts'
import { resolveRoadmap, roadmapOption, suggestRoadmaps } from '../options/roadmap.ts'

export const career = defineCommand({
  name: 'career',
  summary: 'The career outlook: salary, growth, openings and industries',
  options: z.strictObject({ roadmap: roadmapOption }),
  positional: 'roadmap',
  example: {},
  answers: 'channel',
  effect: 'reads',
  run: async ({ roadmap: named }, context) => {
    const roadmap = await resolveRoadmap(named, context)
    const card = careerCard(roadmap)
    if (card) return card
    throw new UserError(`${roadmap.title} has no career outlook`, {
      buttons: [{ label: 'The roadmap', action: { command: 'overview', input: { roadmap: roadmap.id } } }],
    })
  },
  suggest: { roadmap: suggestRoadmaps },
})
