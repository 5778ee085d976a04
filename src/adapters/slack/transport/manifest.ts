/** The manifest from which Slack creates the app, and its scopes, derived from the declared commands. */
import type { webApi } from '@slack/bolt'
import type { Command } from '../../../bot/command.ts'
import { slash } from '../../../chat/slash.ts'
import { eventsPath } from './platform.ts'

/** The permissions of the bot in a workspace, each with its reason; the README lists them from here. */
export const scopes = [
  { scope: 'commands', why: 'People type `/roadmap`.' },
  {
    scope: 'chat:write',
    why: 'The bot posts in the channel of a group, and sends the private reminders that somebody asked for.',
  },
  {
    scope: 'users:read',
    why: 'It names people, knows their time zone, sees whether they are still in the workspace, and lets admins manage groups.',
  },
  { scope: 'im:write', why: 'It opens the direct messages in which people get what only they may see.' },
  { scope: 'files:write', why: 'It sends people the export of their own data, as a file.' },
  {
    scope: 'channels:read',
    why: 'Slack tells it that it was invited to a public channel, or taken out of one, and it checks whether a group can meet there.',
  },
  {
    scope: 'groups:read',
    why: 'The same of private channels, where only their members can let a group meet and read of it; and such a channel may get another id.',
  },
] as const

type Manifest = webApi.AppsManifestCreateArguments['manifest']

type Options = {
  /** The bot's base URL for HTTP, without a slash at the end; without it, the app uses Socket Mode. */
  address?: string
}

export const manifestOf = (commands: readonly Command[], { address }: Options = {}): Manifest => {
  const url = address === undefined ? undefined : `${address}${eventsPath}`
  return {
    display_information: {
      name: 'Roadmap',
      description: 'Study groups that learn along a roadmap, together',
      long_description: longDescription,
      background_color: '#1d3d5c',
    },
    features: {
      // Without the messages tab nobody could type commands in direct messages.
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      // Slack accepts lower case only.
      bot_user: { display_name: 'roadmap', always_online: true },
      slash_commands: [
        {
          command: slash,
          ...(url !== undefined && { url }),
          description: `Learn along a roadmap, together: ${firstWordsOf(commands).join(', ')}`,
          usage_hint: hintOf(commands),
          // Slack sends mentions and channels with their ids.
          should_escape: true,
        },
      ],
    },
    oauth_config: { scopes: { bot: scopes.map(({ scope }) => scope) } },
    settings: {
      event_subscriptions: {
        ...(url !== undefined && { request_url: url }),
        bot_events: [
          'app_home_opened',
          'app_uninstalled',
          'tokens_revoked',
          'member_joined_channel',
          'channel_left',
          'group_left',
          'channel_id_changed',
        ],
      },
      interactivity: {
        is_enabled: true,
        ...(url !== undefined && { request_url: url, message_menu_options_url: url }),
      },
      org_deploy_enabled: false,
      socket_mode_enabled: url === undefined,
      token_rotation_enabled: false,
    },
  }
}

const longDescription = [
  'Roadmap leads a study group along a learning roadmap, in the channel where you already talk.',
  'See its stages, courses and projects; begin a group with a start and a pace; record what you complete; see your plan for',
  'the week, how far you are, and a fair leaderboard. Every week, the group reads what was achieved and what comes next.',
  'Answers about yourself are seen by you alone.',
].join(' ')

/** The first words of the commands, each once. */
const firstWordsOf = (commands: readonly Command[]) => [
  ...new Set(commands.map(({ name }) => name.split(' ', 1).join())),
]

/** The commands in the usage hint, which has room for a few. */
const hintedCommands = ['stage', 'week', 'done', 'leaderboard', 'help']

const hintOf = (commands: readonly Command[]) =>
  commands
    .filter(({ name }) => hintedCommands.includes(name))
    .map(({ example }) => example.replaceAll(/ \w+:\S+/g, ''))
    .join(' | ')
