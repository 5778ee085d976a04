/**
 * Inline text as data: its words are never read as markup, so a name such as `*<@everyone>*` is shown and nothing
 * else (design section 5). Each platform renders the spans in its own way.
 */
import type { Instant } from '../core/calendar.ts'

export type Span =
  | { kind: 'plain'; text: string }
  | { kind: 'strong'; text: string }
  | { kind: 'emphasis'; text: string }
  /** Something to type, such as a command line or an id. */
  | { kind: 'code'; text: string }
  /** A point in time: a platform that can shows it to each reader in their own zone; others show the words. */
  | { kind: 'moment'; text: string; at: Instant }
  /** A channel of the platform, by its id. */
  | { kind: 'channel'; text: string; id: string }

export type Text = readonly Span[]

const plain = (text: string): Span => ({ kind: 'plain', text })
export const strong = (text: string): Span => ({ kind: 'strong', text })
export const emphasis = (text: string): Span => ({ kind: 'emphasis', text })
export const code = (text: string): Span => ({ kind: 'code', text })
export const channelSpan = (id: string): Span => ({ kind: 'channel', text: `#${id}`, id })

type Piece = string | number | Span | Text

/** A sentence with values in it: text`Type ${code('/roadmap help')}.` A string put in stays plain, whatever it contains. */
export const text = (sentence: TemplateStringsArray, ...values: readonly Piece[]): Text =>
  sentence.flatMap((words, index) => {
    const value = values[index]
    return [...(words === '' ? [] : [plain(words)]), ...(value === undefined ? [] : toSpans(value))]
  })

const toSpans = (piece: Piece): Text => {
  if (typeof piece === 'object') return 'kind' in piece ? [piece] : piece
  return [plain(String(piece))]
}

/** Several texts as one, with the same words between them. */
export const joined = (texts: readonly Piece[], between: string): Text =>
  texts.flatMap((piece, index) => (index === 0 ? toSpans(piece) : [plain(between), ...toSpans(piece)]))

/** The words alone, for logs, notifications and measuring. */
export const plainText = (text: Text): string => text.map((span) => span.text).join('')
