/** The warnings about a delivery block: the reason, and what an organizer can do. */

import { userErrorReply } from '../bot/error-replies.ts'
import type { Reply } from '../chat/reply.ts'
import { typed } from '../chat/slash.ts'
import { channelSpan, type Text, text } from '../chat/text.ts'
import { UserError } from '../chat/user-error.ts'
import type { BlockReason, DeliveryBlock } from '../core/delivery-block.ts'
import type { Group } from '../core/group.ts'

/** The reason, as the end of "I cannot post in …: ". */
const causes: Record<BlockReason, string> = {
  'channel-gone': 'the channel is gone',
  removed: 'I was removed from the channel, or from the server or workspace',
  'no-access': 'I cannot see the channel',
  'no-permission': 'I may not write in the channel',
  archived: 'the channel is archived',
  rejected: 'the platform does not let my posts through',
}

const cures: Record<BlockReason, Text> = {
  'channel-gone': text`Move the group: press the button below in the channel where it is to meet, or name one with ${typed('group settings channel:…')}.`,
  removed: text`Invite me again, and if I do not greet you then, type ${typed('group settings posts:on')}. Without me the group is deleted after 14 days; everybody’s progress stays.`,
  'no-access': text`Let me see the channel (invite me into it), then ${typed('group settings posts:on')}; or move the group with ${typed('group settings channel:…')}.`,
  'no-permission': text`Let me write in the channel, then ${typed('group settings posts:on')}; or move the group with ${typed('group settings channel:…')}.`,
  archived: text`Unarchive the channel, then ${typed('group settings posts:on')}; or move the group with ${typed('group settings channel:…')}.`,
  rejected: text`Check the server’s filters (AutoMod), then ${typed('group settings posts:on')}.`,
}

export const blockSentence = ({ kind }: DeliveryBlock): string => `${causes[kind]}, so posts are stopped`

export const blockCure = ({ kind }: DeliveryBlock): Text => cures[kind]

/** To an organizer, beside the answer to whatever they asked. */
export const blockNotice = (group: Group, deliveryBlock: DeliveryBlock): Reply =>
  userErrorReply(postsAreStopped(group, deliveryBlock))

/** To an organizer who wants something posted. The button asks first. */
export const postsAreStopped = ({ id, name }: Group, { kind }: DeliveryBlock): UserError =>
  new UserError(`${name} gets no weekly posts`, {
    next: [text`I cannot post for the group: ${causes[kind]}.`, cures[kind]],
    buttons: [
      { label: 'Let it meet here', action: { command: 'group settings', input: { channel: 'here' }, group: id } },
    ],
  })

/** For the person who makes a channel a group's home in which the bot cannot post. */
export const muteNotice = (channel: string): Reply => ({
  title: 'I may not post there',
  tone: 'problem',
  blocks: [
    {
      kind: 'text',
      text: text`The weekly post would not come in ${channelSpan(channel)}. Invite me into the channel, or let me see it and write in it; or move the group with ${typed('group settings channel:…')}.`,
    },
  ],
})

/** To a learner who could not be written to. */
export const unreachableNotice = (): Reply => ({
  title: 'I could not write to you privately',
  tone: 'problem',
  blocks: [
    {
      kind: 'text',
      text: text`Private reminders are off now. Allow direct messages from me, then ${typed('settings reminders:on')}.`,
    },
  ],
})
