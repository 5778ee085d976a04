/** What somebody probably meant: the one of the known words that is nearest to what was typed. */
import { closestMatch } from 'leven'

/** The nearest known word, or undefined where none is within two fifths of its letters (a swap of two letters counts as two errors). */
export const closest = (typed: string, known: readonly string[]): string | undefined => {
  const word = typed.toLowerCase().slice(0, 100)
  const maxDistance = Math.max(1, Math.round(word.length / 2.5))
  return known.find((name) => word !== '' && name.startsWith(word)) ?? closestMatch(word, known, { maxDistance })
}
