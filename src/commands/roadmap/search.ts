import { z } from 'zod'
import { defineCommand } from '../../bot/define-command.ts'
import { searchResults } from '../../views/search-results.ts'

export const search = defineCommand({
  name: 'search',
  summary: 'Skills, courses and projects that match, with their stage',
  options: z.strictObject({
    text: z.string().min(1).max(100).describe('What to look for; a typing error is forgiven'),
  }),
  positional: 'text',
  freeText: true,
  example: { text: 'fastapi' },
  answers: 'caller',
  effect: 'reads',
  run: async ({ text }, { roadmaps }) => {
    // The index is only loaded when somebody searches.
    const { searchItems } = await import('../../core/search.ts')
    return searchResults(text, searchItems(roadmaps, text), roadmaps.length > 1)
  },
})
