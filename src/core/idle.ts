/** Learners who are in no group and use no command: for how long they are kept, and when they are told (design 4.8). */
import { dateAt, type Instant, isBefore, type PlainDate } from './calendar.ts'

/** After so many days without a group and without a command a learner is deleted. */
export const daysKept = 400
/** They are told so many days before, where a direct message can reach them. */
export const daysOfNotice = 30

/** `missed`: nobody could send it in time. */
type Notice = { dueAt: Instant; missed: boolean }

export type IdleLearner = {
  learnerId: string
  /** The last day in a group or with a command. */
  since: PlainDate
  /** What they were told, or should have been, the oldest first; also of earlier times. */
  notices: readonly Notice[]
}

/** The day of an instant in UTC, by which all of this is counted. */
export const dayOf = (now: Instant): PlainDate => dateAt(now, 'UTC')

/** Who has been idle since this day, or longer, has to be told, or was. */
export const idleUntil = (now: Instant): PlainDate => dayOf(now).subtract({ days: daysKept - daysOfNotice })

/** The day on which somebody is deleted who is told now. */
export const deletionDay = ({ since }: Pick<IdleLearner, 'since'>, now: Instant): PlainDate => {
  const [planned, earliest] = [since.add({ days: daysKept }), dayOf(now).add({ days: daysOfNotice })]
  return isBefore(planned, earliest) ? earliest : planned
}

/** What has to be done about an idle learner now. */
export const idleStep = ({ since, notices }: IdleLearner, now: Instant): 'notice' | 'deletion' | undefined => {
  const today = dayOf(now)
  if (isBefore(idleUntil(now), since)) return undefined
  const noticeDay = since.add({ days: daysKept - daysOfNotice })
  const present = notices.filter(({ dueAt }) => !isBefore(dayOf(dueAt), noticeDay))
  const [first] = present
  const reached = present.find(({ missed }) => !missed)
  const told = reached ?? first
  const isOver = told !== undefined && !isBefore(today, dayOf(told.dueAt).add({ days: daysOfNotice }))
  if (isOver && !isBefore(today, since.add({ days: daysKept }))) return 'deletion'
  return reached ? undefined : 'notice'
}
