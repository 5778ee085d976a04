/** Colours and emphasis, or none of it: decided once at the start, by what the output is (and NO_COLOR). */
import { styleText } from 'node:util'

export type Format = 'bold' | 'italic' | 'dim' | 'cyan' | 'green' | 'red'

export type Paint = (format: Format, text: string) => string

/** A paint that colours, or one that leaves every text as it is. */
export const createPaint = (colours: boolean): Paint =>
  colours ? (format, text) => styleText(format, text, { validateStream: false }) : (_, text) => text
