/** Converts between rows of the database and the types of the core. Values that the database cannot check are checked when they are read. */
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Instant, PlainDate } from '../core/calendar.ts'
import type { Completion } from '../core/completion.ts'
import { blockReasons, type DeliveryBlock } from '../core/delivery-block.ts'
import { type Group, type Learner, type Member, type Pause, tempos, visibilities, weekdays } from '../core/group.ts'
import { messageKinds, messageStates, type NewOutboxMessage, type OutboxMessage } from '../core/outbox-message.ts'
import { personName } from '../core/person-name.ts'
import type {
  Completion as CompletionRow,
  StudyGroup as GroupRow,
  Learner as LearnerRow,
  Membership as MembershipRow,
  OutboxMessage as OutboxMessageRow,
} from './generated/sqlite/client.ts'

/** Remembers what was made of a text: a board asks for the same days and instants again and again, and making them takes longer than reading the rows. */
const remembering = <T>(make: (text: string) => T, most: number) => {
  const made = new Map<string, T>()
  return (text: string): T => {
    const known = made.get(text)
    if (known !== undefined) return known
    if (made.size >= most) made.clear()
    const fresh = make(text)
    made.set(text, fresh)
    return fresh
  }
}

export const toDate = remembering((text): PlainDate => Temporal.PlainDate.from(text), 4000)
export const toInstant = remembering((text): Instant => Temporal.Instant.from(text), 20_000)

/** It may have been kept before names were cleaned. */
const toName = remembering(personName, 4000)

/** Text of a fixed length, which sorts by time. */
export const fromInstant = (instant: Instant): string => instant.toString({ fractionalSecondDigits: 9 })

const [tempo, weekday, visible] = [z.enum(tempos), z.enum(weekdays), z.enum(visibilities)]

const pausesSchema = z.array(z.strictObject({ from: z.iso.date(), until: z.iso.date().optional() }))

const toPauses = (json: string): Pause[] =>
  pausesSchema
    .parse(JSON.parse(json))
    .map(({ from, until }) => ({ from: toDate(from), ...(until !== undefined && { until: toDate(until) }) }))

const fromPauses = (pauses: readonly Pause[]): string =>
  JSON.stringify(pauses.map(({ from, until }) => ({ from: String(from), ...(until && { until: String(until) }) })))

const deliveryBlockSchema = z.strictObject({ kind: z.enum(blockReasons), since: z.string() })

const toDeliveryBlock = (json: string): DeliveryBlock => {
  const { kind, since } = deliveryBlockSchema.parse(JSON.parse(json))
  return { kind, since: toInstant(since) }
}

const fromDeliveryBlock = ({ kind, since }: DeliveryBlock): string =>
  JSON.stringify({ kind, since: fromInstant(since) })

export const toGroup = (row: GroupRow): Group => ({
  id: row.id,
  name: row.name,
  roadmapId: row.roadmapId,
  start: toDate(row.start),
  tempo: tempo.parse(row.tempo),
  zone: row.zone,
  pauses: toPauses(row.pauses),
  postDay: weekday.parse(row.postDay),
  postTime: Temporal.PlainTime.from(row.postTime),
  postsEnabled: Boolean(row.postsEnabled),
  postsSince: toInstant(row.postsSince),
  nextPostAt: toInstant(row.nextPostAt),
  ...(row.deliveryBlock !== null && { deliveryBlock: toDeliveryBlock(row.deliveryBlock) }),
  createdOn: toDate(row.createdOn),
  rescheduledAt: toInstant(row.rescheduledAt),
})

export const fromGroup = (group: Group) => ({
  ...group,
  start: String(group.start),
  pauses: fromPauses(group.pauses),
  postTime: String(group.postTime),
  postsSince: fromInstant(group.postsSince),
  nextPostAt: fromInstant(group.nextPostAt),
  deliveryBlock: group.deliveryBlock ? fromDeliveryBlock(group.deliveryBlock) : null,
  createdOn: String(group.createdOn),
  rescheduledAt: fromInstant(group.rescheduledAt),
})

export const toLearner = (row: LearnerRow): Learner => ({
  id: row.id,
  ...(row.zone !== null && { zone: row.zone }),
  visibility: visible.parse(row.visibility),
  remindersEnabled: Boolean(row.remindersEnabled),
  away: toPauses(row.away),
  ...(row.nextReminderAt !== null && { nextReminderAt: toInstant(row.nextReminderAt) }),
  unansweredReminders: row.unansweredReminders,
  unreachable: Boolean(row.unreachable),
})

export const fromLearner = ({ zone, away, nextReminderAt, ...learner }: Learner) => ({
  ...learner,
  zone: zone ?? null,
  away: fromPauses(away),
  nextReminderAt: nextReminderAt ? fromInstant(nextReminderAt) : null,
})

/** A membership with its learner, whose columns these are, and what the group's server or workspace calls them. */
export type MemberRow = Omit<MembershipRow, 'id'> & LearnerRow & { name: string | null }

export const toMember = (row: MemberRow): Member => ({
  name: toName(row.name ?? ''),
  learner: toLearner(row),
  groupId: row.groupId,
  joinedOn: toDate(row.joinedOn),
  planFrom: toDate(row.planFrom),
  ...(row.leftOn !== null && { leftOn: toDate(row.leftOn) }),
  organizer: Boolean(row.organizer),
  ...(row.keptOut && { keptOut: true as const }),
})

export const toCompletion = (row: CompletionRow): Completion => ({
  learnerId: row.learnerId,
  roadmapId: row.roadmapId,
  itemId: row.itemId,
  part: row.part,
  on: toDate(row.doneOn),
  recordedAt: toInstant(row.recordedAt),
  known: row.known,
  ...(row.link !== null && { link: row.link }),
  requestId: row.requestId,
})

const [messageKind, messageState] = [z.enum(messageKinds), z.enum(messageStates)]

export const toOutboxMessage = (row: OutboxMessageRow): OutboxMessage => ({
  id: row.id,
  kind: messageKind.parse(row.kind),
  ...(row.groupId !== null && { groupId: row.groupId }),
  ...(row.learnerId !== null && { learnerId: row.learnerId }),
  platform: row.platform,
  orderingKey: row.orderingKey,
  ...(row.week !== null && { week: toDate(row.week) }),
  ...(row.about !== null && { about: row.about }),
  dueAt: toInstant(row.dueAt),
  state: messageState.parse(row.state),
  attempts: row.attempts,
  nextAt: toInstant(row.nextAt),
  ...(row.claimedAt !== null && { claimedAt: toInstant(row.claimedAt) }),
  ...(row.firstUnconfirmedAt !== null && { firstUnconfirmedAt: toInstant(row.firstUnconfirmedAt) }),
  ...(row.reason !== null && { reason: row.reason }),
  ...(row.completedAt !== null && { completedAt: toInstant(row.completedAt) }),
})

export const fromNewMessage = ({
  id,
  kind,
  groupId,
  learnerId,
  platform,
  orderingKey,
  week,
  about,
  dueAt,
}: NewOutboxMessage) => ({
  id,
  kind,
  groupId: groupId ?? null,
  learnerId: learnerId ?? null,
  platform,
  orderingKey,
  week: week?.toString() ?? null,
  about: about ?? null,
  dueAt: fromInstant(dueAt),
  nextAt: fromInstant(dueAt),
})
