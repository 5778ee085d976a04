/** What an organizer is told, and can do, when a platform takes no posts for the group any more. */
import { lineAbout } from '../bot/about-group.ts'
import { mistakeReply } from '../bot/problem.ts'
import type { Reply } from '../bot/reply.ts'
import { typed } from '../bot/slash.ts'
import { channelSpan, type Text, text } from '../bot/text.ts'
import { UserError } from '../bot/user-error.ts'
import type { Group } from '../core/group.ts'
import type { Refusal, RefusalKind } from '../core/refusal.ts'

/** What happened, as the end of "I cannot post in …: ". */
const causes: Record<RefusalKind, string> = {
  'channel-gone': 'the channel is gone',
  removed: 'I was removed from the channel, or from the server or workspace',
  'no-access': 'I cannot see the channel',
  'no-permission': 'I may not write in the channel',
  archived: 'the channel is archived',
  rejected: 'the platform does not let my posts through',
}

const cures: Record<RefusalKind, Text> = {
  'channel-gone': text`Move the group: press the button below in the channel where it is to meet, or name one with ${typed('group settings channel:…')}.`,
  removed: text`Invite me again, and if I do not greet you then, type ${typed('group settings nudges:on')}. Without me the group is deleted after 14 days; everybody’s progress stays.`,
  'no-access': text`Let me see the channel (invite me into it), then ${typed('group settings nudges:on')}; or move the group with ${typed('group settings channel:…')}.`,
  'no-permission': text`Let me write in the channel, then ${typed('group settings nudges:on')}; or move the group with ${typed('group settings channel:…')}.`,
  archived: text`Unarchive the channel, then ${typed('group settings nudges:on')}; or move the group with ${typed('group settings channel:…')}.`,
  rejected: text`Check the server’s filters (AutoMod), then ${typed('group settings nudges:on')}.`,
}

export const refusalSentence = ({ kind }: Refusal): string => `${causes[kind]}, so posts are stopped`

export const refusalCure = ({ kind }: Refusal): Text => cures[kind]

/** To an organizer, beside the answer to whatever they asked. */
export const refusalNotice = (group: Group, refusal: Refusal): Reply => mistakeReply(postsAreStopped(group, refusal))

/** To an organizer who wants something posted. The button asks first. */
export const postsAreStopped = ({ id, name }: Group, { kind }: Refusal): UserError =>
  new UserError(`${name} gets no weekly posts`, {
    next: [text`I cannot post for the group: ${causes[kind]}.`, cures[kind]],
    buttons: [{ label: 'Let it meet here', line: lineAbout(id, 'group settings channel:here') }],
  })

/** To whoever makes a channel a group's home where the bot cannot post. */
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
      text: text`Private nudges are off now. Allow direct messages from me, then ${typed('settings nudges:on')}.`,
    },
  ],
})
