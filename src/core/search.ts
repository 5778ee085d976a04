/** Finds items by words that may be incomplete or mistyped. The order of the result is by how well they match. */
import MiniSearch, { type SearchOptions } from 'minisearch'
import { type Item, itemsOf } from './item.ts'
import type { Roadmap } from './roadmap.ts'

/** A word may have the signs of C++ and C# in it. */
const termsOf = (text: string): string[] => text.normalize('NFKC').split(/[^\p{L}\p{N}\p{M}+#]+/u)

/** The words of a title or summary, and the parts of words such as FastAPI, so that "api" and "web sockets" find what they mean. */
const indexedTerms = (text: string): string[] =>
  termsOf(text).flatMap((word) => {
    const parts = word.split(/(?<=\p{Ll})(?=\p{Lu})/u)
    return parts.length > 1 ? [word, ...parts] : [word]
  })

/** A plural finds its singular, and the other way round. */
const toStem = (term: string): string => term.toLowerCase().replace(/(?<=\p{L}{3})s$/u, '')

/** The beginnings of a word, so that a typing error in a word that is not finished is forgiven too. */
const beginningsOf = (text: string): string =>
  termsOf(text)
    .flatMap((word) => Array.from({ length: Math.max(0, word.length - 4) }, (_, at) => word.slice(0, at + 5)))
    .join(' ')

/** From strict to lenient; the first attempt with a match is the result. */
const attempts: readonly SearchOptions[] = [
  { fields: ['title', 'summary'], fuzzy: (word) => (word.length < 4 ? 0 : 1) },
  { fields: ['title', 'summary'], fuzzy: (word) => (word.length < 4 ? 0 : word.length < 5 ? 1 : 2) },
  { fields: ['beginnings'], fuzzy: (word) => (word.length < 6 ? 0 : 1), prefix: false },
]

/** The index over these roadmaps, made at the first search and kept as long as the roadmaps. */
const indexes = new WeakMap<readonly Roadmap[], ReturnType<typeof createIndex>>()

/**
 * The items that match, best first. Every word of the text must be in an item's title or summary: whole, as a beginning, or
 * with one typing error (two, or one in a beginning, where nothing else is found).
 */
export const searchItems = (roadmaps: readonly Roadmap[], text: string): Item[] => {
  const { index, items } = indexes.get(roadmaps) ?? createIndex(roadmaps)
  indexes.set(roadmaps, { index, items })
  for (const attempt of attempts) {
    const matches = index.search(text, attempt)
    if (matches.length > 0) return matches.flatMap(({ id }) => items[id] ?? [])
  }
  return []
}

const createIndex = (roadmaps: readonly Roadmap[]) => {
  const items = roadmaps.flatMap(itemsOf)
  const index = new MiniSearch({
    fields: ['title', 'summary', 'beginnings'],
    tokenize: indexedTerms,
    processTerm: toStem,
    searchOptions: {
      tokenize: termsOf,
      combineWith: 'AND',
      boost: { title: 4 },
      weights: { prefix: 0.6, fuzzy: 0.2 },
      prefix: (word) => word.length > 1,
    },
  })
  index.addAll(items.map(({ title, summary }, id) => ({ id, title, summary, beginnings: beginningsOf(title) })))
  return { index, items }
}
