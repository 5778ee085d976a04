/** Between the database's rows and the subject's words. What is read is checked where the database cannot check it. */
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Instant, PlainDate } from '../core/calendar.ts'
import type { Completion } from '../core/completion.ts'
import { type Group, type Learner, type Member, type Pause, tempos, visibilities, weekdays } from '../core/group.ts'
import type {
  Completion as CompletionRow,
  StudyGroup as GroupRow,
  Learner as LearnerRow,
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

/** Of one length, so that text sorts as time does. */
export const fromInstant = (instant: Instant): string => instant.toString({ fractionalSecondDigits: 9 })

const [tempo, weekday, visible] = [z.enum(tempos), z.enum(weekdays), z.enum(visibilities)]

const pausesSchema = z.array(z.strictObject({ from: z.iso.date(), until: z.iso.date().optional() }))

const toPauses = (json: string): Pause[] =>
  pausesSchema
    .parse(JSON.parse(json))
    .map(({ from, until }) => ({ from: toDate(from), ...(until !== undefined && { until: toDate(until) }) }))

const fromPauses = (pauses: readonly Pause[]): string =>
  JSON.stringify(pauses.map(({ from, until }) => ({ from: String(from), ...(until && { until: String(until) }) })))

export const toGroup = (row: GroupRow): Group => ({
  id: row.id,
  name: row.name,
  roadmapId: row.roadmapId,
  start: toDate(row.start),
  tempo: tempo.parse(row.tempo),
  zone: row.zone,
  pauses: toPauses(row.pauses),
  nudgeDay: weekday.parse(row.nudgeDay),
  nudgeTime: Temporal.PlainTime.from(row.nudgeTime),
  nudges: row.nudges,
  createdOn: toDate(row.createdOn),
  rescheduledAt: toInstant(row.rescheduledAt),
})

export const fromGroup = (group: Group) => ({
  ...group,
  start: String(group.start),
  pauses: fromPauses(group.pauses),
  nudgeTime: String(group.nudgeTime),
  createdOn: String(group.createdOn),
  rescheduledAt: fromInstant(group.rescheduledAt),
})

export const toLearner = ({ id, name, zone, visibility, nudges, away }: LearnerRow): Learner => ({
  id,
  name,
  ...(zone !== null && { zone }),
  visibility: visible.parse(visibility),
  nudges,
  away: toPauses(away),
})

export const fromLearner = ({ id, name, zone, visibility, nudges, away }: Learner) => ({
  id,
  name,
  zone: zone ?? null,
  visibility,
  nudges,
  away: fromPauses(away),
})

type MembershipRow = {
  groupId: string
  joinedOn: string
  planFrom: string
  leftOn: string | null
  organizer: boolean
  learner: LearnerRow
}

export const toMember = ({ groupId, joinedOn, planFrom, leftOn, organizer, learner }: MembershipRow): Member => ({
  learner: toLearner(learner),
  groupId,
  joinedOn: toDate(joinedOn),
  planFrom: toDate(planFrom),
  ...(leftOn !== null && { leftOn: toDate(leftOn) }),
  organizer,
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
