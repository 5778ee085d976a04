import { z } from 'zod'
import { defineCommand } from '../../bot/define-command.ts'
import { groupProgress } from '../../groups/group-progress.ts'
import { overviewCard } from '../../views/overview.ts'
import { resolveRoadmap, roadmapOption, suggestRoadmaps } from '../options/roadmap.ts'

export const overview = defineCommand({
  name: 'overview',
  summary: 'The whole roadmap: duration, level, technologies and all stages',
  options: z.strictObject({ roadmap: roadmapOption }),
  positional: 'roadmap',
  example: {},
  answers: 'channel',
  effect: 'reads',
  run: async ({ roadmap: named }, context) => {
    const roadmap = await resolveRoadmap(named, context)
    return overviewCard(roadmap, await groupProgress(context, roadmap))
  },
  suggest: { roadmap: suggestRoadmaps },
})
