/** What an organizer changed in a group: facts, which are put into words when they are told. */
import type { Group, Pause } from './group.ts'

/** The settings that everybody in a group is told about. */
export type GroupSettings = Pick<
  Group,
  'name' | 'tempo' | 'start' | 'zone' | 'postDay' | 'postTime' | 'postsEnabled'
> & {
  /** The id of the channel where the group meets. */
  channel: string
  /** The platform takes no posts for the group. */
  isBlocked: boolean
}

export type GroupChange =
  | { kind: 'paused'; pause: Pause }
  | { kind: 'resumed' }
  | { kind: 'settings'; before: GroupSettings; after: GroupSettings }
  /** By somebody whom the channel does not know by name. */
  | { kind: 'founded' }
  /** For the channel where it met before. */
  | { kind: 'moved'; from: string; to: string }
  /** It is told without the group, which meets nowhere any more. */
  | { kind: 'ended'; name: string; workspace: string; channel: string }

export const groupSettingsOf = (group: Group, channel: string): GroupSettings => {
  const { name, tempo, start, zone, postDay, postTime, postsEnabled, deliveryBlock } = group
  return { name, tempo, start, zone, postDay, postTime, postsEnabled, channel, isBlocked: deliveryBlock !== undefined }
}
