import type { Json } from './json.ts'
import { messageJson } from './messages.ts'
import type { Channel, Message, State, User, View, Workspace } from './state.ts'
import { viewJson } from './view-methods.ts'

/** Slack's verification token: deprecated, still sent. */
const token = 'loopback-verification-token'

export const isMessage = (surface: Message | View): surface is Message => 'ts' in surface

export const commandForm = (
  { user, channel, command, text }: { user: User; channel: Channel; command: string; text: string },
  { responseUrl, triggerId }: { responseUrl: string; triggerId: string },
): Json => ({
  token,
  team_id: user.workspace.id,
  team_domain: user.workspace.domain,
  channel_id: channel.id,
  channel_name: channel.kind === 'im' ? 'directmessage' : channel.private ? 'privategroup' : channel.name,
  user_id: user.id,
  user_name: user.name,
  command,
  text,
  api_app_id: user.workspace.appId,
  is_enterprise_install: 'false',
  response_url: responseUrl,
  trigger_id: triggerId,
})

const interaction = ({ id, name, workspace }: User): Json => ({
  user: { id, username: name, name, team_id: workspace.id },
  api_app_id: workspace.appId,
  token,
  team: { id: workspace.id, domain: workspace.domain },
  enterprise: null,
  is_enterprise_install: false,
})

type Action = { user: User; surface: Message | View; action: Json; values: Json }

export const actionPayload = (
  { user, surface, action, values }: Action,
  keys: { responseUrl?: string; triggerId: string },
): Json => {
  const common = {
    type: 'block_actions',
    ...interaction(user),
    trigger_id: keys.triggerId,
    actions: [action],
  }
  if (!isMessage(surface))
    return { ...common, container: { type: 'view', view_id: surface.id }, view: viewJson(surface, values) }
  const { channel, ts, ephemeralTo } = surface
  return {
    ...common,
    container: { type: 'message', message_ts: ts, channel_id: channel.id, is_ephemeral: ephemeralTo !== undefined },
    channel: { id: channel.id, name: channel.kind === 'im' ? 'directmessage' : channel.name },
    // An ephemeral message is kept nowhere, so Slack does not send it back.
    ...(ephemeralTo === undefined && { message: messageJson(surface) }),
    state: { values },
    response_url: keys.responseUrl,
  }
}

export const submissionPayload = (user: User, view: View, values: Json, triggerId: string): Json => ({
  type: 'view_submission',
  ...interaction(user),
  trigger_id: triggerId,
  view: viewJson(view, values),
  response_urls: [],
})

type Question = { user: User; view: View; actionId: string; blockId: string; typed: string }

/** A menu asks for its options. There is no trigger_id: nothing can be opened in answer to it. */
export const suggestionPayload = ({ user, view, actionId, blockId, typed }: Question, values: Json): Json => ({
  type: 'block_suggestion',
  ...interaction(user),
  container: { type: 'view', view_id: view.id },
  action_id: actionId,
  block_id: blockId,
  value: typed,
  view: viewJson(view, values),
})

export const closingPayload = (user: User, view: View): Json => ({
  type: 'view_closed',
  ...interaction(user),
  view: viewJson(view),
  is_cleared: false,
})

export const eventPayload = (state: State, workspace: Workspace, event: Json, at: number): Json => ({
  token,
  team_id: workspace.id,
  context_team_id: workspace.id,
  api_app_id: workspace.appId,
  event: { ...event, event_ts: event.event_ts ?? state.newTs() },
  type: 'event_callback',
  event_id: state.newId('Ev'),
  event_time: Math.floor(at / 1000),
  // Once the app is gone nobody authorized it.
  authorizations: workspace.installed
    ? [
        {
          enterprise_id: null,
          team_id: workspace.id,
          user_id: workspace.botUserId,
          is_bot: true,
          is_enterprise_install: false,
        },
      ]
    : [],
  is_ext_shared_channel: false,
  event_context: state.newId('EC'),
})
