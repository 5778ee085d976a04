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
    const everything = await reads.exportOf(actor.id)
    if (Object.keys(everything).length === 0) return { answer: nothingStored() }
    const content = `${JSON.stringify(everything, null, 2)}\n`
    return { answer: exported(), file: { name: 'roadmap-data.json', content } }
  },
})
