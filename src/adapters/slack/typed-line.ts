/** What somebody typed after the command, without the signs that Slack writes for people, channels, links and a few characters. */

import { quoteWord } from '../../bot/words.ts'

/** By id. */
type Names = ReadonlyMap<string, string>

/** What is no single plain word is quoted, so that it cannot be read as an option or a second value. */
const nameOf = (name: string): string => (/^[\p{L}\p{N}._-]+$/u.test(name) ? name : quoteWord(name))

const wordOf = (sign: string, inner: string, label: string | undefined, names: Names): string => {
  if (sign === '@') return nameOf(names.get(inner) ?? (label || inner))
  // Its id is what a channel option takes.
  if (sign === '#') return inner
  if (sign === '!') return `@${(label || inner).replace(/^@/, '')}`
  return inner.startsWith('mailto:') ? (label ?? inner.slice('mailto:'.length)) : inner
}

/** People who are mentioned: their ids, and the names of their accounts. */
export const mentionedIn = (text: string): Names =>
  new Map([...text.matchAll(/<@([A-Z0-9]+)(?:\|([^<>]*))?>/g)].map(([, id = '', label]) => [id, label || id]))

/** `names`: what mentioned people are called, by their ids; Slack itself tells an account's name only. */
export const typedLine = (text: string, names: Names = new Map()): string =>
  text
    .replace(/<([@#!]?)([^<>|]+)(?:\|([^<>]*))?>/g, (_, sign: string, inner: string, label: string | undefined) =>
      wordOf(sign, inner, label, names),
    )
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    // The last, so that what somebody wrote as &lt; stays that.
    .replaceAll('&amp;', '&')
    .trim()
