/** A change of a membership that goes to people by direct message and not to the channel; views put it into words. */

export type MemberEvent = {
  kind: 'joined' | 'removed' | 'kept-out'
  groupId: string
  learnerId: string
}
