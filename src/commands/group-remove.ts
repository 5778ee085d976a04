import { z } from 'zod'
import { replyAbout } from '../bot/about-group.ts'
import { type Answer, defineCommand, type ReadContext } from '../bot/command.ts'
import { lineOf } from '../bot/line.ts'
import { typed } from '../bot/slash.ts'
import { text } from '../bot/text.ts'
import { UserError } from '../bot/user-error.ts'
import type { Member } from '../core/group.ts'
import { depart, successionAfter } from '../groups/depart.ts'
import { mustOrganize, presentMembers, type Scene, sceneOf } from '../groups/scene.ts'
import { keptOutCard, keptOutList, letInCard, mayKeepOut, mayLetIn, mayRemove, removedCard } from '../views/removal.ts'
import { changeGroupAfterAsking } from './asking/change-group.ts'
import type { Question } from './asking/question.ts'
import { chosenMember, memberOption, memberRef, membersNamed, suggestMembers } from './options/member.ts'
import { sureOption } from './options/sure.ts'

const options = z.strictObject({
  member: memberOption.optional(),
  keepout: z.boolean().optional().describe('Whether they may not join again; no lets them back in'),
  sure: sureOption,
})

type Plan = { member: Member; letsIn: boolean }

export const groupRemove = defineCommand({
  name: 'group remove',
  summary: 'Ends somebody’s membership, after asking; without a name, shows who is kept out; for organizers',
  options,
  positional: 'member',
  example: 'group remove Ana',
  answers: 'caller',
  effect: 'removes',
  asksFirst: true,
  run: async ({ member: named, keepout, sure }, context): Promise<Answer> => {
    if (named === undefined) return whoIsKeptOut(context)
    return changeGroupAfterAsking<Plan>(context, {
      sure,
      question: async (scene) => (keepout === false ? lettingIn(named, scene) : removing(named, scene, keepout)),
      async apply({ member, letsIn }, scene, within) {
        const { group, members } = scene
        const { keptOut: _, ...others } = member
        if (letsIn) await within.saveMember(others)
        else if (member.leftOn === undefined) await depart(scene, member, { within, keptOut: keepout === true })
        else await within.saveMember({ ...member, keptOut: true })
        if (letsIn) return { answer: letInCard(group, member) }
        if (!keepout) return { answer: removedCard(group, member) }
        return { answer: replyAbout(group.id, keptOutCard(group, member, letInLine(member, members))) }
      },
    })
  },
  suggest: {
    member: async (typed, context) => {
      const scene = await sceneOf(context)
      mustOrganize(scene, context)
      return suggestMembers(typed, presentMembers(scene.members))
    },
  },
})

const whoIsKeptOut = async (context: ReadContext): Promise<Answer> => {
  const scene = await sceneOf(context)
  mustOrganize(scene, context)
  const { group, members } = scene
  const people = members
    .filter(({ keptOut }) => keptOut)
    .map((member) => ({ member, line: letInLine(member, members) }))
  return { answer: replyAbout(group.id, keptOutList(group, people)) }
}

const letInLine = (member: Member, members: readonly Member[]): string =>
  lineOf(groupRemove, { member: memberRef(member, members), keepout: false, sure: true })

const lettingIn = (named: string, { group, members }: Scene): Question & { plan: Plan } => {
  const keptOut = members.filter((member) => member.keptOut)
  const [somebody] = membersNamed(named, members)
  if (somebody && membersNamed(named, keptOut).length === 0)
    throw new UserError(`${somebody.name} is not kept out of ${group.name}`, {
      next: [text`Nothing was changed. ${typed('group remove')} shows who is kept out.`],
    })
  const member = chosenMember(named, keptOut)
  return {
    card: mayLetIn(group, member),
    answers: [{ label: `Let ${member.name} back in`, role: 'main', input: { member: memberRef(member, members) } }],
    plan: { member, letsIn: true },
  }
}

const removing = (named: string, scene: Scene, keepout: boolean | undefined): Question & { plan: Plan } => {
  const { group, members, learner } = scene
  const member = memberToRemove(named, members)
  const { name } = member
  const input = { member: memberRef(member, members) }
  const plan = { member, letsIn: false }
  if (member.leftOn !== undefined) {
    if (member.keptOut) throw isKeptOut(member, group.name)
    if (!keepout) throw hasLeft(member, group.name)
    return { card: mayKeepOut(group, member), answers: [{ label: `Keep ${name} out`, role: 'danger', input }], plan }
  }
  if (member.learner.id === learner?.id) {
    throw new UserError('This is for removing others', {
      next: [text`To leave ${group.name} yourself, type ${typed('leave')}. Nothing was changed.`],
    })
  }
  const keepingOut = { label: 'Remove and keep out', role: 'danger' as const, input: { ...input, keepout: true } }
  const answers = keepout ? [keepingOut] : [{ label: `Remove ${name}`, role: 'danger' as const, input }, keepingOut]
  return { card: mayRemove(group, member, successionAfter(members, member)), answers, plan }
}

/** Who is there comes before who has left. */
const memberToRemove = (named: string, members: readonly Member[]): Member => {
  const present = presentMembers(members)
  const [former, ...others] = membersNamed(named, members)
  const isGone = membersNamed(named, present).length === 0
  return isGone && former && others.length === 0 ? former : chosenMember(named, present)
}

const hasLeft = ({ name }: Member, group: string) =>
  new UserError(`${name} is not in ${group} any more`, {
    next: [
      text`Nothing was changed. If they must not join again, type ${typed(lineOf(groupRemove, { member: name, keepout: true }))}.`,
    ],
  })

const isKeptOut = ({ name }: Member, group: string) =>
  new UserError(`${name} is kept out of ${group} already`, {
    next: [text`Nothing was changed. ${typed('group remove')} shows who is kept out.`],
  })
