/** Puts somebody's words into a sentence: in quotes, on one line, not longer than a glance takes. */

const maxLength = 60

/** The text in typographic quotes; what is over 60 characters is cut and marked with an ellipsis. */
export const quoted = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  // By code points, so that no emoji is cut in half.
  const characters = [...line.slice(0, maxLength * 2 + 2)]
  return `“${characters.length > maxLength ? `${characters.slice(0, maxLength).join('')}…` : line}”`
}
