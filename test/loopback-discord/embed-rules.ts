import { z } from 'zod'
import { maybeText, mistake, text } from './form.ts'

const picture = z.object({ url: z.string().max(2048) }).nullish()
export const embed = z.object({
  title: maybeText(256),
  description: maybeText(4096),
  url: maybeText(2048),
  timestamp: z.string().nullish(),
  color: z.int().min(0).max(0xffffff).nullish(),
  footer: z.object({ text: text(2048), icon_url: maybeText(2048) }).nullish(),
  author: z.object({ name: text(256), url: maybeText(2048), icon_url: maybeText(2048) }).nullish(),
  image: picture,
  thumbnail: picture,
  fields: z
    .array(z.object({ name: text(256), value: text(1024), inline: z.boolean().nullish() }))
    .max(25)
    .nullish(),
})

export type Embed = z.output<typeof embed>

const lengthOf = ({ title, description, footer, author, fields }: Embed): number =>
  [title, description, footer?.text, author?.name, ...(fields ?? []).flatMap(({ name, value }) => [name, value])]
    .map((words) => words?.length ?? 0)
    .reduce((sum, length) => sum + length, 0)

export const isEmptyEmbed = (embed: Embed): boolean => lengthOf(embed) === 0 && !embed.image && !embed.thumbnail

/** The sum over all embeds of a message. */
export const refuseLongEmbeds = (embeds: readonly Embed[]): void => {
  if (embeds.reduce((sum, embed) => sum + lengthOf(embed), 0) > 6000)
    throw mistake(['embeds'], 'MAX_EMBED_SIZE_EXCEEDED', 'Embed size exceeds maximum size of 6000')
}
