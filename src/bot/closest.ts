/** What somebody probably meant: the one of the known words that is nearest to what was typed. */
import { closestMatch } from 'leven'

/** The nearest known word, or undefined where none is within a third of its letters (at least one typing error is forgiven). */
export const closest = (typed: string, known: readonly string[]): string | undefined => {
  const word = typed.toLowerCase().slice(0, 100)
  const maxDistance = Math.max(1, Math.round(word.length / 3))
  return known.find((name) => word !== '' && name.startsWith(word)) ?? closestMatch(word, known, { maxDistance })
}
