/** Cleans a person's name from a platform for display: visible, of bounded length, and not mistakable for an anonymous member. */

/** Shown for a person whose name is unknown or cannot be displayed. */
const unknownName = 'someone'

/** In graphemes, which are letters and emoji as people count them; and in code units, because a grapheme can have any number of them. */
const [maxGraphemes, maxLength] = [64, 200]

/** Characters that are drawn as nothing, or move their neighbours. The Braille blank and the separators are drawn as a gap. */
const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Cs}\p{Noncharacter_Code_Point}]/gu
const blanks = /[\s\p{Z}\u2800\u{1d159}]+/gu

/** Emoji contain joiners and selectors; anywhere else these are only invisible. */
const emoji =
  /\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier})?(?:\u200d\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier})?)*/gu

/** More marks than any language writes on one letter; they run over the lines above and below. */
const pileOfMarks = /(\p{M}{3})\p{M}+/gu

/** The name as it is shown everywhere. A clean name stays as it is. */
export const personName = (name: string): string => {
  const shown = shortened(
    withoutInvisible(name)
      .replace(blanks, ' ')
      .normalize('NFC')
      // Marks at the beginning would attach to the text before the name.
      .replace(/^[\p{M} ]+/u, '')
      .trimEnd()
      .replace(pileOfMarks, '$1'),
  )
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(shown) && !looksUnnamed(shown) ? shown : unknownName
}

const withoutInvisible = (text: string): string => {
  let [visible, end] = ['', 0]
  for (const { 0: match, index } of text.matchAll(emoji)) {
    visible += text.slice(end, index).replace(invisible, replacementOf) + match
    end = index + match.length
  }
  return visible + text.slice(end).replace(invisible, replacementOf)
}

/** A line break or a tab separates words. */
const replacementOf = (character: string): string => (/\s/.test(character) ? ' ' : '')

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

const shortened = (name: string): string => {
  if (name.length <= maxGraphemes) return name
  const parts = [...graphemes.segment(name)].map(({ segment }) => segment)
  if (parts.length <= maxGraphemes && name.length <= maxLength) return name
  let kept = ''
  for (const part of parts.slice(0, maxGraphemes - 1)) {
    if (kept.length + part.length > maxLength - 1) break
    kept += part
  }
  return kept === '' ? '' : `${kept.trimEnd()}…`
}

/** The boards' name for an anonymous member (design 4.5), without its space: no person's name may look like it. */
const unnamed = 'amember'

/** Letters of other scripts, and digits, that are read as these. */
const lookalikes: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ a: 'аαɑᴀ@4', m: 'мᴍ', e: 'еєεᴇ℮3', b: 'вьβʙƅ8', r: 'гʀ' },
  }).flatMap(([letter, others]) => [...others].map((other) => [other, letter] as const)),
)

const looksUnnamed = (name: string): boolean => {
  // Longer than any spelling of it, as most names are.
  if (name.length > unnamed.length * 4) return false
  const letters = [...name.normalize('NFKD').toLowerCase()].map((letter) => lookalikes.get(letter) ?? letter)
  const plain = letters
    .join('')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replaceAll('rn', 'm')
  return plain === unnamed
}
