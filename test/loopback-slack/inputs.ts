import { isObject, type Json, objectsOf, textOf } from './json.ts'
import { labelOf, optionsOf } from './option-rules.ts'
import type { Inputs } from './state.ts'

/** An interactive element at its place. */
export type Placed = { blockId: string; element: Json; isInput: boolean; optional: boolean }
export type Value = string | number | readonly string[] | null

/** All interactive elements of a message or a view. */
export const elementsIn = (blocks: unknown): readonly Placed[] =>
  objectsOf(blocks).flatMap((block): Placed[] => {
    if (block.type === 'container') return [...elementsIn(block.child_blocks)]
    if (block.type === 'carousel') return [...elementsIn(block.elements)]
    const isInput = block.type === 'input'
    const found = isInput
      ? [block.element]
      : [...(block.type === 'context' ? [] : objectsOf(block.elements)), block.accessory, ...objectsOf(block.actions)]
    return found
      .filter(isObject)
      .filter((element) => 'action_id' in element)
      .map((element) => ({
        blockId: textOf(block.block_id),
        element,
        isInput,
        optional: block.optional === true,
      }))
  })

type Shape = { key: string; initial: string; many?: boolean; options?: boolean; check?: (value: string) => boolean }
const isMatch = (pattern: RegExp) => (value: string) => pattern.test(value)
const typed = { key: 'value', initial: 'initial_value' }
const named = (kind: string): [string, Shape][] => [
  [`${kind}s_select`, { key: `selected_${kind}`, initial: `initial_${kind}` }],
  [`multi_${kind}s_select`, { key: `selected_${kind}s`, initial: `initial_${kind}s`, many: true }],
]
const one = { key: 'selected_option', initial: 'initial_option', options: true }
const several = { key: 'selected_options', initial: 'initial_options', many: true, options: true }

/** How each kind of element tells what was chosen or typed. */
const shapes: Record<string, Shape> = {
  static_select: one,
  external_select: one,
  radio_buttons: one,
  overflow: one,
  multi_static_select: several,
  checkboxes: several,
  plain_text_input: typed,
  number_input: { ...typed, check: (value) => value.trim() !== '' && !Number.isNaN(Number(value)) },
  email_text_input: { ...typed, check: isMatch(/^\S+@\S+$/) },
  url_text_input: { ...typed, check: URL.canParse },
  datepicker: { key: 'selected_date', initial: 'initial_date', check: isMatch(/^\d{4}-\d\d-\d\d$/) },
  timepicker: { key: 'selected_time', initial: 'initial_time', check: isMatch(/^([01]\d|2[0-3]):[0-5]\d$/) },
  datetimepicker: { key: 'selected_date_time', initial: 'initial_date_time' },
  ...Object.fromEntries(['user', 'channel', 'conversation'].flatMap(named)),
}

/** What a person sees in an element before touching it, as `state.values` tells it. */
const initialOf = (element: Json): Json | undefined => {
  const type = textOf(element.type)
  const shape = shapes[type]
  if (!shape || type === 'overflow') return undefined
  return { type, [shape.key]: element[shape.initial] ?? (shape.many ? [] : null) }
}

const optionOf = (options: readonly Json[], wanted: string): Json => {
  const found = options.find(({ value }) => value === wanted) ?? options.find((option) => labelOf(option) === wanted)
  if (!found) throw new Error(`no option "${wanted}"; there are: ${options.map(({ value }) => value).join(', ')}`)
  return found
}

const refuseUnfit = (element: Json, shape: Shape, value: string) => {
  if (shape.check && !shape.check(value)) throw new Error(`a ${element.type} does not take "${value}"`)
  const { min_length: min, max_length: max, min_value: least, max_value: most } = element
  if (typeof min === 'number' && value.length < min) throw new Error(`"${value}" is shorter than ${min}`)
  if (value.length > (typeof max === 'number' ? max : 3000)) throw new Error(`longer than ${max ?? 3000}: ${value}`)
  if (element.type !== 'number_input') return
  if (element.is_decimal_allowed !== true && !Number.isInteger(Number(value))) throw new Error(`${value} is not whole`)
  if (least !== undefined && Number(value) < Number(least)) throw new Error(`${value} is less than ${least}`)
  if (most !== undefined && Number(value) > Number(most)) throw new Error(`${value} is more than ${most}`)
}

/** What an element tells when this is chosen or typed; throws where the Slack app would not let a person do it. */
export const chosen = (element: Json, value: Value, options = optionsOf(element)): Json => {
  const type = textOf(element.type)
  const shape = shapes[type]
  if (!shape) throw new Error(`nothing can be chosen in a ${type}`)
  if (value === null) return { type, [shape.key]: shape.many ? [] : null }
  const wanted = (Array.isArray(value) ? value : [value]).map(String)
  const most = element.max_selected_items
  if (typeof most === 'number' && wanted.length > most) throw new Error(`at most ${most} can be chosen`)
  for (const each of wanted) if (!shape.options) refuseUnfit(element, shape, each)
  const picked = wanted.map((each) => (shape.options ? optionOf(options, each) : each))
  return { type, [shape.key]: shape.many ? picked : picked[0] }
}

const isEmpty = (input: Json): boolean =>
  Object.entries(input).every(([key, value]) => key === 'type' || value === null || value === '' || isEmptyList(value))
const isEmptyList = (value: unknown) => Array.isArray(value) && value.length === 0

/** `state.values`: what is chosen and typed, over what was there at first. */
export const valuesOf = (blocks: unknown, inputs: Inputs = {}): Inputs => {
  const values: Inputs = {}
  for (const { blockId, element } of elementsIn(blocks)) {
    const action = textOf(element.action_id)
    const value = inputs[blockId]?.[action] ?? initialOf(element)
    if (value) values[blockId] = { ...values[blockId], [action]: value }
  }
  return values
}

/** Throws when the Slack app would ask to fill in something first. */
export const refuseIncomplete = (blocks: unknown, values: Inputs) => {
  for (const { blockId, element, isInput, optional } of elementsIn(blocks)) {
    const value = values[blockId]?.[textOf(element.action_id)]
    if (isInput && !optional && (!value || isEmpty(value))) throw new Error(`"${blockId}" has to be filled in`)
  }
}
