/** Study groups as they are kept: their settings, the channels where they meet, and their members. */
import type { ChannelScope } from '../chat/channel-event.ts'
import type { Address } from '../chat/invocation.ts'
import type { Instant, PlainDate } from '../core/calendar.ts'
import type { Group, Member } from '../core/group.ts'

/** A row with the time at which it falls due; the order of due rows is by time, then by id. */
export type Due = { id: string; dueAt: Instant }

export type GroupReader = {
  /** The group that meets in a channel. One statement. */
  groupAt(where: Address): Promise<Group | undefined>
  /** The groups that meet in a channel, or in a whole server or workspace, the oldest first. */
  groupsIn(place: ChannelScope): Promise<Group[]>
  /** The servers and workspaces in which groups meet, with the number of groups in each. */
  workspaces(): Promise<(Omit<ChannelScope, 'channel'> & { groups: number })[]>
  /** A group that has not ended. */
  groupOf(groupId: string): Promise<Group | undefined>
  /** The groups that a learner is a member of now, the oldest first. */
  groupsOf(learnerId: string): Promise<Group[]>
  /** Counts the groups, ended ones left out, that a learner is a member of now, and those that the learner joined first. */
  groupCountsOf(learnerId: string): Promise<{ joined: number; founded: number }>
  /** The channels of a group; weekly posts go to the first. */
  channelsOf(groupId: string): Promise<Address[]>
  /** All people who ever joined, also those who left, in the order of joining. */
  membersOf(groupId: string): Promise<Member[]>
  /** The groups whose posts the platform refuses. */
  blockedGroups(): Promise<Group[]>
  /** At most `max` groups whose weekly post is due, in order, after a given one. */
  groupsDue(now: Instant, after: Due | undefined, max: number): Promise<Due[]>
}

export type GroupWriter = {
  /** Creates a group that meets in a channel. Returns false when the channel has a group already (a unique key decides). */
  createGroup(group: Group, where: Address): Promise<boolean>
  saveGroup(group: Group): Promise<void>
  /** Moves the group to another channel. Returns false when that channel has a group already. */
  moveGroup(groupId: string, where: Address): Promise<boolean>
  /** Ends a group and frees its channels; members, completions and boards are kept. */
  endGroup(groupId: string, on: PlainDate): Promise<void>
  /** Adds a member, or changes an existing one. */
  saveMember(member: Omit<Member, 'name'>): Promise<void>
  /** Returns true the first time something is announced in a group, such as a stage that a learner finished. */
  markAnnounced(groupId: string, learnerId: string, what: string): Promise<boolean>
  /** Sets the time of a group's next weekly post. Returns false when another process has already changed it. */
  rescheduleGroup(groupId: string, was: Instant, next: Instant): Promise<boolean>
  /** Deletes a group and everything that belongs to it; people keep their progress. */
  deleteGroup(groupId: string): Promise<void>
}
