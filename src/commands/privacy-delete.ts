import { z } from 'zod'
import { type Answer, type Context, defineCommand } from '../bot/command.ts'
import type { Reads, Writes } from '../bot/store.ts'
import { dateAt } from '../core/calendar.ts'
import type { Group, Learner, Member } from '../core/group.ts'
import { closeWeeksOf } from '../groups/close-weeks.ts'
import { depart, successionAfter } from '../groups/depart.ts'
import { presentMembers } from '../groups/scene.ts'
import { deleted, mayDelete, nothingStored } from '../views/privacy.ts'
import { nothingDone } from '../views/questions.ts'
import { ask, askAnew, type Question } from './asking/question.ts'
import { sureOption } from './options/sure.ts'

export const privacyDelete = defineCommand({
  name: 'privacy delete',
  summary: 'Removes you and everything of yours, after asking',
  options: z.strictObject({ sure: sureOption }),
  example: 'privacy delete',
  answers: 'caller',
  effect: 'removes',
  asksFirst: true,
  run: async ({ sure }, context): Promise<Answer> => {
    if (sure === false) return { answer: nothingDone() }
    const { reads, actor, line } = context
    if (Object.keys(await reads.exportOf(actor.id)).length === 0) return { answer: nothingStored() }
    const known = await reads.learnerOf(actor.id)
    if (sure === undefined) return ask(questionOf(await membershipsOf(known, reads)), { line })
    return context.change(async (within) => {
      const memberships = await membershipsOf(known, within)
      const changed = await askAnew(questionOf(memberships), sure, { line })
      if (changed) return changed
      if (known) await departFromAll(known, memberships, { context, within })
      await within.deletePerson(actor.id)
      return { answer: deleted() }
    })
  },
})

type Membership = { group: Group; members: readonly Member[]; me: Member }

const membershipsOf = async (learner: Learner | undefined, reads: Reads): Promise<Membership[]> => {
  if (!learner) return []
  const memberships: Membership[] = []
  for (const group of await reads.groupsOf(learner.id)) {
    const members = await reads.membersOf(group.id)
    const me = presentMembers(members).find((member) => member.learner.id === learner.id)
    if (me) memberships.push({ group, members, me })
  }
  return memberships
}

const departFromAll = async (
  { id }: Learner,
  memberships: readonly Membership[],
  { context, within }: { context: Context; within: Reads & Writes },
): Promise<void> => {
  const { now } = context
  await closeWeeksOf(id, context, within)
  for (const { group, members, me } of memberships)
    await depart({ group, members, today: dateAt(now, group.zone), now }, me, { within })
}

/** Of the groups, some go on without the person, and some end with them, because nobody else was ever there. */
const questionOf = (memberships: readonly Membership[]): Question => {
  const { left = [], ended = [] } = Object.groupBy(memberships, ({ members }) =>
    members.length > 1 ? 'left' : 'ended',
  )
  return {
    card: mayDelete({
      left: left.map(({ group, members, me }) => ({ group, succession: successionAfter(members, me) })),
      ended: ended.map(({ group }) => group),
    }),
    answers: [{ label: 'Delete everything', role: 'danger' }],
    beside: [{ label: 'Export first', line: 'privacy export' }],
  }
}
