/** Describes a command's options for people and platforms, from its zod object, so that they are declared once. */
import { z } from 'zod'

/** A channel, a date and a time are typed as text; forms have pickers for them. */
type OptionKind = 'text' | 'number' | 'flag' | 'choice' | 'channel' | 'date' | 'time'

export type Option = {
  name: string
  kind: OptionKind
  description: string
  required: boolean
  /** Takes the rest of the line in text; the others are written `name:value`. */
  positional: boolean
  /** The values of an option of kind `choice`. */
  choices: readonly string[]
  /** The least and the most: of a number; of a text, its length. */
  min?: number
  max?: number
  /** Values are offered while somebody types. */
  suggests: boolean
  /** The allowed values, as the end of the sentence "I expected …". */
  expected: string
}

/** A value that is suggested while somebody types; `typed`: the text for it in a line, where the value is an id that nobody reads. */
export type Choice = { label: string; value: string; typed?: string }

type Property = {
  type?: string
  /** Declared by `meta`, where the type alone does not show it. */
  kind?: string
  description?: string
  enum?: string[]
  minimum?: number
  maximum?: number
  maxLength?: number
}

type More = { positional: string | undefined; suggested: readonly string[] }

/** The options in the order of their declaration. A number declares at least its minimum. */
export const optionsOf = (schema: z.ZodObject, { positional, suggested }: More): Option[] => {
  // The JSON Schema is zod's public account of a schema; its internals are not.
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input' })
  return Object.entries(properties).map(([name, schemaOfOption]) => {
    const property = schemaOfOption as Property
    const kind = kindOf(property)
    return {
      name,
      kind,
      description: property.description ?? '',
      required: required.includes(name),
      positional: name === positional,
      choices: property.enum ?? [],
      suggests: suggested.includes(name),
      ...leastAndMost(kind, property),
      expected: expectationOf(kind, property),
    }
  })
}

/** The bounds that JSON Schema gives for a whole number without bounds are those of safe integers, and mean nothing. */
const leastAndMost = (kind: OptionKind, { minimum, maximum, maxLength }: Property): Pick<Option, 'min' | 'max'> => {
  if (['text', 'date', 'time'].includes(kind)) return maxLength === undefined ? {} : { max: maxLength }
  if (kind !== 'number') return {}
  return {
    ...(minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER && { min: minimum }),
    ...(maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER && { max: maximum }),
  }
}

const kindOf = ({ type, kind, enum: choices }: Property): OptionKind => {
  if (kind === 'channel' || kind === 'date' || kind === 'time' || kind === 'flag') return kind
  if (choices) return 'choice'
  if (type === 'integer') return 'number'
  return type === 'boolean' ? 'flag' : 'text'
}

const expectationOf = (
  kind: OptionKind,
  { enum: choices = [], minimum = 0, maximum = Number.MAX_SAFE_INTEGER, maxLength }: Property,
): string => {
  if (kind === 'choice') return `one of ${choices.join(', ')}`
  if (kind === 'flag') return 'yes or no'
  if (kind === 'number')
    return `a whole number${maximum < Number.MAX_SAFE_INTEGER ? ` from ${minimum} to ${maximum}` : `, ${minimum} or more`}`
  return maxLength === undefined ? 'text' : `text of at most ${maxLength} characters`
}
