/** Removes a person from every table (design 4.8). */
import { decodeAction } from '../chat/action-encoding.ts'
import type { ActorId } from '../chat/invocation.ts'
import type { Client } from './clients.ts'

export const deletePerson = async (db: Client, actorId: ActorId): Promise<void> => {
  const account = await db.account.findUnique({
    where: { id: actorId },
    include: { learner: { include: { accounts: { include: { names: true } }, memberships: true } } },
  })
  const { id: learnerId = '', accounts = [], memberships = [] } = account?.learner ?? {}
  const accountIds = [actorId, ...accounts.map(({ id }) => id)]
  await db.storedAction.deleteMany({ where: { ownerId: { in: accountIds } } })
  await deleteActionsAbout(db, {
    ids: learnerId === '' ? accountIds : [learnerId, ...accountIds],
    names: accounts.flatMap(({ names }) => names.map(({ name }) => name)),
  })
  // Messages to organizers about this person: their rows refer to the organizers.
  if (learnerId !== '') await db.outboxMessage.deleteMany({ where: { kind: 'member', about: { contains: learnerId } } })
  // Everything else of theirs refers to them and goes along (ON DELETE CASCADE).
  await db.learner.deleteMany({ where: { id: learnerId } })
  // A group in which nobody else ever was is theirs, too.
  await db.studyGroup.deleteMany({
    where: { id: { in: memberships.map(({ groupId }) => groupId) }, memberships: { none: {} } },
  })
}

/** Deletes the buttons of others that name this person. It reads all stored actions; deleting one too many only makes a button too old. */
const deleteActionsAbout = async (db: Client, { ids, names }: { ids: string[]; names: string[] }): Promise<void> => {
  // A control names a member by the beginning of their id.
  const isAbout = (text: string) =>
    ids.some((id) => text.includes(id) || text.includes(`#${id.slice(0, 8)}`)) ||
    names.some((name) => isNamed(text, name))
  const about = (await db.storedAction.findMany()).filter(({ line }) => isAbout(textOf(line)))
  await db.storedAction.deleteMany({ where: { id: { in: about.map(({ id }) => id) } } })
}

/** An action as text in which names and ids stand as somebody wrote them: the encoding writes some of their characters differently. */
const textOf = (encoded: string): string => {
  const values = Object.values(decodeAction(encoded)?.input ?? {})
  return [encoded, ...values.flat()].join(' ')
}

/** By whole words: somebody called Al is not named by every line with "all" in it. */
const isNamed = (line: string, name: string): boolean => {
  const [lineWords, nameWords] = [wordsIn(line), wordsIn(name)]
  return nameWords === '' ? line.includes(name) : ` ${lineWords} `.includes(` ${nameWords} `)
}

const wordsIn = (text: string): string => (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')
