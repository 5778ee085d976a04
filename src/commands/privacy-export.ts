import { z } from 'zod'
import { type Answer, defineCommand } from '../bot/command.ts'
import { exported, nothingStored } from '../views/privacy.ts'

export const privacyExport = defineCommand({
  name: 'privacy export',
  summary: 'Everything that is stored about you, as a JSON file',
  options: z.strictObject({}),
  example: 'privacy export',
  answers: 'caller',
  effect: 'reads',
  run: async (_, { reads, actor }): Promise<Answer> => {
    const learner = await reads.learnerOf(actor.id)
    if (!learner) return { answer: nothingStored() }
    const content = `${JSON.stringify(await reads.exportOf(learner.id), null, 2)}\n`
    return { answer: exported(), file: { name: 'roadmap-data.json', content } }
  },
})
