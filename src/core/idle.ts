/** Idle learners, who are in no group and use no command: how long they are kept, and when they get a notice (design 4.8). */
import { dateAt, type Instant, isBefore, type PlainDate } from './calendar.ts'

/** After so many days without a group and without a command a learner is deleted. */
export const daysKept = 400
/** They get a notice so many days before, if a direct message can reach them. */
export const daysOfNotice = 30

/** `missed`: it could not be sent in time. */
type Notice = { dueAt: Instant; missed: boolean }

export type IdleLearner = {
  learnerId: string
  /** The last day in a group or with a command. */
  since: PlainDate
  /** Deletion notices, sent or missed, the oldest first; earlier idle times included. */
  notices: readonly Notice[]
}

/** The day of an instant in UTC, by which all of this is counted. */
export const dayOf = (now: Instant): PlainDate => dateAt(now, 'UTC')

/** Learners who are idle since this day or longer need a notice, or have had one. */
export const idleUntil = (now: Instant): PlainDate => dayOf(now).subtract({ days: daysKept - daysOfNotice })

/** The day on which a learner is deleted who gets the notice now. */
export const deletionDay = ({ since }: Pick<IdleLearner, 'since'>, now: Instant): PlainDate => {
  const [planned, earliest] = [since.add({ days: daysKept }), dayOf(now).add({ days: daysOfNotice })]
  return isBefore(planned, earliest) ? earliest : planned
}

/** The step that is due for an idle learner now. */
export const idleStep = ({ since, notices }: IdleLearner, now: Instant): 'notice' | 'deletion' | undefined => {
  const today = dayOf(now)
  if (isBefore(idleUntil(now), since)) return undefined
  const noticeDay = since.add({ days: daysKept - daysOfNotice })
  const present = notices.filter(({ dueAt }) => !isBefore(dayOf(dueAt), noticeDay))
  const [first] = present
  const reached = present.find(({ missed }) => !missed)
  const notice = reached ?? first
  const isOver = notice !== undefined && !isBefore(today, dayOf(notice.dueAt).add({ days: daysOfNotice }))
  if (isOver && !isBefore(today, since.add({ days: daysKept }))) return 'deletion'
  return reached ? undefined : 'notice'
}
