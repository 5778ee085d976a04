/** Cuts a line into words, as people write them: spaces between, quotes around what has spaces inside, `name:value`. */

export type Word = {
  text: string
  /** The part before a first colon, when the word looks like `name:…` and is not quoted as a whole. */
  name?: string
  /** The part after that colon, without its quotes. */
  value?: string
}

/** Straight quotes, and the curly ones that phones and Slack put in their place. */
const closing: Readonly<Record<string, RegExp>> = { '"': /["”]/, '“': /["”]/, '”': /["”]/, '„': /["”“]/ }

const named = /^([\p{L}][\p{L}\p{N}_-]*):/u

/** The words of a line, or `open-quote` when a quotation mark at the beginning of a word or value is never closed. */
export const wordsOf = (line: string): Word[] | 'open-quote' => {
  const words: Word[] = []
  let rest = line.trimStart()
  while (rest !== '') {
    const name = named.exec(rest)?.[1]
    const prefix = name === undefined ? '' : `${name}:`
    const taken = takeValue(rest.slice(prefix.length))
    if (taken === 'open-quote') return 'open-quote'
    const text = prefix + taken.value
    words.push(name === undefined ? { text } : { text, name: name.toLowerCase(), value: taken.value })
    rest = taken.rest.trimStart()
  }
  return words
}

const takeValue = (line: string): { value: string; rest: string } | 'open-quote' => {
  const end = closing[line.charAt(0)]
  if (!end) {
    const length = line.search(/\s/)
    const cut = length < 0 ? line.length : length
    return { value: line.slice(0, cut), rest: line.slice(cut) }
  }
  let value = ''
  for (let at = 1; at < line.length; at++) {
    const character = line.charAt(at)
    if (end.test(character)) return { value, rest: line.slice(at + 1) }
    // A backslash keeps a quotation mark, or another backslash, from meaning anything.
    if (character === '\\' && /["\\]/.test(line.charAt(at + 1))) at += 1
    value += line.charAt(at)
  }
  return 'open-quote'
}
