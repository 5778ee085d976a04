/** A change that an organizer made to a group, as data; views put it into words when the announcement is sent. */
import type { Group, Pause } from './group.ts'

/** The settings whose changes are announced in the group's channel. */
export type GroupSettings = Pick<
  Group,
  'name' | 'tempo' | 'start' | 'zone' | 'postDay' | 'postTime' | 'postsEnabled'
> & {
  /** The id of the channel where the group meets. */
  channel: string
  /** The platform refuses messages for the group. */
  isBlocked: boolean
}

export type GroupChange =
  | { kind: 'paused'; pause: Pause }
  | { kind: 'resumed' }
  | { kind: 'settings'; before: GroupSettings; after: GroupSettings }
  /** The founder's name is not shown in the channel. */
  | { kind: 'founded' }
  /** Announced in the former channel. */
  | { kind: 'moved'; from: string; to: string }
  /** It carries its channel, because the group has none any more. */
  | { kind: 'ended'; name: string; workspace: string; channel: string }

export const groupSettingsOf = (group: Group, channel: string): GroupSettings => {
  const { name, tempo, start, zone, postDay, postTime, postsEnabled, deliveryBlock } = group
  return { name, tempo, start, zone, postDay, postTime, postsEnabled, channel, isBlocked: deliveryBlock !== undefined }
}
