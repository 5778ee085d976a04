/** What a command's options look like to people and platforms; read off the command's zod object, so it is declared once. */
import { z } from 'zod'

type OptionKind = 'text' | 'number' | 'flag' | 'choice'

export type Option = {
  name: string
  kind: OptionKind
  description: string
  required: boolean
  /** Takes the rest of the line in text; the others are written `name:value`. */
  positional: boolean
  /** Of kind `choice`. */
  choices: readonly string[]
  /** What fits, as the end of the sentence "I expected …". */
  expected: string
}

type Property = {
  type?: string
  description?: string
  enum?: string[]
  minimum?: number
  maximum?: number
  maxLength?: number
}

/** The options in the order of their declaration. A number declares at least its minimum. */
export const optionsOf = (schema: z.ZodObject, positional: string | undefined): Option[] => {
  // The JSON Schema is zod's public account of a schema; its internals are not.
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input' })
  return Object.entries(properties).map(([name, given]) => {
    const property = given as Property
    const kind = kindOf(property)
    return {
      name,
      kind,
      description: property.description ?? '',
      required: required.includes(name),
      positional: name === positional,
      choices: property.enum ?? [],
      expected: expectationOf(kind, property),
    }
  })
}

const kindOf = ({ type, enum: choices }: Property): OptionKind => {
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
