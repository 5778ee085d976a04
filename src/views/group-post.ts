/** The preview of a weekly post, for organizers. */
import type { Reply } from '../chat/reply.ts'
import { typed } from '../chat/slash.ts'
import { channelSpan, emphasis, text } from '../chat/text.ts'
import type { Instant, PlainDate } from '../core/calendar.ts'
import type { Group } from '../core/group.ts'
import { blockCure, blockSentence } from './delivery-block.ts'
import { day, moment } from './format.ts'
import type { QuestionCard } from './questions.ts'

/** It asks first. */
const postNow = { label: 'Post it now', action: { command: 'group post', input: { now: true } } }

type Preview = {
  group: Group
  at: Instant
  post: Reply
  /** There is something to say this week. */
  mayPostNow: boolean
}

/** The post as it would be if nothing happened until then. Its own buttons would act now, so they are left out. */
export const preview = ({ group: { postsEnabled, zone, deliveryBlock }, at, post, mayPostNow }: Preview): Reply => {
  const when = postsEnabled
    ? text`${emphasis('This is the next post, as it would be now.')} It comes on ${moment(at, zone)} (${zone}).`
    : text`${emphasis('Weekly posts are off: this is what the next one would be.')}`
  const stopped = deliveryBlock
    ? [{ kind: 'text' as const, text: text`But ${blockSentence(deliveryBlock)}. ${blockCure(deliveryBlock)}` }]
    : []
  return {
    title: post.title,
    blocks: [
      { kind: 'text', text: when },
      ...stopped,
      ...post.blocks.filter(({ kind }) => kind !== 'buttons'),
      {
        kind: 'buttons',
        buttons: [
          ...(mayPostNow ? [postNow] : []),
          ...(postsEnabled
            ? []
            : [{ label: 'Turn them on', action: { command: 'group settings', input: { posts: true } } }]),
        ],
      },
    ],
  }
}

type PostNow = { group: Group; week: PlainDate; channel: string | undefined; latest: Instant | undefined }

export const mayPostNow = ({ group, week, channel, latest }: PostNow): QuestionCard => ({
  title: `Post for ${group.name} now?`,
  blocks: [
    {
      kind: 'text',
      text: text`It is the post for the week of ${day(week)}. Everyone in ${channel === undefined ? 'the channel' : channelSpan(channel)} sees it. The scheduled one comes all the same.`,
    },
    ...(latest
      ? [{ kind: 'text' as const, text: text`The latest was asked for on ${moment(latest, group.zone)}.` }]
      : []),
  ],
})

export const nothingComes = ({ name }: Group): Reply => ({
  title: `${name} has no post to come`,
  blocks: [
    {
      kind: 'text',
      text: text`The roadmap is through, or the group pauses until it is resumed. ${typed('group show')} tells which.`,
    },
    { kind: 'buttons', buttons: [{ label: 'The group', action: { command: 'group show' } }] },
  ],
})

export const willBePosted = ({ name }: Group): Reply => ({
  title: `A post for ${name} is on its way`,
  blocks: [
    { kind: 'text', text: text`It appears in the group’s channel in a moment. The scheduled one comes all the same.` },
  ],
})
