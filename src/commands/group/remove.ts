import { z } from 'zod'
import type { CommandResult, ReadContext } from '../../bot/command.ts'
import { defineCommand } from '../../bot/define-command.ts'
import { formatCommandLine } from '../../bot/format-command-line.ts'
import type { Action } from '../../chat/action.ts'
import { typed } from '../../chat/slash.ts'
import { text } from '../../chat/text.ts'
import { UserError } from '../../chat/user-error.ts'
import { withGroup } from '../../chat/with-group.ts'
import type { Member } from '../../core/group.ts'
import { type GroupContext, loadGroupContext, presentMembers, requireOrganizer } from '../../groups/group-context.ts'
import { removeMember, successionAfter } from '../../groups/remove-member.ts'
import { tellOrganizers } from '../../groups/tell-organizers.ts'
import {
  keptOutCard,
  keptOutList,
  letInCard,
  mayKeepOut,
  mayLetIn,
  mayRemove,
  removedCard,
} from '../../views/removal.ts'
import type { Question } from '../asking/question.ts'
import { updateAfterConfirmation } from '../asking/update-after-confirmation.ts'
import { confirmOption } from '../options/confirm.ts'
import { distinctly } from '../options/describe-members.ts'
import {
  type MemberReference,
  memberOption,
  memberRef,
  membersReferredTo,
  readMember,
  resolveMember,
  suggestMembers,
} from '../options/member.ts'

const options = z.strictObject({
  member: memberOption.optional(),
  keepout: z.boolean().optional().describe('Whether they may not join again; no lets them back in'),
  confirm: confirmOption,
})

type Plan = { member: Member; letsIn: boolean }

export const groupRemove = defineCommand({
  name: 'group remove',
  summary: 'Ends somebody’s membership, after asking; without a name, shows who is kept out; for organizers',
  options,
  positional: 'member',
  example: { member: 'Ana' },
  answers: 'caller',
  effect: 'removes',
  asksFirst: true,
  run: async ({ member: named, keepout, confirm }, context): Promise<CommandResult> => {
    if (named === undefined) return whoIsKeptOut(context)
    return updateAfterConfirmation<Plan>(context, {
      confirm,
      async question(groupContext, reads) {
        const reference = await readMember(named, reads)
        const request = { reference, groupContext, context: { ...context, reads } }
        return keepout === false ? lettingIn(request) : removing(request, keepout)
      },
      async apply({ member, letsIn }, groupContext, within) {
        const { group, members } = groupContext
        const { keptOut: _, ...others } = member
        if (letsIn) await within.saveMember(others)
        else if (member.leftOn === undefined)
          await removeMember(groupContext, member, { within, keptOut: keepout === true })
        else await within.saveMember({ ...member, keptOut: true })
        if (!letsIn && member.leftOn === undefined) {
          const kind = keepout ? ('kept-out' as const) : ('removed' as const)
          const event = { kind, groupId: group.id, learnerId: member.learner.id }
          const { requestId } = context
          await tellOrganizers({
            event,
            members,
            byLearnerId: groupContext.learner?.id,
            requestId,
            within,
            now: groupContext.now,
          })
        }
        const shown = await distinctly(member, members, within)
        if (letsIn) return { answer: letInCard(group, shown) }
        if (!keepout) return { answer: removedCard(group, shown) }
        return { answer: withGroup(group.id, keptOutCard(group, shown, letIn(member, members))) }
      },
    })
  },
  suggest: {
    member: async (typed, context) => {
      const groupContext = await loadGroupContext(context)
      requireOrganizer(groupContext, context)
      return suggestMembers(typed, presentMembers(groupContext.members), { groupContext, reads: context.reads })
    },
  },
})

const whoIsKeptOut = async (context: ReadContext): Promise<CommandResult> => {
  const groupContext = await loadGroupContext(context)
  requireOrganizer(groupContext, context)
  const { group, members } = groupContext
  const keptOut = members.filter((member) => member.keptOut)
  const people = await Promise.all(
    keptOut.map(async (member) => ({
      member: await distinctly(member, keptOut, context.reads),
      action: letIn(member, members),
    })),
  )
  return { answer: withGroup(group.id, keptOutList(group, people)) }
}

const letIn = (member: Member, members: readonly Member[]): Action => ({
  command: groupRemove.name,
  input: { member: memberRef(member, members), keepout: false, confirm: true },
})

type RemovalRequest = { reference: MemberReference; groupContext: GroupContext; context: ReadContext }

const lettingIn = async ({ reference, groupContext, context }: RemovalRequest): Promise<Question & { plan: Plan }> => {
  const { group, members } = groupContext
  const keptOut = members.filter((member) => member.keptOut)
  const [somebody] = membersReferredTo(reference, members)
  if (somebody && membersReferredTo(reference, keptOut).length === 0)
    throw new UserError(`${somebody.name} is not kept out of ${group.name}`, {
      next: [text`Nothing was changed. ${typed('group remove')} shows who is kept out.`],
    })
  const member = await resolveMember(reference, keptOut, { groupContext, context })
  const shown = await distinctly(member, members, context.reads)
  return {
    card: mayLetIn(group, shown),
    answers: [{ label: `Let ${member.name} back in`, role: 'main', input: { member: memberRef(member, members) } }],
    plan: { member, letsIn: true },
  }
}

const removing = async (
  { reference, groupContext, context }: RemovalRequest,
  keepout: boolean | undefined,
): Promise<Question & { plan: Plan }> => {
  const { group, members, learner } = groupContext
  const member = await memberToRemove({ reference, groupContext, context })
  const { name } = member
  const shown = await distinctly(member, members, context.reads)
  const input = { member: memberRef(member, members) }
  const plan = { member, letsIn: false }
  if (member.leftOn !== undefined) {
    if (member.keptOut) throw isKeptOut(shown, group.name)
    if (!keepout) throw hasLeft({ member, shown, groupContext })
    return { card: mayKeepOut(group, shown), answers: [{ label: `Keep ${name} out`, role: 'danger', input }], plan }
  }
  if (member.learner.id === learner?.id) {
    throw new UserError('This is for removing others', {
      next: [text`To leave ${group.name} yourself, type ${typed('leave')}. Nothing was changed.`],
    })
  }
  const keepingOut = { label: 'Remove and keep out', role: 'danger' as const, input: { ...input, keepout: true } }
  const answers = keepout ? [keepingOut] : [{ label: `Remove ${name}`, role: 'danger' as const, input }, keepingOut]
  return { card: mayRemove(group, shown, successionAfter(members, member)), answers, plan }
}

/** Present members come before former ones. */
const memberToRemove = ({ reference, groupContext, context }: RemovalRequest): Promise<Member> => {
  const { members } = groupContext
  const present = presentMembers(members)
  const isGone = membersReferredTo(reference, present).length === 0 && membersReferredTo(reference, members).length > 0
  return resolveMember(reference, isGone ? members : present, { groupContext, context })
}

/** The line names the member exactly: by name only where nobody else has it. */
const hasLeft = ({ member, shown, groupContext }: { member: Member; shown: Member; groupContext: GroupContext }) => {
  const whom = shown === member ? member.name : memberRef(member, groupContext.members)
  return new UserError(`${shown.name} is not in ${groupContext.group.name} any more`, {
    next: [
      text`Nothing was changed. If they must not join again, type ${typed(formatCommandLine(groupRemove, { member: whom, keepout: true }))}.`,
    ],
  })
}

const isKeptOut = ({ name }: Member, group: string) =>
  new UserError(`${name} is kept out of ${group} already`, {
    next: [text`Nothing was changed. ${typed('group remove')} shows who is kept out.`],
  })
