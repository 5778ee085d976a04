import type { Json } from './json.ts'

/** What the people chose or typed so far: by block, by action. */
export type Inputs = Record<string, Record<string, Json>>

export type Workspace = {
  readonly id: string
  readonly name: string
  readonly domain: string
  readonly appId: string
  readonly botToken: string
  readonly botUserId: string
  readonly botId: string
  readonly scopes: Set<string>
  /** Those without which something that was done or told would not have been. */
  readonly usedScopes: Set<string>
  installed: boolean
}

export type User = {
  readonly id: string
  readonly name: string
  readonly workspace: Workspace
  displayName: string
  tz: string
  admin: boolean
  owner: boolean
  /** A guest is in few channels. */
  guest: boolean
  /** The account is deactivated. */
  deactivated: boolean
  readonly bot: boolean
}

export type Channel = {
  /** It can change. */
  id: string
  readonly name: string
  readonly workspace: Workspace
  /** `mpim`: a conversation of a few people, which has a channel's id. */
  readonly kind: 'channel' | 'im' | 'mpim'
  readonly private: boolean
  /** The person of a direct message. */
  readonly person?: User
  archived: boolean
  readonly members: Set<string>
  readonly posted: Map<string, Message>
}

export type Message = {
  readonly ts: string
  readonly channel: Channel
  readonly author: string
  readonly ephemeralTo?: User
  /** Of an answer that everybody sees: Slack shows the command, and whose it is. */
  readonly calledBy?: User
  readonly threadTs?: string
  text: string
  blocks: readonly Json[]
  readonly files: readonly UploadedFile[]
  metadata?: Json
  editedTs?: string
  deleted: boolean
  readonly inputs: Map<string, Inputs>
}

export type UploadedFile = {
  readonly id: string
  readonly name: string
  readonly length: number
  readonly workspace: Workspace
  readonly channels: Channel[]
  title: string
  data?: Buffer
}

export type View = {
  readonly id: string
  readonly kind: 'modal' | 'home'
  readonly user: User
  readonly workspace: Workspace
  /** As it was sent, with ids for what had none: type, title, blocks, private_metadata … */
  content: Json
  hash: string
  readonly rootId: string
  readonly previousId?: string
  open: boolean
  readonly inputs: Map<string, Inputs>
  /** The options that the app gave last to each menu that asks it for them. */
  readonly offers: Map<string, readonly Json[]>
}

export type NewUser = { admin?: boolean; guest?: boolean; owner?: boolean; tz?: string; display_name?: string }
export type NewChannel = { botIsIn?: boolean; private?: boolean; members?: readonly User[]; kind?: 'channel' | 'mpim' }

const defaultScopes = [
  'commands',
  'chat:write',
  'users:read',
  'im:write',
  'files:write',
  'channels:read',
  'groups:read',
  'team:read',
]

/** All that Slack keeps. `clock` is in milliseconds since 1970. */
export const createState = (clock: () => number) => {
  let ids = 0
  const newId = (prefix: string) => `${prefix}${(++ids).toString(36).toUpperCase().padStart(9, '0')}`
  const workspaces = new Map<string, Workspace>()
  const users = new Map<string, User>()
  const channels = new Map<string, Channel>()
  const direct = new Map<string, Channel>()
  const ephemerals = new Map<string, Message[]>()
  const homes = new Map<string, View>()
  const modals = new Map<string, View[]>()
  const byToken = new Map<string, Workspace>()
  let tick = 0
  /** Unique and growing, also when the clock stands still. */
  const newTs = () => `${Math.floor(clock() / 1000)}.${(++tick % 1_000_000).toString().padStart(6, '0')}`
  const peopleOf = (workspace: Workspace) => [...users.values()].filter((user) => user.workspace === workspace)

  return {
    workspaces,
    users,
    channels,
    ephemeralsOf(user: User): Message[] {
      const known = ephemerals.get(user.id) ?? []
      ephemerals.set(user.id, known)
      return known
    },
    homes,
    modals,
    workspaceByToken: (token: string) => byToken.get(token),
    newId,
    newTs,
    peopleOf,
    addWorkspace(name: string, { scopes = defaultScopes }: { scopes?: readonly string[] } = {}): Workspace {
      const workspace: Workspace = {
        id: newId('T'),
        name,
        domain: name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
        appId: 'A0STUDYBOT',
        botToken: `xoxb-${workspaces.size + 1}-${newId('')}`,
        botUserId: newId('U'),
        botId: newId('B'),
        scopes: new Set(scopes),
        usedScopes: new Set(),
        installed: true,
      }
      workspaces.set(workspace.id, workspace)
      byToken.set(workspace.botToken, workspace)
      const bot = { id: workspace.botUserId, name: 'roadmap', workspace, displayName: 'Roadmap', tz: 'Etc/UTC' }
      users.set(bot.id, { ...bot, admin: false, owner: false, guest: false, deactivated: false, bot: true })
      return workspace
    },
    addUser(workspace: Workspace, name: string, options: NewUser = {}): User {
      const {
        admin = false,
        owner = false,
        guest = false,
        tz = 'Europe/Berlin',
        display_name: displayName = name,
      } = options
      // An owner is an admin too, as users.info tells it.
      const user = {
        id: newId('U'),
        name,
        workspace,
        displayName,
        tz,
        admin: admin || owner,
        owner,
        guest,
        deactivated: false,
        bot: false,
      }
      users.set(user.id, user)
      for (const channel of channels.values())
        if (channel.workspace === workspace && channel.kind === 'channel' && !channel.private)
          channel.members.add(user.id)
      return user
    },
    addChannel(workspace: Workspace, name: string, options: NewChannel = {}): Channel {
      const {
        botIsIn = true,
        kind = 'channel',
        private: isPrivate = kind === 'mpim',
        members = peopleOf(workspace).filter(({ bot }) => !bot),
      } = options
      const channel: Channel = {
        id: newId('C'),
        name,
        workspace,
        kind,
        private: isPrivate,
        archived: false,
        members: new Set(members.map(({ id }) => id)),
        posted: new Map(),
      }
      if (botIsIn) channel.members.add(workspace.botUserId)
      channels.set(channel.id, channel)
      return channel
    },
    /** Gives a channel another id; nothing finds it by the old one. */
    renumber(channel: Channel) {
      channels.delete(channel.id)
      channel.id = newId('C')
      channels.set(channel.id, channel)
    },
    /** The direct messages of the bot and a person. */
    directChannel(person: User): Channel {
      const known = direct.get(person.id)
      if (known) return known
      const { workspace } = person
      const channel: Channel = {
        id: newId('D'),
        name: 'directmessage',
        workspace,
        kind: 'im',
        private: true,
        person,
        archived: false,
        members: new Set([person.id, workspace.botUserId]),
        posted: new Map(),
      }
      direct.set(person.id, channel)
      channels.set(channel.id, channel)
      return channel
    },
    modalOf: (user: User): View | undefined => modals.get(user.id)?.at(-1),
  }
}

export type State = ReturnType<typeof createState>
