/** Cuts a line into words, as people write them: spaces between, quotes around what has spaces inside, `name:value`. */

export type Token = {
  text: string
  /** The part before a first colon, when the word looks like `name:…` and is not quoted as a whole. */
  name?: string
  /** The part after that colon, without its quotes. */
  value?: string
  /** Its value stands in quotes, so it is taken exactly as it is written. */
  quoted?: true
}

/**
 * The signs that close a quotation: straight quotes, and the curly ones that phones and Slack put in their place. A straight one is closed
 * by a straight one where there is one, so that curly ones can stand inside.
 */
const closers: Readonly<Record<string, readonly RegExp[]>> = {
  '"': [/"/, /”/],
  '“': [/["”]/],
  '”': [/["”]/],
  '„': [/["”“]/],
}

const named = /^([\p{L}][\p{L}\p{N}_-]*):/u

/** The signs that close a quotation, or would keep it open. */
const special = /["“”„\\]/

/** A value in quotes, as one word that `tokenize` reads as exactly this value, whatever stands in it. */
export const quoteToken = (value: string): string => `"${value.replace(new RegExp(special, 'g'), '\\$&')}"`

/** The words of a line, or `open-quote` when a quotation mark at the beginning of a word or value is never closed. */
export const tokenize = (line: string): Token[] | 'open-quote' => {
  const words: Token[] = []
  let rest = line.trimStart()
  while (rest !== '') {
    const name = named.exec(rest)?.[1]
    const prefix = name === undefined ? '' : `${name}:`
    const taken = takeValue(rest.slice(prefix.length))
    if (taken === 'open-quote') return 'open-quote'
    const text = prefix + taken.value
    words.push({
      text,
      ...(name !== undefined && { name: name.toLowerCase(), value: taken.value }),
      ...(taken.quoted && { quoted: true }),
    })
    rest = taken.rest.trimStart()
  }
  return words
}

const takeValue = (line: string): { value: string; rest: string; quoted?: true } | 'open-quote' => {
  const ends = Object.hasOwn(closers, line.charAt(0)) ? closers[line.charAt(0)] : undefined
  if (!ends) {
    const length = line.search(/\s/)
    const cut = length < 0 ? line.length : length
    return { value: line.slice(0, cut), rest: line.slice(cut) }
  }
  for (const end of ends) {
    const taken = takeQuoted(line, end)
    if (taken) return taken
  }
  return 'open-quote'
}

const takeQuoted = (line: string, end: RegExp): { value: string; rest: string; quoted: true } | undefined => {
  let value = ''
  for (let at = 1; at < line.length; at++) {
    const character = line.charAt(at)
    if (end.test(character)) return { value, rest: line.slice(at + 1), quoted: true }
    // A backslash keeps a quotation mark, or another backslash, from meaning anything.
    if (character === '\\' && special.test(line.charAt(at + 1))) at += 1
    value += line.charAt(at)
  }
  return undefined
}
