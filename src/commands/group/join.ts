import { z } from 'zod'
import type { CommandResult } from '../../bot/command.ts'
import { defineCommand } from '../../bot/define-command.ts'
import { isBefore } from '../../core/calendar.ts'
import { isNamed } from '../../core/group.ts'
import { planFromOn } from '../../core/rejoining.ts'
import { presentMembers } from '../../groups/group-context.ts'
import { checkMayJoin } from '../../groups/group-limits.ts'
import { scheduleOf } from '../../groups/member-progress.ts'
import { rescheduleReminders } from '../../groups/reminders.ts'
import { tellOrganizers } from '../../groups/tell-organizers.ts'
import { updateGroup } from '../../groups/update-group.ts'
import { alreadyIn, joinedCard, keptOut } from '../../views/membership.ts'

export const join = defineCommand({
  name: 'join',
  summary: 'Makes you a member of the group of this channel',
  options: z.strictObject({}),
  example: {},
  answers: 'channel',
  effect: 'writes',
  run: (_, context): Promise<CommandResult> =>
    updateGroup(context, async ({ group, roadmap, members, me, today, now }, within) => {
      if (me) return { visibleTo: 'caller', answer: alreadyIn(group) }
      const learner = await within.upsertLearner(context.actor, context.where)
      const before = members.find((member) => member.learner.id === learner.id)
      if (before?.keptOut) throw keptOut(group, members)
      await checkMayJoin(learner, within)
      const planFrom = planFromOn(before, today)
      // The first person who joins an empty group organizes it.
      const organizer = presentMembers(members).length === 0
      await within.saveMember({
        learner,
        groupId: group.id,
        joinedOn: before?.joinedOn ?? today,
        planFrom,
        organizer,
      })
      await rescheduleReminders([{ learner }], within, now)
      // The channel knows them as a member: leaving and coming back within a day is announced to nobody.
      const isBackAtOnce = before?.leftOn !== undefined && !isBefore(before.leftOn, today.subtract({ days: 1 }))
      if (!isNamed(learner) && !isBackAtOnce) {
        const event = { kind: 'joined' as const, groupId: group.id, learnerId: learner.id }
        await tellOrganizers({ event, members, byLearnerId: learner.id, requestId: context.requestId, within, now })
      }
      return {
        visibleTo: isBackAtOnce ? 'caller' : 'channel',
        answer: joinedCard({
          group,
          member: { name: context.actor.name, learner },
          schedule: scheduleOf(group, roadmap),
          today,
          ...{ again: before !== undefined, goesOn: !planFrom.equals(today) },
        }),
      }
    }),
})
