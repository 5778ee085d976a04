/** Collects the groups that a change touches: their settings, schedule or members; not the completions of their members. */
import type { GroupWriter } from '../ports/groups.ts'

type Touching = Pick<GroupWriter, 'saveGroup' | 'endGroup' | 'saveMember'>

/** Writes that also add the group to the set. */
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
