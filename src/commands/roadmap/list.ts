import { z } from 'zod'
import { defineCommand } from '../../bot/define-command.ts'
import { roadmapList } from '../../views/roadmap-list.ts'

export const list = defineCommand({
  name: 'list',
  summary: 'The roadmaps that this bot knows',
  options: z.strictObject({}),
  example: {},
  answers: 'caller',
  effect: 'reads',
  run: (_, { roadmaps }) => roadmapList(roadmaps),
})
