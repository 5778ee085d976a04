import type { Deliveries } from './deliveries.ts'
import { scopeOfEvent } from './event-scopes.ts'
import { createExchange, type Exchange } from './exchange.ts'
import type { Happenings } from './happenings.ts'
import { type Json, textOf } from './json.ts'
import { eventPayload } from './payloads.ts'
import { hasScope } from './scopes.ts'
import type { Channel, State, User, Workspace } from './state.ts'
import { viewJson } from './view-methods.ts'

type Parts = { state: State; happenings: Happenings; deliveries: Deliveries; clock: () => number }

/** What happens in a workspace that an app is told of. */
export const createEvents = ({ state, happenings, deliveries, clock }: Parts) => {
  /** Throws when the app's scopes don't let it hear of this: a mistake in the manifest. With an id, the same event can be told again. */
  const event = (workspace: Workspace, told: Json, id?: string): Exchange => {
    const scope = scopeOfEvent(state, told)
    if (scope !== undefined && !hasScope(workspace, scope)) throw new Error(`${textOf(told.type)} needs ${scope}`)
    const payload = { ...eventPayload(state, workspace, told, clock()), ...(id !== undefined && { event_id: id }) }
    return createExchange({
      what: textOf(told.type),
      happenings,
      send: (attempts) => deliveries.send({ type: 'events_api', payload }, attempts),
      workspaceId: workspace.id,
    })
  }
  return {
    event,
    openHome(user: User): Exchange {
      const view = state.homes.get(user.id)
      return event(user.workspace, {
        type: 'app_home_opened',
        user: user.id,
        channel: state.directChannel(user).id,
        tab: 'home',
        ...(view && { view: viewJson(view) }),
      })
    },
    inviteBot(channel: Channel, inviter?: User): Exchange {
      const { workspace, private: isPrivate, id, members } = channel
      members.add(workspace.botUserId)
      return event(workspace, {
        type: 'member_joined_channel',
        user: workspace.botUserId,
        channel: id,
        channel_type: isPrivate ? 'G' : 'C',
        team: workspace.id,
        ...(inviter && { inviter: inviter.id }),
      })
    },
    /** Takes the app out of a channel. Who did it is told, but not documented. */
    kickBot(channel: Channel, kicker?: User): Exchange {
      const { workspace, private: isPrivate, id, members } = channel
      if (!members.delete(workspace.botUserId)) throw new Error(`the bot is not in #${channel.name}`)
      const type = isPrivate ? 'group_left' : 'channel_left'
      return event(workspace, { type, channel: id, ...(kicker && { actor_id: kicker.id }) })
    },
    /** The channel has another id from now on, as when a private one is shared with another organization. */
    changeChannelId(channel: Channel): Exchange {
      const { id: old, workspace } = channel
      state.renumber(channel)
      return event(workspace, { type: 'channel_id_changed', old_channel_id: old, new_channel_id: channel.id })
    },
    /** Takes the app out of the workspace; the order of the two events is not guaranteed by Slack. */
    uninstall(workspace: Workspace): readonly Exchange[] {
      workspace.installed = false
      return [
        event(workspace, { type: 'tokens_revoked', tokens: { oauth: [], bot: [workspace.botUserId] } }),
        event(workspace, { type: 'app_uninstalled' }),
      ]
    },
  }
}
