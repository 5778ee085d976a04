/** Shortens text to what a platform takes, between the letters that people see. */

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** The text in at most `max` UTF-16 code units (1 or more): whole graphemes, and an ellipsis where something is left out. */
export const truncate = (text: string, max: number): string => {
  if (text.length <= max) return text
  const { index = 0 } = graphemes.segment(text).containing(max - 1) ?? {}
  return `${text.slice(0, index).trimEnd()}…`
}
