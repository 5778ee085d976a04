/** The option that names several items, each perhaps with its parts: as somebody types them, or as the ids that a control or a form carries. */
import { z } from 'zod'
import type { ReadContext } from '../../bot/command.ts'
import type { Action } from '../../chat/action.ts'
import { code, text } from '../../chat/text.ts'
import { UserError } from '../../chat/user-error.ts'
import type { Item } from '../../core/item.ts'
import { unitKey } from '../../core/points.ts'
import type { Roadmap } from '../../core/roadmap.ts'
import { partsTitle } from '../../views/format.ts'
import { resolveItem } from './item.ts'
import { type NamedItem, parseItemList } from './parse-item-list.ts'

const maxLength = 1000

export const itemListOption = z
  .union([z.string().max(maxLength), z.array(z.string()).max(maxLength)])
  .optional()
  .describe('Skills, courses or projects, with commas between; part of a name is enough')
  // Platforms cannot read it off the union.
  .meta({ maxLength })

/** Text that somebody typed, or ids of items (`flask`) and of their parts (`django#2`). */
type ItemList = string | readonly string[]

/** An item, and which of its parts, in order; none where none are named. */
export type ItemRequest = { item: Item; parts: readonly number[] }

/** The ids of an item's named parts, else its own. A name that somebody typed is carried like an id, and resolved like one. */
const idsIn = ({ name, parts }: NamedItem): string[] =>
  parts.length === 0 ? [name] : parts.map((part) => unitKey(name, part))

export const idsOf = ({ item, parts }: ItemRequest): string[] => idsIn({ name: item.id, parts })

/** Parts of one item that stand together are one request. */
const namesOf = (ids: readonly string[]): NamedItem[] => {
  const names: NamedItem[] = []
  for (const id of ids) {
    const [, name = id, part] = /^(.+)#(\d{1,2})$/s.exec(id) ?? []
    const parts = part === undefined ? [] : [Number(part)]
    const last = names.at(-1)
    if (last?.name === name && last.parts.length > 0 && parts.length > 0)
      names[names.length - 1] = { name, parts: [...last.parts, ...parts] }
    else names.push({ name, parts })
  }
  return names
}

/** Each name costs a search, and others wait for it; an id costs none. */
const maxTyped = 20

type NamedItemsOptions = Pick<ReadContext, 'action'> & {
  /** The label of the button that takes the first of too many names. */
  first: string
}

/** The items that a list names; throws UserError, with everything that was typed, where it has more names than can be typed at once. */
export const namedItems = (list: ItemList, roadmap: Roadmap, { action, first }: NamedItemsOptions): NamedItem[] => {
  if (typeof list !== 'string') return namesOf(list)
  const { items, rest } = parseItemList(list, roadmap, maxTyped)
  if (rest === '') return items
  const taken = items.map(({ name, parts }) => (parts.length === 0 ? name : `${name} ${partsTitle(parts)}`))
  throw new UserError(`That is more than ${maxTyped} names in one line`, {
    next: [
      text`I take up to ${maxTyped} at once. Nothing was changed yet.`,
      text`First send these: ${code(taken.join(', '))}`,
      text`Then send the rest: ${code(rest)}`,
    ],
    buttons: [{ label: first, action: action({ item: items.flatMap(idsIn) }) }],
  })
}

/** The items of these names. Throws UserError that asks which, as for one; `again` makes the action for the same list with other ids. */
export const resolveItems = async (
  names: readonly NamedItem[],
  roadmap: Roadmap,
  again: (ids: readonly string[]) => Action,
): Promise<ItemRequest[]> => {
  const requested: ItemRequest[] = []
  const known = new Map<string, Item>()
  for (const [at, { name, parts }] of names.entries()) {
    const withItem = (item: Item) => [
      ...[...requested, { item, parts }].flatMap(idsOf),
      ...names.slice(at + 1).flatMap(idsIn),
    ]
    const item = known.get(name) ?? (await resolveItem(name, roadmap, (item) => again(withItem(item))))
    known.set(name, item)
    requested.push({ item, parts })
  }
  return requested
}
