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
import { distinctly } from './options/describe-members.ts'
import {
  chosenMember,
  type MeantMember,
  memberOption,
  memberRef,
  membersMeant,
  readMember,
  suggestMembers,
} from './options/member.ts'
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
      async question(scene, reads) {
        const meant = await readMember(named, reads)
        const asked = { meant, scene, context: { ...context, reads } }
        return keepout === false ? lettingIn(asked) : removing(asked, keepout)
      },
      async apply({ member, letsIn }, scene, within) {
        const { group, members } = scene
        const { keptOut: _, ...others } = member
        if (letsIn) await within.saveMember(others)
        else if (member.leftOn === undefined) await depart(scene, member, { within, keptOut: keepout === true })
        else await within.saveMember({ ...member, keptOut: true })
        const shown = await distinctly(member, members, within)
        if (letsIn) return { answer: letInCard(group, shown) }
        if (!keepout) return { answer: removedCard(group, shown) }
        return { answer: replyAbout(group.id, keptOutCard(group, shown, letInLine(member, members))) }
      },
    })
  },
  suggest: {
    member: async (typed, context) => {
      const scene = await sceneOf(context)
      mustOrganize(scene, context)
      return suggestMembers(typed, presentMembers(scene.members), { scene, reads: context.reads })
    },
  },
})

const whoIsKeptOut = async (context: ReadContext): Promise<Answer> => {
  const scene = await sceneOf(context)
  mustOrganize(scene, context)
  const { group, members } = scene
  const keptOut = members.filter((member) => member.keptOut)
  const people = await Promise.all(
    keptOut.map(async (member) => ({
      member: await distinctly(member, keptOut, context.reads),
      line: letInLine(member, members),
    })),
  )
  return { answer: replyAbout(group.id, keptOutList(group, people)) }
}

const letInLine = (member: Member, members: readonly Member[]): string =>
  lineOf(groupRemove, { member: memberRef(member, members), keepout: false, sure: true })

type Asked = { meant: MeantMember; scene: Scene; context: ReadContext }

const lettingIn = async ({ meant, scene, context }: Asked): Promise<Question & { plan: Plan }> => {
  const { group, members } = scene
  const keptOut = members.filter((member) => member.keptOut)
  const [somebody] = membersMeant(meant, members)
  if (somebody && membersMeant(meant, keptOut).length === 0)
    throw new UserError(`${somebody.name} is not kept out of ${group.name}`, {
      next: [text`Nothing was changed. ${typed('group remove')} shows who is kept out.`],
    })
  const member = await chosenMember(meant, keptOut, { scene, context })
  const shown = await distinctly(member, members, context.reads)
  return {
    card: mayLetIn(group, shown),
    answers: [{ label: `Let ${member.name} back in`, role: 'main', input: { member: memberRef(member, members) } }],
    plan: { member, letsIn: true },
  }
}

const removing = async (
  { meant, scene, context }: Asked,
  keepout: boolean | undefined,
): Promise<Question & { plan: Plan }> => {
  const { group, members, learner } = scene
  const member = await memberToRemove({ meant, scene, context })
  const { name } = member
  const shown = await distinctly(member, members, context.reads)
  const input = { member: memberRef(member, members) }
  const plan = { member, letsIn: false }
  if (member.leftOn !== undefined) {
    if (member.keptOut) throw isKeptOut(shown, group.name)
    if (!keepout) throw hasLeft({ member, shown, scene })
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

/** Who is there comes before who has left. */
const memberToRemove = ({ meant, scene, context }: Asked): Promise<Member> => {
  const { members } = scene
  const present = presentMembers(members)
  const isGone = membersMeant(meant, present).length === 0 && membersMeant(meant, members).length > 0
  return chosenMember(meant, isGone ? members : present, { scene, context })
}

/** The line says exactly who is meant: by name only where nobody else has it. */
const hasLeft = ({ member, shown, scene }: { member: Member; shown: Member; scene: Scene }) => {
  const whom = shown === member ? member.name : memberRef(member, scene.members)
  return new UserError(`${shown.name} is not in ${scene.group.name} any more`, {
    next: [
      text`Nothing was changed. If they must not join again, type ${typed(lineOf(groupRemove, { member: whom, keepout: true }))}.`,
    ],
  })
}

const isKeptOut = ({ name }: Member, group: string) =>
  new UserError(`${name} is kept out of ${group} already`, {
    next: [text`Nothing was changed. ${typed('group remove')} shows who is kept out.`],
  })
