/** The log of a group's posts, as its members may read it: sent ones, the next one, and skipped ones with the reason. */
import type { Block, Reply } from '../chat/reply.ts'
import { typed } from '../chat/slash.ts'
import { type Text, text } from '../chat/text.ts'
import type { Instant } from '../core/calendar.ts'
import type { Group } from '../core/group.ts'
import type { MessageKind, OutboxMessage, SkipReason } from '../core/outbox-message.ts'
import { hoursOfGrace } from '../core/slot.ts'
import { blockCure, blockSentence } from './delivery-block.ts'
import { counted, moment } from './format.ts'

type Log = {
  group: Group
  posts: readonly OutboxMessage[]
  /** The weekly ones of these and of earlier messages. */
  weekly: readonly OutboxMessage[]
  next: Instant | undefined
  /** The reader's own. */
  zone: string
}

const kinds: Record<MessageKind, string> = {
  week: 'Weekly post',
  end: 'Summary at the end',
  extra: 'Extra weekly post',
  stage: 'Finished stage',
  organizer: 'New organizer',
  change: 'Change of the group',
  // To one person alone, and in no log of a group.
  reminder: 'Reminder',
  deletion: 'Direct message',
  member: 'Direct message',
}

const reasons: Record<SkipReason, string> = {
  late: `it could not be sent within ${hoursOfGrace} hours`,
  moved: 'its time had passed when the weekly post was moved',
  paused: 'the group paused',
  superseded: 'the next one was due already',
  off: 'weekly posts were off',
  refused: 'the channel takes no posts',
  blocked: 'the platform blocked what it says (check the server’s filters, such as AutoMod)',
  ended: 'the group ended',
  'taken-back': 'it was taken back before',
  hidden: 'the member hides',
  left: 'the member has left',
  logged: 'something was logged',
  'nothing-planned': 'nothing was planned',
  returned: 'the person came back',
}

const isPausedOpenly = ({ pauses }: Group): boolean => pauses.some(({ until }) => until === undefined)

export const groupLog = ({ group, posts, weekly, next, zone }: Log): Reply => {
  const sent = weekly.find(({ state }) => state === 'sent')
  const none = isPausedOpenly(group) ? 'after the pause' : 'none: the roadmap is through'
  const upcoming = group.postsEnabled ? (next ? moment(next, zone) : none) : 'weekly posts are off'
  return {
    title: `Posts of ${group.name}`,
    blocks: [
      {
        kind: 'fields',
        fields: [
          {
            label: text`Last weekly post`,
            value: text`${sent?.completedAt ? moment(sent.completedAt, zone) : 'none yet'}`,
          },
          {
            label: text`Next due`,
            value: text`${group.deliveryBlock ? blockSentence(group.deliveryBlock) : upcoming}`,
          },
          { label: text`Times in`, value: text`${zone}` },
        ],
      },
      ...(group.deliveryBlock ? [{ kind: 'text' as const, text: blockCure(group.deliveryBlock) }] : []),
      ...history(posts, zone),
      { kind: 'buttons', buttons: [{ label: 'Preview the next', action: { command: 'group post' } }] },
    ],
  }
}

const history = (posts: readonly OutboxMessage[], zone: string): Block[] => {
  if (posts.length === 0) return [{ kind: 'text', text: text`Nothing was due so far.` }]
  const items = posts.map(
    (message) => text`${moment(message.dueAt, zone)}: ${kinds[message.kind]}, ${whatBecame(message, zone)}`,
  )
  const isUnconfirmed = posts.some(({ state }) => state === 'unconfirmed')
  return [
    { kind: 'heading', text: 'The latest' },
    { kind: 'list', items },
    ...(isUnconfirmed
      ? [
          {
            kind: 'text' as const,
            text: text`I never post twice, so one of which I did not hear how it ended is not repeated. If it is missing in the channel, an organizer’s ${typed('group post now:yes')} posts it.`,
          },
        ]
      : []),
  ]
}

/** Minutes after its due time within which a message counts as sent in time. */
const maxMinutesInTime = 5

const whatBecame = ({ state, reason, attempts, nextAt, dueAt, completedAt }: OutboxMessage, zone: string): Text => {
  if (state === 'sent') {
    const isInTime = completedAt === undefined || completedAt.since(dueAt).total('minutes') < maxMinutesInTime
    return isInTime ? text`sent` : text`sent on ${moment(completedAt, zone)}`
  }
  if (state === 'unconfirmed') return text`it may have arrived: I was stopped, or cut off, while sending it`
  if (state === 'claimed' || state === 'sending') return text`on its way`
  if (state === 'skipped') {
    const tried = reason === 'late' && attempts > 0 ? `; ${counted(attempts, 'attempt')} failed` : ''
    return text`skipped: ${reasons[reason as SkipReason] ?? reason ?? ''}${tried}`
  }
  if (attempts === 0) return text`due`
  return text`${counted(attempts, 'attempt')} failed, the next one is ${moment(nextAt, zone)}`
}
