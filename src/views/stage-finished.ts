/** Told to everybody: a learner finished a stage. */
import type { Reply } from '../chat/reply.ts'
import { strong, text } from '../chat/text.ts'
import type { Item } from '../core/item.ts'
import { counted, listed, type Named, publicName } from './format.ts'

export const stageFinished = (member: Named, { stage, stageNumber }: Pick<Item, 'stage' | 'stageNumber'>): Reply => ({
  title: `Stage ${stageNumber} finished`,
  blocks: [
    {
      kind: 'text',
      text: text`${strong(publicName(member))} has finished ${stage.title}: ${listed(partsOf(stage))}.`,
    },
  ],
})

const partsOf = ({ skills, courses, projects }: Item['stage']) => [
  ...(skills.length > 0 ? [counted(skills.length, 'skill')] : []),
  ...(courses.length > 0 ? [counted(courses.length, 'course')] : []),
  ...(projects.length > 0 ? [counted(projects.length, 'project')] : []),
]
