/** The messages of all channels, and the rules about who may post where. */
import { everyComponent } from './component-tree.ts'
import { acceptMessage, type Body, type File, flag } from './message-rules.ts'
import { type Ping, pinged } from './pings.ts'
import { Refusal } from './refusal.ts'
import { type Channel, may, type State, type User } from './state.ts'
import { wireUser } from './wire.ts'

export type Message = Body & {
  id: string
  channel_id: string
  author: User
  timestamp: string
  edited_timestamp: string | null
  nonce?: string | number
  /** The only person who sees an ephemeral message. */
  visibleTo?: string
  /** Whose interaction it answers. */
  askedBy?: User
}
type Upload = { given: unknown; uploads: readonly File[] }
type Post = Upload & { settable: number; ordinary: boolean; visibleTo?: string | undefined }

const minute = 60_000
/** "The past few minutes", says Discord. */
const nonceMinutes = 5
const largestFile = 10 * 1024 * 1024

export const createMessages = (state: State, changed: () => void) => {
  const all = new Map<string, Message>()
  const nonces = new Map<string | number, { id: string; at: number }>()
  const pings: Ping[] = []
  const byChannel = new Map<string, Set<Message>>()
  const ever: Message[] = []

  const ping = (
    message: Message,
    { form, ordinary }: { form: ReturnType<typeof acceptMessage>['form']; ordinary: boolean },
  ) => {
    if (message.visibleTo !== undefined) return
    const replied = all.get(form.message_reference?.message_id ?? '')?.author.id
    const who = pinged(message, {
      allowed: form.allowed_mentions,
      ordinary,
      mayPingAll: Boolean((state.channels.get(message.channel_id)?.botMay ?? 0n) & may.mentionEveryone),
      repliedTo: replied === state.botUser.id ? undefined : replied,
    })
    pings.push(...who.map((who) => ({ messageId: message.id, who })))
  }

  const get = (id: string | undefined, channelId?: string): Message => {
    const message = all.get(id ?? '')
    if (message === undefined || (channelId && (message.channel_id !== channelId || message.visibleTo)))
      throw new Refusal('unknownMessage')
    return message
  }
  const remembered = (nonce: string | number): Message | undefined => {
    const found = nonces.get(nonce)
    if (found === undefined || state.clock() - found.at > nonceMinutes * minute) return undefined
    return get(found.id)
  }
  const add = (channelId: string, body: Body, more: Partial<Message> = {}): Message => {
    const message: Message = {
      ...body,
      id: state.newId(),
      channel_id: channelId,
      author: state.botUser,
      timestamp: new Date(state.clock()).toISOString(),
      edited_timestamp: null,
      ...more,
    }
    all.set(message.id, message)
    ever.push(message)
    const here = byChannel.get(channelId) ?? new Set()
    byChannel.set(channelId, here.add(message))
    changed()
    return message
  }
  const refuseLarge = (uploads: readonly File[]) => {
    if (uploads.some(({ bytes }) => bytes.length > largestFile)) throw new Refusal('tooLarge')
  }

  return {
    pings,
    get,
    add,
    exists: (message: Message) => all.has(message.id),
    /** What everybody sees in a channel, oldest first. */
    in: (channel: { id: string }): Message[] =>
      [...(byChannel.get(channel.id) ?? [])].filter((message) => message.visibleTo === undefined),

    /** Whose interactions were answered in a channel for everybody to see, also where the answer is gone by now: Discord names them. */
    namedIn: (channel: { id: string }): User[] =>
      ever.flatMap(({ channel_id, visibleTo, askedBy }) =>
        channel_id === channel.id && visibleTo === undefined && askedBy ? [askedBy] : [],
      ),

    create(channelId: string, { given, uploads, settable, ordinary, visibleTo }: Post): Message {
      refuseLarge(uploads)
      const { form, body } = acceptMessage(given, { uploads, settable, newId: state.newId })
      const nonce = form.nonce ?? undefined
      const enforced = ordinary && form.enforce_nonce && nonce !== undefined && nonce !== ''
      const before = enforced ? remembered(nonce) : undefined
      if (before) return before
      const message = add(channelId, body, {
        ...(nonce !== undefined && { nonce }),
        ...(visibleTo !== undefined && { visibleTo }),
      })
      if (nonce !== undefined) nonces.set(nonce, { id: message.id, at: state.clock() })
      ping(message, { form, ordinary })
      return message
    },
    /** An edit pings nobody, except that it may be the first content of an answer that was deferred. */
    edit(message: Message, { given, uploads }: Upload): Message {
      refuseLarge(uploads)
      const isFirst = Boolean(message.flags & flag.loading)
      const settable = flag.suppressEmbeds | flag.componentsV2 | (message.flags & flag.ephemeral)
      const { form, body } = acceptMessage(given, { uploads, settable, before: message, newId: state.newId })
      Object.assign(message, body, isFirst ? {} : { edited_timestamp: new Date(state.clock()).toISOString() })
      if (isFirst) ping(message, { form, ordinary: false })
      changed()
      return message
    },
    remove(message: Message) {
      all.delete(message.id)
      byChannel.get(message.channel_id)?.delete(message)
      changed()
    },
  }
}

