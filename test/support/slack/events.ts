import type { Deliveries } from './deliveries.ts'
import { createExchange, type Exchange } from './exchange.ts'
import type { Happenings } from './happenings.ts'
import { type Json, textOf } from './json.ts'
import { eventPayload } from './payloads.ts'
import type { Channel, State, User, Workspace } from './state.ts'
import { viewJson } from './view-methods.ts'

type Parts = { state: State; happenings: Happenings; deliveries: Deliveries; clock: () => number }

/** What happens in a workspace that an app is told of. */
export const createEvents = ({ state, happenings, deliveries, clock }: Parts) => {
  /** With an id, the same event can be told again, as Slack does when it doubts that it was heard. */
  const event = (workspace: Workspace, told: Json, id?: string): Exchange => {
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
    /** Throws when the app's scopes don't let it hear of its own arrival: a mistake in the manifest. */
    inviteBot(channel: Channel, inviter?: User): Exchange {
      const { workspace, private: isPrivate, id, members } = channel
      members.add(workspace.botUserId)
      const scope = isPrivate ? 'groups:read' : 'channels:read'
      if (!workspace.scopes.has(scope)) throw new Error(`member_joined_channel needs ${scope}`)
      return event(workspace, {
        type: 'member_joined_channel',
        user: workspace.botUserId,
        channel: id,
        channel_type: isPrivate ? 'G' : 'C',
        team: workspace.id,
        ...(inviter && { inviter: inviter.id }),
      })
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
