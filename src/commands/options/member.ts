/** The option that names a member of the group here: by an account's or a member's id, or by the name that somebody typed. */
import { z } from 'zod'
import type { ReadContext } from '../../bot/command.ts'
import type { Choice } from '../../bot/options.ts'
import { readAccountReference } from '../../chat/account-reference.ts'
import { quoted } from '../../chat/quoted.ts'
import { typed } from '../../chat/slash.ts'
import { text } from '../../chat/text.ts'
import { UserError } from '../../chat/user-error.ts'
import type { Member } from '../../core/group.ts'
import { type GroupContext, presentMembers } from '../../groups/group-context.ts'
import type { Readers } from '../../ports/database.ts'
import { describeMembers, isNamesake } from './describe-members.ts'

export const memberOption = z.string().max(100).describe('A member, by name')

/** Members whom everybody may know of: present, and named on boards. */
export const namedMembers = ({ members }: GroupContext): Member[] =>
  presentMembers(members).filter(({ learner }) => learner.visibility === 'named')

/** The first letters of an id that name a member, unless another's id begins with the same ones. */
const refLetters = 8

/** How a control names a member: by the beginning of their id, because names change, and several people can have the same. */
export const memberRef = ({ learner: { id } }: Member, members: readonly Member[]): string => {
  const beginning = id.slice(0, refLetters)
  const isOnly = members.every(({ learner }) => learner.id === id || !learner.id.startsWith(beginning))
  return `#${isOnly ? beginning : id}`
}

/** A named member: an id is never looked for among names, so that nobody can use another's id as a name. */
export type MemberReference = { learnerId: string | undefined } | { idBeginning: string } | { name: string }

export const readMember = async (value: string, reads: Readers): Promise<MemberReference> => {
  const account = readAccountReference(value)
  if (account !== undefined) return { learnerId: (await reads.learnerOf(account))?.id }
  const idBeginning = /^#(\S+)$/.exec(value)?.[1]
  return idBeginning === undefined ? { name: value } : { idBeginning }
}

/** The members to whom it can refer. */
export const membersReferredTo = (reference: MemberReference, members: readonly Member[]): Member[] => {
  if ('learnerId' in reference) return members.filter(({ learner }) => learner.id === reference.learnerId)
  if ('idBeginning' in reference) {
    const { idBeginning } = reference
    const exact = members.filter(({ learner }) => learner.id === idBeginning)
    if (exact.length > 0) return exact
    if (idBeginning.length < refLetters) return namesakes(`#${idBeginning}`, members)
    return members.filter(({ learner }) => learner.id.startsWith(idBeginning))
  }
  return namesakes(reference.name.replace(/^@/, ''), members)
}

const namesakes = (name: string, members: readonly Member[]): Member[] =>
  members.filter((member) => isNamesake(member, { name }))

/** The single member to whom it refers; throws UserError where there is none, and asks which where there are several. */
export const resolveMember = async (
  reference: MemberReference,
  members: readonly Member[],
  { groupContext, context }: { groupContext: GroupContext; context: ReadContext },
): Promise<Member> => {
  const [only, ...others] = membersReferredTo(reference, members)
  if (!only) throw unknownMember(reference)
  if (others.length === 0) return only
  const described = await describeMembers([only, ...others], groupContext, context.reads)
  throw new UserError(`${described.length} members are called ${quoted(only.name)}`, {
    asks: true,
    next: [text`Which one do you mean?`],
    choices: {
      prompt: 'The member',
      choices: described.map(({ member, description }) => ({
        label: member.name,
        description,
        action: context.action({ member: memberRef(member, groupContext.members) }),
      })),
    },
  })
}

/** The same for a hidden member, or the answer would reveal them. */
const unknownMember = (reference: MemberReference): UserError => {
  const next = [text`${typed('group show')} lists the members.`]
  if ('name' in reference) return new UserError(`Nobody here is called ${quoted(reference.name)}`, { next })
  return new UserError('I know no such member here', { next })
}

/** Members whose names begin with the text; namesakes are described. The value is an id, and a typed line has the name. */
export const suggestMembers = async (
  beginning: string,
  members: readonly Member[],
  { groupContext, reads }: { groupContext: GroupContext; reads: Readers },
): Promise<Choice[]> => {
  const begun = members.filter(({ name }) => name.toLowerCase().startsWith(beginning.replace(/^@/, '').toLowerCase()))
  const isShared = (member: Member) => namesakes(member.name, members).length > 1
  const described = await describeMembers(begun.filter(isShared), groupContext, reads)
  return begun.map((member) => {
    const note = described.find((one) => one.member === member)
    return {
      label: note ? `${member.name} (${note.description})` : member.name,
      value: memberRef(member, groupContext.members),
      typed: member.name,
    }
  })
}
