import { refuseBlocks } from './block-rules.ts'
import { withIds } from './filled-ids.ts'
import type { Happening, Happenings } from './happenings.ts'
import { type Json, listOf, objectOf, objectsOf, parsed, textOf } from './json.ts'
import { type Link, mentionsIn, type Ping } from './mentions.ts'
import { Refusal } from './refusal.ts'
import type { Channel, Message, State, UploadedFile, User } from './state.ts'

export type Content = { text: string; blocks: readonly Json[] | undefined; metadata?: Json }
type PingRecord = Ping & { message: Message; by: string }
type LinkRecord = Link & { message: Message; by: string }
type Source = Pick<Happening, 'by' | 'key'>
type Extras = { ephemeralTo?: User; calledBy?: User; threadTs?: string; files?: readonly UploadedFile[] }

/** Text and blocks as a method or a response_url gets them, refused as Slack refuses them. */
export const contentOf = (body: Json, { needsText = true } = {}): Content => {
  const given = body.blocks === '' ? undefined : body.blocks
  const blocks = parsed(given)
  if (given !== undefined && !Array.isArray(blocks)) throw new Refusal('invalid_blocks_format')
  const attachments = listOf(parsed(body.attachments))
  const text = textOf(body.text)
  if (needsText && text === '' && listOf(blocks).length === 0 && attachments.length === 0) throw new Refusal('no_text')
  if (Array.isArray(blocks)) refuseBlocks(blocks)
  const metadata = parsed(body.metadata)
  return {
    text: text.slice(0, 40_000),
    blocks: Array.isArray(blocks) ? objectsOf(blocks) : undefined,
    ...(body.metadata !== undefined && { metadata: objectOf(metadata) }),
  }
}

/** Posting, changing and deleting, with what it does to people: pings and links. */
export const createMessages = (state: State, { tell }: Happenings) => {
  const pings: PingRecord[] = []
  const links: LinkRecord[] = []
  const warnings: string[] = []

  const note = (message: Message, content: Content, by: string) => {
    const live = mentionsIn(content)
    pings.push(...live.pings.map((ping) => ({ ...ping, message, by })))
    links.push(...live.links.map((link) => ({ ...link, message, by })))
    if (content.blocks && content.blocks.length > 0 && content.text === '')
      warnings.push(`${by}: blocks without a top-level text, which notifications and screen readers need`)
  }
  const filled = (blocks: readonly Json[] | undefined) => withIds(blocks ?? [], () => state.newId('b'))

  return {
    pings,
    links,
    warnings,
    post(channel: Channel, content: Content, source: Source & Extras): Message {
      const { ephemeralTo, calledBy, threadTs, files = [], by, key } = source
      const message: Message = {
        ts: state.newTs(),
        channel,
        author: channel.workspace.botUserId,
        ...(ephemeralTo && { ephemeralTo }),
        ...(calledBy && { calledBy }),
        ...(threadTs && { threadTs }),
        ...(content.metadata && { metadata: content.metadata }),
        text: content.text,
        blocks: filled(content.blocks),
        files,
        deleted: false,
        inputs: new Map(),
      }
      if (ephemeralTo) state.ephemeralsOf(ephemeralTo).push(message)
      else channel.posted.set(message.ts, message)
      note(message, content, by)
      const kind = ephemeralTo ? 'ephemeral' : 'posted'
      tell({
        kind,
        by,
        workspace: channel.workspace,
        channel,
        message,
        ...(ephemeralTo && { user: ephemeralTo }),
        ...(key && { key }),
      })
      return message
    },
    change(message: Message, content: Content, { by, key }: Source) {
      if (content.text !== '' || content.blocks) message.text = content.text
      if (content.blocks) message.blocks = filled(content.blocks)
      if (content.metadata) message.metadata = content.metadata
      message.editedTs = state.newTs()
      message.inputs.clear()
      note(message, content, by)
      tell({
        kind: 'updated',
        by,
        workspace: message.channel.workspace,
        channel: message.channel,
        message,
        ...whose(message, key),
      })
    },
    remove(message: Message, { by, key }: Source) {
      message.deleted = true
      message.channel.posted.delete(message.ts)
      const { ephemeralTo } = message
      if (ephemeralTo) {
        const seen = state.ephemeralsOf(ephemeralTo)
        seen.splice(seen.indexOf(message), 1)
      }
      tell({
        kind: 'deleted',
        by,
        workspace: message.channel.workspace,
        channel: message.channel,
        message,
        ...whose(message, key),
      })
    },
  }
}

const whose = ({ ephemeralTo }: Message, key: string | undefined) => ({
  ...(ephemeralTo && { user: ephemeralTo }),
  ...(key && { key }),
})

export type Messages = ReturnType<typeof createMessages>

/** A message as the Web API and the payloads show it. */
export const messageJson = (message: Message): Json => ({
  type: 'message',
  user: message.author,
  bot_id: message.channel.workspace.botId,
  app_id: message.channel.workspace.appId,
  team: message.channel.workspace.id,
  ts: message.ts,
  text: message.text,
  ...(message.blocks.length > 0 && { blocks: message.blocks }),
  ...(message.files.length > 0 && { files: message.files.map(({ id, name, title }) => ({ id, name, title })) }),
  ...(message.threadTs && { thread_ts: message.threadTs }),
  ...(message.metadata && { metadata: message.metadata }),
  ...(message.editedTs && { edited: { user: message.author, ts: message.editedTs } }),
})
