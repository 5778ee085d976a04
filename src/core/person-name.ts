/** What a platform calls somebody, made fit to be shown: visible, of bounded size, and not to be taken for somebody without a name. */

/** The name of somebody of whom no name is known, or none that can be shown. */
const unknownName = 'someone'

/** Of letters, signs and emoji as people count them; and of code units, because one of these can have any number. */
const [maxGraphemes, maxLength] = [64, 200]

/** What is drawn as nothing, or moves what stands around it. The Braille blank and the separators are drawn as a gap. */
const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Cs}\p{Noncharacter_Code_Point}]/gu
const blanks = /[\s\p{Z}\u2800\u{1d159}]+/gu

/** Emoji are made of several with these between and behind; anywhere else they are only invisible. */
const emoji =
  /\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier})?(?:\u200d\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier})?)*/gu

/** More marks than any language writes on one letter, and they run over the lines above and below. */
const pileOfMarks = /(\p{M}{3})\p{M}+/gu

/** The name as it is shown everywhere. What is a name already stays as it is. */
export const personName = (given: string): string => {
  const shown = shortened(
    withoutInvisible(given)
      .replace(blanks, ' ')
      .normalize('NFC')
      // Marks at the beginning would stand on what is written before the name.
      .replace(/^[\p{M} ]+/u, '')
      .trimEnd()
      .replace(pileOfMarks, '$1'),
  )
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(shown) && !looksUnnamed(shown) ? shown : unknownName
}

const withoutInvisible = (text: string): string => {
  let [kept, end] = ['', 0]
  for (const { 0: found, index } of text.matchAll(emoji)) {
    kept += text.slice(end, index).replace(invisible, dropped) + found
    end = index + found.length
  }
  return kept + text.slice(end).replace(invisible, dropped)
}

/** A line break or a tab stood between words. */
const dropped = (character: string): string => (/\s/.test(character) ? ' ' : '')

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

/** What boards call whoever wants no name there (design 4.5): nobody may be taken for one of them. */
const unnamed = 'amember'

/** Letters of other scripts, and digits, that are read as these. */
const lookalikes: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ a: 'аαɑᴀ@4', m: 'мᴍ', e: 'еєεᴇ℮3', b: 'вьβʙƅ8', r: 'гʀ' },
  }).flatMap(([letter, others]) => [...others].map((other) => [other, letter] as const)),
)

const looksUnnamed = (name: string): boolean => {
  // Longer than any writing of it, and most names are.
  if (name.length > unnamed.length * 4) return false
  const letters = [...name.normalize('NFKD').toLowerCase()].map((letter) => lookalikes.get(letter) ?? letter)
  const plain = letters
    .join('')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replaceAll('rn', 'm')
  return plain === unnamed
}
