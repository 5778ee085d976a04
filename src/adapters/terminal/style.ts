/** Colours and emphasis of the terminal, or none where the output shows no colours or NO_COLOR is set. */
import { styleText } from 'node:util'

export type Format = 'bold' | 'italic' | 'dim' | 'cyan' | 'green' | 'red'

export type Paint = (format: Format, text: string) => string

/** Makes a function that styles text, or one that returns it unchanged. */
export const createPaint = (colours: boolean): Paint =>
  colours ? (format, text) => styleText(format, text, { validateStream: false }) : (_, text) => text
