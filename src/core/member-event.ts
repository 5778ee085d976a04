/** What became of a member, of which the channel is told nothing: facts, which are put into words when they are told. */

export type MemberEvent = {
  kind: 'joined' | 'removed' | 'kept-out'
  groupId: string
  learnerId: string
}
