/** What Discord accepts as components of a message, from its page "Component Reference". */
import { z } from 'zod'
import { isBlank, maybeText, snowflake, text, wrong } from './form.ts'

export const numbered = { id: z.int().min(0).max(2_147_483_647).nullish() }
export const yesOrNo = z.boolean().nullish()

/** Custom emojis have an id; the others are the character itself. */
const isEmoji = (name: string) => /^(?:\p{RGI_Emoji}|(?=\P{ASCII})\p{Emoji})$/v.test(name)
const emoji = z
  .object({ id: snowflake.nullish(), name: z.string().nullish(), animated: yesOrNo })
  .refine(({ id, name }) => id || isEmoji(name ?? ''), {
    params: { code: 'COMPONENT_INVALID_EMOJI' },
    error: 'Invalid emoji',
  })

const [link, premium] = [5, 6]
const button = z
  .object({
    ...numbered,
    type: z.literal(2),
    style: z.int().min(1).max(premium),
    label: maybeText(80),
    emoji: emoji.nullish(),
    custom_id: text(100).nullish(),
    url: z
      .url({ protocol: /^(?:https?|discord)$/ })
      .max(512)
      .nullish(),
    sku_id: snowflake.nullish(),
    disabled: yesOrNo,
  })
  .superRefine(({ style, custom_id, url, sku_id, label, emoji }, context) => {
    const needed = style === link ? url : style === premium ? sku_id : custom_id
    const field = style === link ? 'url' : style === premium ? 'sku_id' : 'custom_id'
    if (!needed) wrong(context, [field], ['BASE_TYPE_REQUIRED', 'This field is required'])
    if (custom_id && (url || sku_id))
      wrong(context, ['custom_id'], ['COMPONENT_CUSTOM_ID_AND_URL', 'A custom id and url cannot both be specified'])
    if (style !== premium && isBlank(label) && !emoji)
      wrong(context, ['label'], ['COMPONENT_LABEL_OR_EMOJI_REQUIRED', 'A label or an emoji is required'])
  })

const option = z.object({
  label: text(100),
  value: text(100),
  description: maybeText(100),
  emoji: emoji.nullish(),
  default: yesOrNo,
})

const chosen = {
  ...numbered,
  custom_id: text(100),
  placeholder: maybeText(150),
  min_values: z.int().min(0).max(25).nullish(),
  max_values: z.int().min(1).max(25).nullish(),
  disabled: yesOrNo,
  required: yesOrNo,
}
const stringSelect = z
  .object({ ...chosen, type: z.literal(3), options: z.array(option).min(1).max(25) })
  .superRefine(({ options, min_values, max_values }, context) => {
    const most = max_values ?? 1
    if ((min_values ?? 1) > most)
      wrong(context, ['min_values'], ['COMPONENT_MIN_VALUES_TOO_LARGE', 'min_values is above max_values'])
    if (new Set(options.map(({ value }) => value)).size < options.length)
      wrong(context, ['options'], ['COMPONENT_OPTION_VALUE_DUPLICATED', 'The specified option value is already used'])
    if (options.filter((option) => option.default).length > most)
      wrong(context, ['options'], ['COMPONENT_TOO_MANY_DEFAULTS', 'More defaults than max_values'])
  })
const entitySelect = <T extends 5 | 6 | 7 | 8>(type: T) =>
  z.object({
    ...chosen,
    type: z.literal(type),
    default_values: z
      .array(z.object({ id: snowflake, type: z.string() }))
      .max(25)
      .nullish(),
    channel_types: z.array(z.int()).nullish(),
  })
export const selects = [stringSelect, entitySelect(5), entitySelect(6), entitySelect(7), entitySelect(8)] as const

const row = z
  .object({
    ...numbered,
    type: z.literal(1),
    components: z
      .array(z.discriminatedUnion('type', [button, ...selects]))
      .min(1)
      .max(5),
  })
  .refine(({ components }) => components.length === 1 || components.every(({ type }) => type === 2), {
    path: ['components'],
    params: { code: 'COMPONENT_LAYOUT_WIDTH_EXCEEDED' },
    error: 'The specified component exceeds the maximum width',
  })

export const textDisplay = z.object({
  ...numbered,
  type: z.literal(10),
  content: text(4000).refine((content) => !isBlank(content), {
    params: { code: 'BASE_TYPE_REQUIRED' },
    error: 'This field is required',
  }),
})
const media = (pattern: RegExp) => z.object({ url: z.string().max(2048).regex(pattern) })
const picture = media(/^(?:https?|attachment):\/\/./)
const described = { description: z.string().min(1).max(1024).nullish(), spoiler: yesOrNo }
const thumbnail = z.object({ ...numbered, type: z.literal(11), media: picture, ...described })
const section = z.object({
  ...numbered,
  type: z.literal(9),
  components: z
    .array(z.discriminatedUnion('type', [textDisplay]))
    .min(1)
    .max(3),
  accessory: z.discriminatedUnion('type', [button, thumbnail]),
})
const gallery = z.object({
  ...numbered,
  type: z.literal(12),
  items: z
    .array(z.object({ media: picture, ...described }))
    .min(1)
    .max(10),
})
const file = z.object({ ...numbered, type: z.literal(13), file: media(/^attachment:\/\/./), spoiler: yesOrNo })
const separator = z.object({
  ...numbered,
  type: z.literal(14),
  divider: yesOrNo,
  spacing: z.int().min(1).max(2).nullish(),
})
const blocks = [row, section, textDisplay, gallery, file, separator] as const
const container = z.object({
  ...numbered,
  type: z.literal(17),
  components: z
    .array(z.discriminatedUnion('type', [...blocks]))
    .min(1)
    .max(40),
  accent_color: z.int().min(0).max(0xffffff).nullish(),
  spoiler: yesOrNo,
})

/** The two vocabularies of a message: with the flag IS_COMPONENTS_V2, and without. */
export const layout = z.array(z.discriminatedUnion('type', [...blocks, container])).max(40)
export const rows = z.array(z.discriminatedUnion('type', [row])).max(5)

/** A component of a message; those without the flag are among these, too. */
export type Component = z.output<typeof layout>[number]
