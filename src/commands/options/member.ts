/** The option that names a member of the group here. */
import { z } from 'zod'
import type { Choice } from '../../bot/command.ts'
import { quoted } from '../../bot/quoted.ts'
import { typed } from '../../bot/slash.ts'
import { text } from '../../bot/text.ts'
import { UserError } from '../../bot/user-error.ts'
import type { Member } from '../../core/group.ts'
import { presentMembers, type Scene } from '../../groups/scene.ts'

export const memberOption = z.string().max(100).describe('A member, by name')

/** Those whom anybody may know to be members: present, and named on boards. */
export const namedMembers = ({ members }: Scene): Member[] =>
  presentMembers(members).filter(({ learner }) => learner.visibility === 'named')

/** The one of these members of that name; throws UserError where there is none, or more than one. */
export const chosenMember = (named: string, members: readonly Member[]): Member => {
  const wanted = named.replace(/^@/, '').toLowerCase()
  const [only, ...others] = members.filter(({ name, learner }) => name.toLowerCase() === wanted || learner.id === named)
  if (only && others.length === 0) return only
  if (only)
    throw new UserError(`Several members are called ${quoted(named)}`, {
      next: [text`I cannot tell them apart by name.`],
    })
  throw new UserError(`Nobody here is called ${quoted(named)}`, {
    next: [text`${typed('group show')} lists the members.`],
  })
}

export const suggestMembers = (typedSoFar: string, members: readonly Member[]): Choice[] =>
  members
    .map(({ name }) => name)
    .filter((name) => name.toLowerCase().startsWith(typedSoFar.toLowerCase()))
    .map((name) => ({ label: name, value: name }))
