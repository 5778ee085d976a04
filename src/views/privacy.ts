/** Cards about a person's own data. */
import type { Block, Reply } from '../chat/reply.ts'
import { typed } from '../chat/slash.ts'
import { strong, text } from '../chat/text.ts'
import type { Group } from '../core/group.ts'
import type { Succession } from '../core/view-models.ts'
import { listed } from './format.ts'
import type { QuestionCard } from './questions.ts'
import { successionSentence } from './removal.ts'

const namesOf = (groups: readonly Group[]): string => listed(groups.map(({ name }) => name))

export const nothingStored = (): Reply => ({
  title: 'Nothing is stored about you',
  blocks: [{ kind: 'text', text: text`I remember people from their first ${typed('join')} or setting on.` }],
})

/** Beside the file. */
export const exported = (): Reply => ({
  title: 'Your data',
  blocks: [
    {
      kind: 'text',
      text: text`This is everything that is stored about you. Messages are never read, so none are in it.`,
    },
  ],
})

type Left = { group: Group; succession: Succession | undefined }

/** Lists the data that goes, and the groups that get another organizer or have nobody. `ended`: groups in which nobody else ever was. */
export const mayDelete = ({ left, ended }: { left: readonly Left[]; ended: readonly Group[] }): QuestionCard => ({
  title: 'Delete everything of yours?',
  blocks: [
    {
      kind: 'text',
      text: text`Your progress, settings and places on boards go for good${left.length > 0 ? `, and you leave ${namesOf(left.map(({ group }) => group))}` : ''}. ${typed('privacy export')} gives you a copy first.`,
    },
    ...(ended.length === 0
      ? []
      : [
          {
            kind: 'text' as const,
            text: text`${namesOf(ended)} ${ended.length === 1 ? 'is' : 'are'} deleted too: nobody else was ever there.`,
          },
        ]),
    ...left.flatMap(({ group, succession }): Block[] =>
      succession
        ? [{ kind: 'text', text: text`${strong(group.name)}: ${successionSentence('You are', succession)}` }]
        : [],
    ),
  ],
})

export const deleted = (): Reply => ({
  title: 'Everything of yours is deleted',
  blocks: [{ kind: 'text', text: text`You are welcome back any time; you would begin anew.` }],
})
