/** What the bot asks to be allowed in a workspace, and why: the manifest and the README have their lists from here. */

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
    why: 'It hears that it was invited to a public channel, or taken out of one, and looks whether a group can meet there.',
  },
  {
    scope: 'groups:read',
    why: 'The same of private channels, where only their members can let a group meet and read of it; and such a channel may get another id.',
  },
] as const
