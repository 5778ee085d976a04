/** What Slack sends, as an invocation. */
import type { BlockAction, SlashCommand } from '@slack/bolt'
import type { ActorId, Address, Invocation } from '../../bot/invocation.ts'
import { readActionId, readValue } from './control-value.ts'
import type { Profiles } from './profiles.ts'
import { mentionedIn, typedLine } from './typed-line.ts'

export const platform = 'slack'

/** User ids are unique within a workspace only. */
const actorIdOf = (team: string, user: string): ActorId => `${platform}:${team}-${user}`

/** The workspace and the person of an actor id. */
export const readActorId = (id: ActorId): { team: string; user: string } => {
  const [, team = '', user = ''] = /^slack:([^-]+)-(.+)$/.exec(id) ?? []
  return { team, user }
}

const addressOf = (workspace: string, channel: string, name: string): Address => ({
  platform,
  workspace,
  channel,
  ...((name === 'directmessage' || channel.startsWith('D')) && { direct: true }),
})

/** No command takes more people than one; the names of so many are looked up. */
const mostMentioned = 5

export const commandInvocation = async (command: SlashCommand, profiles: Profiles): Promise<Invocation> => {
  const { team_id: team, user_id: user, user_name: name, channel_id, channel_name, text = '' } = command
  const mentioned = [...mentionedIn(text)].slice(0, mostMentioned)
  const [profile, ...names] = await Promise.all([
    profiles({ team, user, name }),
    ...mentioned.map(async ([id, account]) => [id, (await profiles({ team, user: id, name: account })).name] as const),
  ])
  return {
    id: `${platform}:${command.trigger_id}`,
    via: 'typed',
    actor: { id: actorIdOf(team, user), ...profile },
    where: addressOf(team, channel_id, channel_name),
    ask: { line: typedLine(text, new Map(names)) },
  }
}

/** A press or a choice in a message; undefined for what is not in one. */
export const pressOf = (body: BlockAction) => {
  const [action] = body.actions
  const team = body.team?.id ?? body.user.team_id
  const channel = body.channel?.id ?? body.container.channel_id
  if (!action || team === undefined || typeof channel !== 'string') return undefined
  const value =
    action.type === 'static_select' ? action.selected_option.value : 'value' in action ? action.value : undefined
  if (typeof value !== 'string') return undefined
  const { page, owner } = readActionId(action.action_id)
  const user = body.user.id
  // What only one person sees is theirs.
  const owns = body.container.is_ephemeral === true || owner === user
  const where = addressOf(team, channel, body.channel?.name ?? '')
  return {
    user,
    turnsPage: page && owns,
    async invocation(profiles: Profiles): Promise<Invocation> {
      const profile = await profiles({ team, user, name: body.user.name ?? body.user.username ?? user })
      return {
        id: `${platform}:${body.trigger_id}`,
        via: 'control',
        actor: { id: actorIdOf(team, user), ...profile },
        where,
        ask: readValue(value),
      }
    },
  }
}
