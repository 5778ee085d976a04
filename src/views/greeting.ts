/** The first words in a channel that the bot was invited to. */
import type { Reply } from '../chat/reply.ts'
import { typed } from '../chat/slash.ts'
import { text } from '../chat/text.ts'
import type { Group } from '../core/group.ts'
import { blockCure, blockSentence } from './delivery-block.ts'
import { weeklyPost } from './group.ts'

export const greeting = (group: Group | undefined): Reply => (group ? toGroup(group) : toNewcomers())

const toNewcomers = (): Reply => ({
  title: 'Shall we learn together?',
  blocks: [
    {
      kind: 'text',
      text: text`I help a study group follow a learning roadmap: with a plan for each week, everybody’s progress, and a fair leaderboard. ${typed('group create')} begins one in this channel; others then join with a button.`,
    },
    {
      kind: 'buttons',
      buttons: [
        { label: 'Create a group', action: { command: 'group create' }, role: 'main' },
        { label: 'See the roadmap', action: { command: 'overview' } },
        { label: 'What I can do', action: { command: 'help' } },
      ],
    },
  ],
})

const toGroup = (group: Group): Reply => ({
  title: `${group.name} is at home here`,
  blocks: [
    { kind: 'text', text: postsOf(group) },
    {
      kind: 'buttons',
      buttons: [
        { label: 'My week', action: { command: 'week' } },
        { label: 'The group', action: { command: 'group show' } },
        { label: 'Join', action: { command: 'join' } },
      ],
    },
  ],
})

const postsOf = (group: Group) => {
  if (group.deliveryBlock)
    return text`I am in this channel now. But ${blockSentence(group.deliveryBlock)}. ${blockCure(group.deliveryBlock)}`
  if (!group.postsEnabled)
    return text`I am in this channel now. Weekly posts are off; an organizer turns them on with ${typed('group settings posts:on')}.`
  return text`I am in this channel now, and the weekly post comes here: ${weeklyPost(group)}.`
}
