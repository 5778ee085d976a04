/** Converts Slack's payloads to invocations. */
import type { BlockAction, SlashCommand, ViewSubmitAction } from '@slack/bolt'
import type { Actor, Address, Invocation } from '../../../chat/invocation.ts'
import type { Profiles } from '../outbound/profiles.ts'
import { readActionId, readValue } from '../render/control-value.ts'
import { addressIn, atHome, readMetadata } from '../render/view-metadata.ts'
import { actorIdOf, platform } from '../transport/platform.ts'
import { inputOf } from './form-input.ts'
import { typedLine } from './typed-line.ts'

const addressOf = (workspace: string, channel: string, name: string): Address => ({
  platform,
  workspace,
  channel,
  ...((name === 'directmessage' || channel.startsWith('D')) && { direct: true }),
})

export const addressOfCommand = ({ team_id, channel_id, channel_name }: SlashCommand): Address =>
  addressOf(team_id, channel_id, channel_name)

/** A slash command; the answer may be a form. */
export const commandInvocation = async (command: SlashCommand, profiles: Profiles): Promise<Invocation> => {
  const { team_id: team, user_id: user, user_name: name, text = '' } = command
  return {
    id: `${platform}:${command.trigger_id}`,
    source: 'command',
    actor: await actorOf(team, { id: user, name }, profiles),
    where: addressOfCommand(command),
    showsForms: true,
    ask: { line: typedLine(text, (mentioned) => actorIdOf(team, mentioned)) },
  }
}

/** The pressed button or chosen option, and the person; undefined for a component of another kind. */
const pressed = (body: BlockAction, team: string) => {
  const [action] = body.actions
  if (!action) return undefined
  const value =
    action.type === 'static_select' ? action.selected_option.value : 'value' in action ? action.value : undefined
  if (typeof value !== 'string') return undefined
  const { id: user, name } = body.user
  const invocation = async (where: Address, profiles: Profiles): Promise<Invocation> => ({
    id: `${platform}:${body.trigger_id}`,
    source: 'component',
    actor: await actorOf(team, { id: user, name: name ?? body.user.username ?? user }, profiles),
    where,
    showsForms: true,
    ask: readValue(value),
  })
  return { user, actionId: action.action_id, invocation }
}

/** A press or a choice in a message; undefined elsewhere. */
export const pressOf = (body: BlockAction, team: string) => {
  const channel = body.channel?.id ?? body.container.channel_id
  const press = pressed(body, team)
  if (!press || typeof channel !== 'string') return undefined
  const { user, actionId, invocation } = press
  const { page, owner } = readActionId(actionId)
  const where = addressOf(team, channel, body.channel?.name ?? '')
  return {
    user,
    where,
    // A card that only one person sees belongs to that person.
    turnsPage: page && (body.container.is_ephemeral === true || owner === user),
    invocation: (profiles: Profiles) => invocation(where, profiles),
  }
}

/** A press or a choice in a modal or the home tab; undefined elsewhere. */
export const viewPressOf = (body: BlockAction, team: string) => {
  const { view } = body
  const press = view && pressed(body, team)
  if (!press) return undefined
  const { user, invocation } = press
  const metadata = view.type === 'home' ? atHome : readMetadata(view.private_metadata)
  return {
    user,
    metadata,
    target: view.type === 'home' ? { trigger: body.trigger_id } : { view: view.id },
    invocation: (profiles: Profiles) => invocation(addressIn(team, metadata), profiles),
  }
}

/** A submitted form; undefined for a view that is no form. */
export const submissionOf = (body: ViewSubmitAction, team: string) => {
  const { view } = body
  const metadata = readMetadata(view.private_metadata)
  const { form } = metadata
  if (!form) return undefined
  const { command, group, submits } = form
  const { id: user, name } = body.user
  return {
    user,
    metadata,
    fields: view.blocks.flatMap(({ block_id }) => block_id ?? []),
    async invocation(profiles: Profiles): Promise<Invocation> {
      return {
        // The same form submitted twice is one request.
        id: `${platform}:${view.id} ${view.hash}`,
        source: 'modal',
        actor: await actorOf(team, { id: user, name }, profiles),
        where: addressIn(team, metadata),
        ask: { name: command, input: inputOf(view, submits), ...(group !== undefined && { group }) },
      }
    },
  }
}

export const actorOf = async (
  team: string,
  { id, name }: { id: string; name: string },
  profiles: Profiles,
): Promise<Actor> => ({
  id: actorIdOf(team, id),
  ...(await profiles.of({ team, user: id, name })),
})
