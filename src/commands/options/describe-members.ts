/** Describes members of one name by their differences: the day of joining, the points, and where those are the same, the ids of their accounts. */
import type { ActorId } from '../../chat/invocation.ts'
import { isNamed, type Member } from '../../core/group.ts'
import { progressOf } from '../../core/progress.ts'
import type { GroupContext } from '../../groups/group-context.ts'
import { progressOfMembers } from '../../groups/member-progress.ts'
import type { Readers } from '../../ports/database.ts'
import { memberNote } from '../../views/member-choice.ts'

type Described = { member: Member; description: string }

/** With the points of those whose points everybody may see. */
export const describeMembers = async (
  members: readonly Member[],
  groupContext: GroupContext,
  reads: Readers,
): Promise<readonly Described[]> => {
  const named = members.filter(({ learner }) => isNamed(learner))
  const progressOfAll = named.length === 0 ? [] : await progressOfMembers(groupContext, named, reads)
  const points = new Map(
    progressOfAll.map(({ member, work }) => [member, progressOf(groupContext.roadmap, work).earned]),
  )
  return withAccounts(members, (member) => points.get(member), reads)
}

/** The member's name, and when they joined where others here have the same name: for sentences and buttons about one of them. */
export const distinctly = async (member: Member, members: readonly Member[], reads: Readers): Promise<Member> => {
  const namesakes = members.filter((other) => isNamesake(other, member))
  if (namesakes.length < 2) return member
  // Without points, which change while somebody reads.
  const described = await withAccounts(namesakes, () => undefined, reads)
  const description = described.find((one) => one.member.learner.id === member.learner.id)?.description
  return { ...member, name: `${member.name} (${description})` }
}

export const isNamesake = ({ name }: Pick<Member, 'name'>, other: Pick<Member, 'name'>): boolean =>
  name.toLowerCase() === other.name.toLowerCase()

const withAccounts = async (
  members: readonly Member[],
  pointsOf: (member: Member) => number | undefined,
  reads: Readers,
): Promise<readonly Described[]> => {
  const described = members.map((member) => ({ member, description: memberNote(member, { points: pointsOf(member) }) }))
  return Promise.all(
    described.map(async ({ member, description }) => {
      const alike = described.filter((other) => other.description === description && isNamesake(other.member, member))
      if (alike.length < 2) return { member, description }
      const [account] = await reads.accountsOf(member.learner.id)
      return {
        member,
        description: memberNote(member, { points: pointsOf(member), account: account && idIn(account) }),
      }
    }),
  )
}

/** As people find it on the platform: without the platform, and in Slack without the workspace. */
const idIn = (account: ActorId): string => account.replace(/^[a-z]+:(?:[^-]+-)?/, '')
