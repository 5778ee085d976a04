/** Wraps and pads text by the columns that characters take on a screen, not by their number. */
import stringWidth from 'fast-string-width'
import { wrapAnsi } from 'fast-wrap-ansi'

export const widthOf = (text: string): number => stringWidth(text)

/** The text in lines of at most so many columns; longer words are broken. */
export const wrapped = (text: string, width: number): string[] =>
  wrapAnsi(text, Math.max(1, width), { hard: true }).split('\n')

/** The wrapped text: the first line after `first`, the others indented by the width of `first`. */
export const hanging = (first: string, text: string, width: number): string[] => {
  const indent = widthOf(first)
  return wrapped(text, width - indent).map((line, index) => (index === 0 ? first : ' '.repeat(indent)) + line)
}

/** The text, filled with spaces up to the width, on its left or right. */
export const padded = (text: string, width: number, align: 'left' | 'right' = 'left'): string => {
  const spaces = ' '.repeat(Math.max(0, width - widthOf(text)))
  return align === 'left' ? text + spaces : spaces + text
}
