/** What a line typed in the terminal means: who speaks, and what they ask or press. */
import { closest } from '../../bot/closest.ts'
import { quoted } from '../../bot/quoted.ts'
import type { Reply } from '../../bot/reply.ts'
import { slash, typed } from '../../bot/slash.ts'
import { code, type Text, text } from '../../bot/text.ts'

type Request =
  | { kind: 'nothing' }
  | { kind: 'leave' }
  | { kind: 'ask'; line: string }
  | { kind: 'press'; number: number }
  | { kind: 'problem'; problem: Reply }

/** `speaker` is there when the line begins with `@name`. */
export type TypedLine = { speaker?: string; request: Request }

const speakerName = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._-]{0,31}$/u

/** Reads one line. `/roadmap` may be left out, because in the terminal everything is said to the bot. */
export const readTypedLine = (given: string): TypedLine => {
  const line = given.trim()
  const addressed = /^@(\S*)\s*(.*)$/su.exec(line)
  if (!addressed) return { request: readRequest(line) }
  const [, speaker = '', rest = ''] = addressed
  if (!speakerName.test(speaker)) {
    const next = text`A name has up to 32 letters, digits, dots, hyphens or underscores, as in ${code(`@ana ${slash} stage 3`)}.`
    return { request: problem(`${quoted(`@${speaker}`)} is not a name to speak as`, next) }
  }
  if (rest === '')
    return {
      request: problem(
        `What does ${speaker} say?`,
        text`Put it after the name: ${code(`@${speaker} ${slash} stage 3`)}`,
      ),
    }
  return { speaker, request: readRequest(rest) }
}

const readRequest = (line: string): Request => {
  if (line === '') return { kind: 'nothing' }
  if (/^\/?(exit|quit|bye)$/i.test(line)) return { kind: 'leave' }
  if (/^\d{1,4}$/.test(line)) return { kind: 'press', number: Number(line) }
  const [word = '', ...others] = line.split(/\s/)
  const rest = others.join(' ').trim()
  if (!word.startsWith('/') || word.toLowerCase() === slash) return { kind: 'ask', line }
  // Another slash command: `/stage 3` left out the word before it, `/roadmpa stage 3` has a letter wrong.
  const meant = closest(word.toLowerCase(), [slash]) ? rest : line.slice(1)
  return problem(`I answer to ${slash}, not to ${quoted(word)}`, text`Try ${typed(meant.length > 60 ? 'help' : meant)}`)
}

const problem = (title: string, next: Text): Request => ({
  kind: 'problem',
  problem: { title, tone: 'problem', blocks: [{ kind: 'text', text: next }] },
})
