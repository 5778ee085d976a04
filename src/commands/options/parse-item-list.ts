/**
 * Reads a line in which somebody names several items, each perhaps with its parts:
 *
 *     items  = item {"," item}                                flask, django part 2
 *     item   = name {[","] parts}                             django part 1, part 3
 *     parts  = ("part" | "parts") numbers ["of" number]       parts 1-2 of 5; parts 1, 3 and 4
 *
 * A name is a whole title or id, in which there may be commas; anything else ends at the next comma, or where parts are named.
 * After a whole title and after parts, "and" is as good as a comma.
 */
import { itemsOf } from '../../core/item.ts'
import type { Roadmap } from '../../core/roadmap.ts'

/** A name, and the numbers of the parts behind it, in order; none where the line names none. */
export type NamedItem = { name: string; parts: readonly number[] }

const numbers = String.raw`\d{1,2}(?:\s*(?:[-–,]|and\s)\s*\d{1,2})*`
const parts = String.raw`(?:\s*,\s*|\s+)(?:and\s+)?parts?\s+(${numbers})(?:\s+of\s+\d+)?(?=\s*(?:,|$)|\s+(?:and|parts?)\s)`
const partsNext = new RegExp(`^${parts}`, 'i')
const anyName = new RegExp(`^.+?(?=\\s*(?:,|$)|${parts})`, 'i')

/** The named items, and the words after the first `max` of them: none, or the words as somebody typed them. */
type ParsedList = { items: NamedItem[]; rest: string }

/** Whether an item has such a name is not asked yet, and the rest is not looked at. */
export const parseItemList = (typed: string, roadmap: Roadmap, max: number): ParsedList => {
  const names = itemsOf(roadmap)
    .flatMap(({ id, title }) => [id, onOneLine(title).toLowerCase()])
    .toSorted((a, b) => b.length - a.length)
  const items: NamedItem[] = []
  let rest = onOneLine(typed).replace(/^[\s,]+/, '')
  while (rest !== '' && items.length < max) {
    const name = wholeName(rest, names) ?? anyName.exec(rest)?.[0] ?? rest
    rest = rest.slice(name.length)
    const numbers = new Set<number>()
    for (let match = partsNext.exec(rest); match; match = partsNext.exec(rest)) {
      for (const part of partsIn(match[1] ?? '')) numbers.add(part)
      rest = rest.slice(match[0].length)
    }
    items.push({ name, parts: [...numbers].toSorted((a, b) => a - b) })
    rest = rest.replace(/^[\s,]+(?:and\s+)?/i, '')
  }
  return { items, rest }
}

/** The longest title or id with which this begins, and which ends there. */
const wholeName = (rest: string, names: readonly string[]): string | undefined => {
  const whole = names.find((name) => begins(rest, name) && isEnd(rest.slice(name.length), names))
  return whole && rest.slice(0, whole.length)
}

const begins = (rest: string, name: string) => rest.slice(0, name.length).toLowerCase() === name

/** An "and" ends a name where another follows; it looks no further than that, so that a long line takes no long time. */
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
