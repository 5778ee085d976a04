import { z } from 'zod'
import { type Answer, defineCommand } from '../bot/command.ts'
import { text } from '../bot/text.ts'
import { nothingStored } from '../views/privacy.ts'

export const privacyExport = defineCommand({
  name: 'privacy export',
  summary: 'Everything that is stored about you, as a JSON file',
  options: z.strictObject({}),
  example: 'privacy export',
  answers: 'caller',
  run: async (_, { reads, actor }): Promise<Answer> => {
    const learner = await reads.learnerOf(actor.id)
    if (!learner) return { answer: nothingStored() }
    const content = `${JSON.stringify(await reads.exportOf(learner.id), null, 2)}\n`
    return {
      answer: {
        title: 'Your data',
        blocks: [
          {
            kind: 'text',
            text: text`This is everything that is stored about you. Messages are never read, so none are in it.`,
          },
        ],
      },
      file: { name: 'roadmap-data.json', content },
    }
  },
})
