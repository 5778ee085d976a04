/**
 * The option that names several things, each perhaps with its parts, as people write them and as the bot does itself:
 *
 *     things  = thing {"," thing}                              flask, django part 2
 *     thing   = name {[","] parts}                             django part 1, part 3
 *     parts   = ("part" | "parts") numbers ["of" number]       parts 1-2 of 5; parts 1, 3 and 4
 *
 * A name is a whole title or id, in which there may be commas; anything else ends at the next comma, or where parts are named.
 * Behind a whole title and behind parts, "and" is as good as a comma.
 */
import { z } from 'zod'
import type { ReadContext } from '../../bot/command.ts'
import type { Action } from '../../chat/action.ts'
import { code, text } from '../../chat/text.ts'
import { UserError } from '../../chat/user-error.ts'
import { type Item, itemsOf } from '../../core/item.ts'
import type { Roadmap } from '../../core/roadmap.ts'
import { partsTitle } from '../../views/format.ts'
import { resolveItem } from './item.ts'

export const itemListOption = z
  .string()
  .max(1000)
  .optional()
  .describe('Skills, courses or projects, with commas between; part of a name is enough')

/** What is named, and which parts of it, in order; none where none are named. */
export type Named = { name: string; parts: readonly number[] }

/** The same, when it is known what the name means. */
export type ItemRequest = { item: Item; parts: readonly number[] }

/** "fastapi", "fastapi part 2", "fastapi parts 1-2": as it can be written. */
export const formatItem = ({ item, parts }: ItemRequest): string => writtenAs({ name: item.id, parts })

const writtenAs = ({ name, parts }: Named): string => (parts.length === 0 ? name : `${name} ${partsTitle(parts)}`)

const numbers = String.raw`\d{1,2}(?:\s*(?:[-–,]|and\s)\s*\d{1,2})*`
const parts = String.raw`(?:\s*,\s*|\s+)(?:and\s+)?parts?\s+(${numbers})(?:\s+of\s+\d+)?(?=\s*(?:,|$)|\s+(?:and|parts?)\s)`
const partsNext = new RegExp(`^${parts}`, 'i')
const anyName = new RegExp(`^.+?(?=\\s*(?:,|$)|${parts})`, 'i')

/** What is named, and what comes after as many names as are taken at once: nothing, or the words as they were typed. */
type ThingsRead = { items: Named[]; rest: string }

/** Reads what is named; whether there is anything of that name is not asked yet. What is not taken is not looked at. */
const parseItemList = (typed: string, roadmap: Roadmap, max: number): ThingsRead => {
  const names = itemsOf(roadmap)
    .flatMap(({ id, title }) => [id, onOneLine(title).toLowerCase()])
    .toSorted((a, b) => b.length - a.length)
  const items: Named[] = []
  let rest = onOneLine(typed).replace(/^[\s,]+/, '')
  while (rest !== '' && items.length < max) {
    const name = wholeName(rest, names) ?? anyName.exec(rest)?.[0] ?? rest
    rest = rest.slice(name.length)
    const chosen = new Set<number>()
    for (let found = partsNext.exec(rest); found; found = partsNext.exec(rest)) {
      for (const part of partsIn(found[1] ?? '')) chosen.add(part)
      rest = rest.slice(found[0].length)
    }
    items.push({ name, parts: [...chosen].toSorted((a, b) => a - b) })
    rest = rest.replace(/^[\s,]+(?:and\s+)?/i, '')
  }
  return { items, rest }
}

/** Each name costs a search, and others wait for it; what is chosen in a form is found by its id. */
const maxTyped = 20

/**
 * The things that somebody names in one line; throws UserError, with all that was typed, where they are more than can be typed at once.
 * `first`: what the button says that takes those at the beginning.
 */
export const namedThings = (
  typed: string,
  roadmap: Roadmap,
  { source, action, first }: Pick<ReadContext, 'source' | 'action'> & { first: string },
): Named[] => {
  const { items, rest } = parseItemList(typed, roadmap, source === 'modal' ? Number.POSITIVE_INFINITY : maxTyped)
  if (rest === '') return items
  const taken = items.map(writtenAs).join(', ')
  throw new UserError(`That is more than ${maxTyped} names in one line`, {
    next: [
      text`I take up to ${maxTyped} at once. Nothing was changed yet.`,
      text`First send these: ${code(taken)}`,
      text`Then send the rest: ${code(rest)}`,
    ],
    buttons: [{ label: first, action: action({ item: taken }) }],
  })
}

/** The longest title or id with which this begins, and which ends there. */
const wholeName = (rest: string, names: readonly string[]): string | undefined => {
  const whole = names.find((name) => begins(rest, name) && isEnd(rest.slice(name.length), names))
  return whole && rest.slice(0, whole.length)
}

const begins = (rest: string, name: string) => rest.slice(0, name.length).toLowerCase() === name

/** An "and" ends a name where another follows; it looks no further than that, or a long line would take for ever. */
const isEnd = (after: string, names: readonly string[]): boolean => {
  if (/^\s*(?:,|$)/.test(after) || partsNext.test(after)) return true
  const [and] = /^\s+and\s+/i.exec(after) ?? []
  if (and === undefined) return false
  const next = after.slice(and.length)
  return names.some((name) => begins(next, name) && /^(?:[\s,]|$)/.test(next.slice(name.length)))
}

/** "1-3 and 5" are 1, 2, 3 and 5. */
const partsIn = (written: string): number[] =>
  [...written.matchAll(/(\d+)(?:\s*[-–]\s*(\d+))?/g)].flatMap(([, from, to = from]) => {
    const [first, last] = [Math.min(Number(from), Number(to)), Math.max(Number(from), Number(to))]
    return Array.from({ length: last - first + 1 }, (_, at) => first + at)
  })

const onOneLine = (words: string) => words.replace(/\s+/g, ' ').trim()

/** What the names mean. Throws UserError that asks which, as for one; `again` makes the line that names something else instead. */
export const resolveItems = async (
  items: readonly Named[],
  roadmap: Roadmap,
  again: (named: string) => Action,
): Promise<ItemRequest[]> => {
  const requested: ItemRequest[] = []
  const known = new Map<string, Item>()
  for (const [at, { name, parts }] of items.entries()) {
    const others = (item: Item) => [
      ...[...requested, { item, parts }].map(formatItem),
      ...items.slice(at + 1).map(writtenAs),
    ]
    const item = known.get(name) ?? (await resolveItem(name, roadmap, (item) => again(others(item).join(', '))))
    known.set(name, item)
    requested.push({ item, parts })
  }
  return requested
}
