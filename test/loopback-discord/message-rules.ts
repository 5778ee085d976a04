/** What Discord accepts as a message, new or edited. */
import { z } from 'zod'
import { type Component, layout, rows } from './component-rules.ts'
import { everyComponent, number, refuseRepeatedIds, textsOf } from './component-tree.ts'
import { type Embed, embed, isEmptyEmbed, refuseLongEmbeds } from './embed-rules.ts'
import { accept, maybeText, mistake, snowflake } from './form.ts'
import { Refusal } from './refusal.ts'

export const flag = { suppressEmbeds: 4, ephemeral: 64, loading: 128, silent: 4096, componentsV2: 32_768 } as const

export type File = { id: string; name: string; bytes: Uint8Array; description?: string | null | undefined }

const mentionList = z.array(snowflake).max(100).nullish()
const allowedMentions = z.object({
  parse: z.array(z.enum(['users', 'roles', 'everyone'])).nullish(),
  users: mentionList,
  roles: mentionList,
  replied_user: z.boolean().nullish(),
})
export type AllowedMentions = z.output<typeof allowedMentions>

const form = z.object({
  content: z.string().max(2000).nullish(),
  embeds: z.array(embed).max(10).nullish(),
  components: z.array(z.unknown()).nullish(),
  flags: z.int().nullish(),
  allowed_mentions: allowedMentions.nullish(),
  attachments: z
    .array(z.object({ id: z.coerce.string(), filename: maybeText(1024), description: maybeText(1024) }))
    .max(10)
    .nullish(),
  nonce: z.union([z.string().max(25), z.int()]).nullish(),
  enforce_nonce: z.boolean().nullish(),
  message_reference: z.object({ message_id: snowflake }).nullish(),
  poll: z.null('the fake knows no polls').optional(),
  sticker_ids: z.array(z.never('the fake knows no stickers')).nullish(),
})
type Form = z.output<typeof form>

/** What can be edited in a message. */
export type Body = { content: string; embeds: Embed[]; components: Component[]; flags: number; files: File[] }
type Rules = { uploads: readonly File[]; settable: number; before?: Body; newId: () => string }

/** Reads a message as it will be: what is left out of an edit stays as it was. */
export const acceptMessage = (
  given: unknown,
  { uploads, settable, before, newId }: Rules,
): { form: Form; body: Body } => {
  const read = accept(form, given ?? {})
  refuseContradiction(read.allowed_mentions)
  const set = read.flags ?? 0
  if (set & ~settable) throw mistake(['flags'], 'MESSAGE_FLAGS_INVALID', 'These flags cannot be set here')
  const flags = before ? (before.flags & ~flag.suppressEmbeds & ~flag.loading) | set : set
  const files = filesOf(read, { uploads, before: before?.files ?? [], newId })
  const embeds = read.embeds === undefined ? (before?.embeds ?? []) : (read.embeds ?? [])
  const body: Body = {
    content: (read.content === undefined ? (before?.content ?? '') : (read.content ?? '')).trim(),
    embeds: embeds.filter((embed) => !isEmptyEmbed(embed)),
    components: before?.components ?? [],
    flags,
    files,
  }
  if (read.components !== undefined)
    body.components = accept(flags & flag.componentsV2 ? layout : rows, read.components ?? [], ['components'])
  refuseWhole(body)
  number(body.components)
  return { form: read, body }
}

const refuseContradiction = (allowed: AllowedMentions | null | undefined) => {
  for (const kind of ['users', 'roles'] as const)
    if (allowed?.parse?.includes(kind) && allowed[kind]?.length)
      throw mistake(
        ['allowed_mentions'],
        'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
        `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
      )
}

type Files = { uploads: readonly File[]; before: readonly File[]; newId: () => string }

/** Uploads are called by their index in the form, and by an id of their own afterwards. */
const filesOf = ({ attachments }: Form, { uploads, before, newId }: Files): File[] => {
  const listed = new Map(attachments?.map((attachment) => [attachment.id, attachment]))
  const known = new Set([...uploads, ...before].map(({ id }) => id))
  for (const id of listed.keys())
    if (!known.has(id)) throw mistake(['attachments'], 'MESSAGE_ATTACHMENT_NOT_FOUND', 'Unknown attachment')
  const kept = attachments === undefined ? before : before.filter(({ id }) => listed.has(id))
  const added = uploads.map((file) => ({
    ...file,
    id: newId(),
    name: listed.get(file.id)?.filename ?? file.name,
    description: listed.get(file.id)?.description,
  }))
  return [...kept, ...added]
}

const refuseWhole = ({ content, embeds, components, flags, files }: Body) => {
  refuseLongEmbeds(embeds)
  const all = everyComponent(components)
  refuseRepeatedIds(components)
  for (const url of all.flatMap(urlsOf))
    if (url.startsWith('attachment://') && !files.some(({ name }) => url === `attachment://${name}`))
      throw mistake(['components'], 'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND', `${url} was not found`)
  if (!(flags & flag.componentsV2)) {
    if (content === '' && embeds.length + components.length + files.length === 0) throw new Refusal('emptyMessage')
    return
  }
  for (const [field, used] of Object.entries({ content: content !== '', embeds: embeds.length > 0 }))
    if (used)
      throw mistake(
        [field],
        'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
        `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
      )
  if (all.length === 0) throw new Refusal('emptyMessage')
  if (all.length > 40)
    throw mistake(['components'], 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED', 'Must be 40 or fewer components in total')
  const words = textsOf(components).join('')
  if (words.length > 4000)
    throw mistake(
      ['components'],
      'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
      'Components displayable text size exceeds maximum size of 4000',
    )
  // discord-api-docs issue 8554: Discord breaks on long texts of characters that take several bytes.
  if (Buffer.byteLength(words) > 10_000) throw new Refusal('crash')
}

const urlsOf = (component: ReturnType<typeof everyComponent>[number]): string[] => {
  if (component.type === 11) return [component.media.url]
  if (component.type === 12) return component.items.map(({ media }) => media.url)
  return component.type === 13 ? [component.file.url] : []
}
