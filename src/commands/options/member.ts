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

/** Of an id, so many letters name a member, unless there is another whose id begins so. */
const refLetters = 8

/** How a button names a member: by the beginning of their id, because names change, and are not for one person alone. */
export const memberRef = ({ learner: { id } }: Member, members: readonly Member[]): string => {
  const beginning = id.slice(0, refLetters)
  const isOnly = members.every(({ learner }) => learner.id === id || !learner.id.startsWith(beginning))
  return `#${isOnly ? beginning : id}`
}

/** Those of these members who are called so. */
export const membersNamed = (named: string, members: readonly Member[]): Member[] => {
  const [, id] = /^#(.+)$/.exec(named) ?? []
  const referred = id === undefined ? [] : members.filter(({ learner }) => learner.id.startsWith(id))
  const exact = referred.filter(({ learner }) => learner.id === id)
  if (referred.length > 0) return exact.length > 0 ? exact : referred
  const wanted = named.replace(/^@/, '').toLowerCase()
  return members.filter(({ name }) => name.toLowerCase() === wanted)
}

/** The one of these members of that name; throws UserError where there is none, or more than one. */
export const chosenMember = (named: string, members: readonly Member[]): Member => {
  const [only, ...others] = membersNamed(named, members)
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
