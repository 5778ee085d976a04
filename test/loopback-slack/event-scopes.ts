import { type Json, textOf } from './json.ts'
import type { State } from './state.ts'

/** Told of public channels with one scope, of private ones with another. */
const aboutChannels = ['member_joined_channel', 'member_left_channel', 'channel_id_changed']

/** The scope without which an app does not hear of an event; undefined where it needs none. */
export const scopeOfEvent = ({ channels }: State, told: Json): string | undefined => {
  const type = textOf(told.type)
  if (type === 'channel_left') return 'channels:read'
  if (type === 'group_left') return 'groups:read'
  if (!aboutChannels.includes(type)) return undefined
  const channel = channels.get(textOf(told.channel) || textOf(told.new_channel_id))
  return channel?.private ? 'groups:read' : 'channels:read'
}
