import { type Lookup, type Methods, needs, pageOf, required } from './call.ts'
import type { Json } from './json.ts'
import { Refusal } from './refusal.ts'
import type { Channel, State, User } from './state.ts'

/** Seconds east of Greenwich, as `tz_offset` tells them. */
const offsetOf = (timeZone: string, at: number): number => {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at)
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const [, sign, hours = '0', minutes = '0'] = /([+-])(\d\d):(\d\d)/.exec(name) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60)
}

const userJson = (user: User, now: number): Json => ({
  id: user.id,
  team_id: user.workspace.id,
  name: user.name,
  deleted: user.deactivated,
  real_name: user.displayName,
  tz: user.tz,
  tz_label: user.tz,
  tz_offset: offsetOf(user.tz, now),
  profile: { real_name: user.displayName, display_name: user.displayName, team: user.workspace.id },
  is_admin: user.admin,
  is_owner: user.owner,
  is_primary_owner: false,
  is_restricted: user.guest,
  is_ultra_restricted: false,
  is_bot: user.bot,
  is_app_user: false,
  updated: Math.floor(now / 1000),
})

const channelJson = (channel: Channel): Json => {
  const { id, name, workspace, kind, person, archived } = channel
  const isIm = kind === 'im'
  return {
    id,
    ...(isIm ? { user: person?.id } : { name, name_normalized: name }),
    is_channel: !isIm && !channel.private,
    is_group: false,
    is_im: isIm,
    is_mpim: kind === 'mpim',
    is_private: channel.private,
    is_archived: archived,
    is_general: name === 'general',
    is_member: channel.members.has(workspace.botUserId),
    context_team_id: workspace.id,
  }
}

const scopeOf = ({ kind, private: isPrivate }: Channel) => {
  if (kind !== 'channel') return `${kind}:read`
  return isPrivate ? 'groups:read' : 'channels:read'
}

export const peopleMethods = (state: State, lookup: Lookup, clock: () => number): Methods => {
  const reads: NonNullable<Methods[string]['scopes']> = ({ args }) => {
    const channel = state.channels.get(String(args.channel))
    return channel ? [scopeOf(channel)] : ['channels:read', 'groups:read', 'im:read', 'mpim:read']
  }
  return {
    'users.info': {
      scopes: needs('users:read'),
      run: (call) => ({ user: userJson(lookup.user(call, required(call.args, 'user')), clock()) }),
    },
    'users.list': {
      scopes: needs('users:read'),
      run: ({ workspace, args }) => {
        const { page, response_metadata } = pageOf(state.peopleOf(workspace), args)
        return { members: page.map((user) => userJson(user, clock())), response_metadata }
      },
    },
    'conversations.info': {
      scopes: reads,
      run: (call) => ({ channel: channelJson(lookup.channel(call, required(call.args, 'channel'))) }),
    },
    'conversations.members': {
      scopes: reads,
      run: (call) => {
        const { members } = lookup.channel(call, required(call.args, 'channel'))
        const { page, response_metadata } = pageOf([...members], call.args)
        return { members: page, response_metadata }
      },
    },
    'conversations.open': {
      scopes: needs('im:write'),
      run: (call) => {
        const ids = required(call.args, 'users').split(',')
        const [id = ''] = ids
        // Groups of several people need mpim:write, which the bot does not ask for.
        if (ids.length > 1) throw new Refusal('missing_scope', { needed: 'mpim:write' })
        const person = lookup.user(call, id)
        if (person.bot) throw new Refusal('cannot_dm_bot')
        const channel = state.directChannel(person)
        return { no_op: false, already_open: false, channel: { id: channel.id } }
      },
    },
    'team.info': {
      scopes: needs('team:read'),
      run: ({ workspace: { id, name, domain } }) => ({
        team: { id, name, domain, url: `https://${domain}.slack.com/` },
      }),
    },
    'bots.info': {
      scopes: needs('users:read'),
      run: ({ workspace, args }) => {
        if (args.bot !== undefined && args.bot !== workspace.botId) throw new Refusal('bot_not_found')
        const { botId: id, botUserId: user_id, appId: app_id } = workspace
        return { bot: { id, deleted: false, name: 'Roadmap', user_id, app_id } }
      },
    },
  }
}