export type Messages = ReturnType<typeof createMessages>

/** The channel, when the bot may look into it. */
export const openChannel = (state: State, id: string | undefined): Channel => {
  const channel = state.channels.get(id ?? '')
  if (channel === undefined) throw new Refusal('unknownChannel')
  const isIn = channel.guild === undefined || channel.guild.hasBot
  if (!isIn || !(channel.botMay & may.viewChannel)) throw new Refusal('missingAccess')
  return channel
}

export const refuseUnallowed = (state: State, channel: Channel, { given, uploads }: Upload) => {
  if (channel.with && !state.takesDirectMessages(channel.with)) throw new Refusal('noDirectMessages')
  const embeds =
    typeof given === 'object' && given && 'embeds' in given && Array.isArray(given.embeds) ? given.embeds : []
  const needed =
    may.sendMessages | (uploads.length > 0 ? may.attachFiles : 0n) | (embeds.length > 0 ? may.embedLinks : 0n)
  if ((channel.botMay & needed) !== needed) throw new Refusal('missingPermissions')
}

export const wireMessage = (state: State, message: Message) => {
  const { files, visibleTo: _, askedBy, author, ...rest } = message
  const everyone = /@(?:everyone|here)\b/.test(message.content)
  const mentioned = [...message.content.matchAll(/<@!?(\d+)>/g)].flatMap(([, id = '']) => state.users.get(id) ?? [])
  return {
    ...rest,
    ...(askedBy && {
      interaction_metadata: {
        id: message.id,
        type: 2,
        user: wireUser(askedBy),
        authorizing_integration_owners: {},
      },
    }),
    type: 0,
    author: wireUser(author),
    application_id: state.application.id,
    tts: false,
    pinned: false,
    mention_everyone: everyone,
    mentions: mentioned.map(wireUser),
    mention_roles: [],
    attachments: files.map(({ id, name, bytes, description }) => ({
      id,
      filename: name,
      size: bytes.length,
      url: `https://cdn.discordapp.com/attachments/${message.channel_id}/${id}/${name}`,
      proxy_url: `https://media.discordapp.net/attachments/${message.channel_id}/${id}/${name}`,
      ...(description && { description }),
    })),
    components: message.components,
    embeds: message.embeds.map((embed) => ({ type: 'rich', ...embed })),
  }
}

/** The button or menu of this custom id, or else of this label. */
export const controlOf = (message: Message, name: string) => {
  const all = everyComponent(message.components)
  return (
    all.find((component) => 'custom_id' in component && component.custom_id === name) ??
    all.find((component) => 'label' in component && component.label === name)
  )
}
