/** Finds the one known word that is close to a typed word. */
import leven from 'leven'

/** No known word is longer; what somebody pastes may be. */
const maxLetters = 60

/** Fewer letters are the beginning of too many words. */
const minBeginning = 3

/**
 * The only known word that begins so, else the one with the fewest typing errors: one in up to four letters, two in up to eight, else three.
 * Undefined where none is so close, or two are equally close.
 */
export const closest = (typed: string, known: readonly string[]): string | undefined => {
  const word = typed.toLowerCase()
  if (word.length > maxLetters) return undefined
  const [begun, ...others] = known.filter((name) => name.startsWith(word))
  if (begun !== undefined && others.length === 0 && word.length >= minBeginning) return begun
  const most = word.length <= 4 ? 1 : word.length <= 8 ? 2 : 3
  const near = known
    .map((name) => ({ name, errors: errorsBetween(word, name, most) }))
    .filter(({ errors }) => errors <= most)
    .toSorted((a, b) => a.errors - b.errors)
  const [best, second] = near
  return best && best.errors !== second?.errors ? best.name : undefined
}

/** How many letters are wrong, too many or missing; two in the wrong order are one error. */
const errorsBetween = (word: string, name: string, most: number): number => {
  if (Math.abs(word.length - name.length) > most) return Number.POSITIVE_INFINITY
  const swapped = Array.from({ length: Math.max(0, word.length - 1) }, (_, at) => {
    const letters = [...word.slice(at, at + 2)].toReversed().join('')
    return 1 + leven(word.slice(0, at) + letters + word.slice(at + 2), name)
  })
  return Math.min(leven(word, name), ...swapped)
}
