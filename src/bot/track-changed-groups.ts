/** The groups that a change touches: their settings, their course or their members; not what members complete in them. */
import type { GroupWriter } from '../ports/groups.ts'

type Touching = Pick<GroupWriter, 'saveGroup' | 'endGroup' | 'saveMember'>

/** Writes that note the group besides. */
export const trackChangedGroups = (within: Touching, touched: Set<string>): Touching => ({
  saveGroup(group) {
    touched.add(group.id)
    return within.saveGroup(group)
  },
  endGroup(groupId, on) {
    touched.add(groupId)
    return within.endGroup(groupId, on)
  },
  saveMember(member) {
    touched.add(member.groupId)
    return within.saveMember(member)
  },
})
