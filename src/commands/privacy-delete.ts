import { z } from 'zod'
import { type Answer, type Context, defineCommand } from '../bot/command.ts'
import type { Reads, Writes } from '../bot/store.ts'
import { dateAt } from '../core/calendar.ts'
import type { Group, Learner } from '../core/group.ts'
import { closeWeeksOf } from '../groups/close-weeks.ts'
import { depart } from '../groups/depart.ts'
import { presentMembers } from '../groups/scene.ts'
import { deleted, mayDelete, nothingStored } from '../views/privacy.ts'
import { sureOption } from './options/sure.ts'

/** The groups that go on without somebody, and those that end with them, because nobody else was ever there. */
const groupsAround = async ({ id }: Learner, reads: Reads): Promise<{ left: Group[]; ended: Group[] }> => {
  const groups = await reads.groupsOf(id)
  const members = await Promise.all(groups.map((group) => reads.membersOf(group.id)))
  const isAlone = (at: number) => members[at]?.every(({ learner }) => learner.id === id) ?? false
  return { left: groups.filter((_, at) => !isAlone(at)), ended: groups.filter((_, at) => isAlone(at)) }
}

const departFromAll = async ({ id }: Learner, context: Context, within: Reads & Writes): Promise<void> => {
  const { now } = context
  await closeWeeksOf(id, context, within)
  for (const group of await within.groupsOf(id)) {
    const members = await within.membersOf(group.id)
    const me = presentMembers(members).find(({ learner }) => learner.id === id)
    if (me) await depart({ group, members, today: dateAt(now, group.zone), now }, me, within)
  }
}

export const privacyDelete = defineCommand({
  name: 'privacy delete',
  summary: 'Removes you and everything of yours, after asking',
  options: z.strictObject({ sure: sureOption }),
  example: 'privacy delete',
  answers: 'caller',
  run: async ({ sure }, context): Promise<Answer> => {
    const { reads, actor } = context
    if (Object.keys(await reads.exportOf(actor.id)).length === 0) return { answer: nothingStored() }
    const known = await reads.learnerOf(actor.id)
    if (!sure) return { answer: mayDelete(known ? await groupsAround(known, reads) : { left: [], ended: [] }) }
    return context.change(async (within) => {
      if (known) await departFromAll(known, context, within)
      await within.deletePerson(actor.id)
      return { answer: deleted() }
    })
  },
})
