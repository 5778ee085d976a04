import { z } from 'zod'
import type { CommandResult } from '../../bot/command.ts'
import { defineCommand } from '../../bot/define-command.ts'
import { exportFileName, personExport } from '../../views/person-export.ts'
import { exported, nothingStored } from '../../views/privacy.ts'

export const privacyExport = defineCommand({
  name: 'privacy export',
  summary: 'Everything that is stored about you, as a JSON file',
  options: z.strictObject({}),
  example: {},
  answers: 'caller',
  effect: 'reads',
  run: async (_, { reads, actor, roadmaps }): Promise<CommandResult> => {
    const stored = await reads.exportOf(actor.id)
    if (Object.keys(stored).length === 0) return { answer: nothingStored() }
    return { answer: exported(), file: { name: exportFileName, content: personExport(stored, roadmaps) } }
  },
})
