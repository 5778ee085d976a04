/** What Discord accepts as the definition of an application command, from its page "Application Commands". */
import { z } from 'zod'
import { accept, mistake, text, wrong } from './form.ts'

// Discord allows an apostrophe, too; its own builders do not.
const name = z
  .string()
  .regex(/^[-_\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u)
  .refine((name) => name === name.toLowerCase(), {
    params: { code: 'APPLICATION_COMMAND_INVALID_NAME' },
    error: 'Command name is invalid',
  })
const locales =
  'id ar bg cs da de el en-GB en-US es-ES es-419 fi fr he hi hr hu it ja ko lt nl no pl pt-BR ro ru sv-SE th tr uk vi zh-CN zh-TW'.split(
    ' ',
  )
const translated = <T extends z.ZodType<string>>(words: T) => z.partialRecord(z.enum(locales), words).nullish()
const described = {
  name,
  name_localizations: translated(name),
  description: text(100),
  description_localizations: translated(text(100)),
}
const required = { ...described, required: z.boolean().nullish() }
const autocomplete = z.boolean().nullish()

const choiceOf = <T extends z.ZodType<string | number>>(value: T) =>
  z
    .array(z.object({ name: text(100), name_localizations: translated(text(100)), value }))
    .max(25)
    .nullish()

const string = z.object({
  ...required,
  type: z.literal(3),
  choices: choiceOf(text(100, 0)),
  min_length: z.int().min(0).max(6000).nullish(),
  max_length: z.int().min(1).max(6000).nullish(),
  autocomplete,
})
const numeric = <T extends 4 | 10>(type: T, value: z.ZodType<number>) =>
  z.object({
    ...required,
    type: z.literal(type),
    choices: choiceOf(value),
    min_value: value.nullish(),
    max_value: value.nullish(),
    autocomplete,
  })
const plain = <T extends 5 | 6 | 8 | 9 | 11>(type: T) => z.object({ ...required, type: z.literal(type) })
const channel = z.object({ ...required, type: z.literal(7), channel_types: z.array(z.int()).nullish() })

const simple = z.discriminatedUnion('type', [
  string,
  numeric(4, z.int()),
  numeric(10, z.number()),
  channel,
  plain(5),
  plain(6),
  plain(8),
  plain(9),
  plain(11),
])
type Simple = z.output<typeof simple>

const orderly = (options: readonly Simple[] | null | undefined, context: z.core.$RefinementCtx) => {
  unique(options, context)
  for (const [index, option] of (options ?? []).entries()) {
    if (option.required && options?.slice(0, index).some((before) => !before.required))
      wrong(
        context,
        [index],
        ['APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID', 'Required options must be placed before non-required options'],
      )
    if ('choices' in option && option.choices?.length && option.autocomplete)
      wrong(
        context,
        [index, 'autocomplete'],
        ['APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES', 'Options cannot have both choices and autocomplete'],
      )
    const values = 'choices' in option ? (option.choices ?? []) : []
    for (const key of ['name', 'value'] as const)
      if (new Set(values.map((choice) => choice[key])).size < values.length)
        wrong(context, [index, 'choices'], ['APPLICATION_COMMAND_OPTIONS_CHOICE_DUPLICATE', `A ${key} is repeated`])
  }
}
const unique = (options: readonly { name: string }[] | null | undefined, context: z.core.$RefinementCtx) => {
  if (new Set(options?.map(({ name }) => name)).size < (options?.length ?? 0))
    wrong(context, [], ['APPLICATION_COMMAND_OPTIONS_NAME_INVALID', 'Option names must be unique'])
}

const leaves = z.array(simple).max(25).superRefine(orderly).nullish()
const subCommand = z.object({ ...described, type: z.literal(1), options: leaves })
const group = z.object({
  ...described,
  type: z.literal(2),
  options: z
    .array(z.discriminatedUnion('type', [subCommand]))
    .min(1)
    .max(25)
    .superRefine(unique),
})
const branches = z
  .array(z.discriminatedUnion('type', [subCommand, group]))
  .max(25)
  .superRefine(unique)

const rest = {
  name_localizations: translated(text(32)),
  default_member_permissions: z.string().regex(/^\d+$/).nullish(),
  dm_permission: z.boolean().nullish(),
  contexts: z.array(z.int().min(0).max(2)).nullish(),
  integration_types: z.array(z.int().min(0).max(1)).nullish(),
  nsfw: z.boolean().nullish(),
}
const menu = z.object({
  ...rest,
  type: z.union([z.literal(2), z.literal(3)]),
  name: text(32),
  description: z.literal('').nullish(),
})
const chat = z.object({ ...rest, ...described, type: z.literal(1).default(1) })
const chatWithLeaves = chat.extend({ options: leaves })
const chatWithBranches = chat.extend({ options: branches })

export type Leaf = Simple
export type SubCommand = z.output<typeof subCommand>
export type Group = z.output<typeof group>
export type Definition = Omit<z.output<typeof chat>, 'type'> & {
  type: 1 | 2 | 3
  options: (Leaf | SubCommand | Group)[]
}

const shape = z.object({ type: z.int().nullish(), options: z.array(z.object({ type: z.int() })).nullish() })

export const acceptCommand = (given: unknown, path: readonly PropertyKey[] = []): Definition => {
  const { type, options } = accept(shape, given, path)
  if (type === 2 || type === 3) return { ...accept(menu, given, path), description: '', options: [] }
  const isTree = options?.some((option) => option.type === 1 || option.type === 2)
  const definition = accept(isTree ? chatWithBranches : chatWithLeaves, given, path)
  if (sizeOf(definition) > 8000)
    throw mistake(path, 'APPLICATION_COMMAND_TOO_LARGE', 'Command exceeds maximum size (8000)')
  return { ...definition, options: definition.options ?? [] }
}

type Translations = Partial<Record<string, string>>
type Sized = {
  name: string
  description?: string
  name_localizations?: Translations | null | undefined
  description_localizations?: Translations | null | undefined
  options?: readonly Sized[] | null | undefined
  choices?: readonly (Sized & { value: string | number })[] | null | undefined
  value?: string | number
}

/** Names, descriptions and values, of each the longest translation. */
const sizeOf = (part: Sized): number => {
  const longest = (words: string | undefined, others: Translations | null | undefined) =>
    Math.max(words?.length ?? 0, ...Object.values(others ?? {}).map((other) => other?.length ?? 0))
  return (
    longest(part.name, part.name_localizations) +
    longest(part.description, part.description_localizations) +
    (typeof part.value === 'string' ? part.value.length : 0) +
    [...(part.options ?? []), ...(part.choices ?? [])].reduce((sum, inner) => sum + sizeOf(inner), 0)
  )
}
