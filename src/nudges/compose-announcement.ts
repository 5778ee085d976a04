/** What the channel is told of somebody: if it is still so, and they do not hide. */
import type { Reply } from '../bot/reply.ts'
import type { Reads } from '../bot/store.ts'
import { isNamed, type Member } from '../core/group.ts'
import type { Post } from '../core/post.ts'
import { progressOver, unitsOfStage, workOf } from '../core/progress.ts'
import { newOrganizer, youOrganize } from '../views/membership.ts'
import { stageFinished } from '../views/stage-finished.ts'
import type { ForGroup } from './compose.ts'
import type { GroupScene } from './group-scene.ts'

type Composed = Promise<ForGroup>

const memberOf = async ({ learnerId, groupId = '' }: Post, reads: Reads): Promise<Member | undefined> =>
  (await reads.membersOf(groupId)).find(({ learner, leftOn }) => learner.id === learnerId && leftOn === undefined)

/** A learner finished a stage. */
export const composeStage = async (post: Post, { roadmap }: GroupScene, reads: Reads): Composed => {
  const member = await memberOf(post, reads)
  const stage = roadmap.stages.find(({ id }) => id === post.about)
  if (!member || !stage) return { skip: 'left' }
  const { learner } = member
  // In a small group, a member without a name can be made out.
  if (!isNamed(learner)) return { skip: 'hidden' }
  const completions = await reads.completionsOf([learner.id], roadmap.id)
  const skipped = await reads.skipsOf([learner.id], roadmap.id)
  const work = workOf(
    completions,
    skipped.map(({ itemId }) => itemId),
  )
  if (!progressOver(unitsOfStage(roadmap, stage), work).finished) return { skip: 'taken-back' }
  return { kind: 'stage', reply: stageFinished(member, { stage, stageNumber: roadmap.stages.indexOf(stage) + 1 }) }
}

/** Somebody else organizes the group now: told to everybody, or to them alone where the channel does not know their name. */
export const composeOrganizer = async (post: Post, { group, home }: GroupScene, reads: Reads): Composed => {
  const member = await memberOf(post, reads)
  if (!member?.organizer) return { skip: 'taken-back' }
  if (isNamed(member.learner)) return { kind: 'organizer', reply: newOrganizer(group, member) }
  const accounts = await reads.accountsOf(member.learner.id)
  const person = accounts.find((account) => account.startsWith(`${home.platform}:`))
  return person === undefined ? { skip: 'hidden' } : { direct: person, reply: youOrganize(group) }
}

/** An organizer changed the group from elsewhere: told as it was told to them. */
export const composeChange = async ({ about = '' }: Post): Composed => ({
  kind: 'change',
  reply: JSON.parse(about) as Reply,
})
