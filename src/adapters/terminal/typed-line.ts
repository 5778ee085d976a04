/** What a line typed in the terminal means: who speaks, and what they ask or press. */

import { autocomplete, type LineCompletion } from '../../bot/autocomplete.ts'
import type { Bot } from '../../bot/bot.ts'
import type { Command } from '../../bot/command.ts'
import { findCommand } from '../../bot/parse.ts'
import type { Invocation } from '../../chat/invocation.ts'
import { quoted } from '../../chat/quoted.ts'
import type { Reply } from '../../chat/reply.ts'
import { slash, typed } from '../../chat/slash.ts'
import { code, type Text, text } from '../../chat/text.ts'
import { closest } from '../../core/closest.ts'

type Request =
  | { kind: 'nothing' }
  | { kind: 'leave' }
  | { kind: 'ask'; line: string }
  | { kind: 'press'; number: number }
  | { kind: 'problem'; problem: Reply }

/** `room` is there when the line begins with `#name`, `speaker` when `@name` comes next. */
export type TypedLine = { room?: string; speaker?: string; request: Request }

const name = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._-]{0,31}$/u

/** Reads one line. `/roadmap` may be left out, because in the terminal everything is said to the bot. */
export const readTypedLine = (given: string, commands: readonly Command[]): TypedLine => {
  const [, room = '', line = ''] = /^(?:#(\S*)\s*)?(.*)$/su.exec(given.trim()) ?? []
  if (room === '') return readSaid(given.trim(), commands)
  if (name.test(room)) return { room, ...readSaid(line, commands) }
  const next = text`A name has up to 32 letters, digits, dots, hyphens or underscores, as in ${code(`#two ${slash} list`)}.`
  return { request: problem(`${quoted(`#${room}`)} is not a name of a channel`, next) }
}

const readSaid = (line: string, commands: readonly Command[]): TypedLine => {
  const addressed = /^@(\S*)\s*(.*)$/su.exec(line)
  if (!addressed)
    return { request: /^\/?(exit|quit|bye)$/i.test(line) ? { kind: 'leave' } : readRequest(line, commands) }
  const [, speaker = '', rest = ''] = addressed
  const example = code(`@ana ${slash} stage 3`)
  if (!name.test(speaker)) {
    const next = text`A name has up to 32 letters, digits, dots, hyphens or underscores, as in ${example}.`
    return { request: problem(`${quoted(`@${speaker}`)} is not a name to speak as`, next) }
  }
  if (rest === '') {
    return { request: problem(`What does ${speaker} say?`, text`Put it after the name, as in ${example}.`) }
  }
  return { speaker, request: readRequest(rest, commands) }
}

const readRequest = (line: string, commands: readonly Command[]): Request => {
  if (line === '') return { kind: 'nothing' }
  if (/^\d{1,4}$/.test(line)) return { kind: 'press', number: Number(line) }
  const [word = '', ...others] = line.split(/\s+/)
  if (!word.startsWith('/') || word.toLowerCase() === slash) return { kind: 'ask', line }
  // Another slash command: a letter wrong (`/roadmpa stage 3`), no space (`/roadmapstage 3`), or no `/roadmap` (`/stage 3`).
  const readings = [...(closest(word, [slash]) ? [others.join(' ')] : []), line.slice(slash.length), line.slice(1)]
  const meant = readings.find((reading) => findCommand(reading, commands)) ?? 'help'
  const shown = meant.length > 60 ? 'help' : meant
  return problem(`I answer to ${slash}, not to ${quoted(word)}`, text`Try ${typed(shown)}`)
}

const problem = (title: string, next: Text): Request => ({
  kind: 'problem',
  problem: { title, tone: 'problem', blocks: [{ kind: 'text', text: next }] },
})

/** The parts in front of the command, which are not completed. */
const beginning = new RegExp(`^(?:#\\S+\\s+)?(?:@\\S*\\s+)?(?:${slash}\\s+)?`, 'i')

/** Completes a line on Tab. */
export const completeLine = async (
  bot: Bot,
  line: string,
  who: Pick<Invocation, 'actor' | 'where'>,
): Promise<LineCompletion> => {
  const rest = line.slice(beginning.exec(line)?.[0].length ?? 0)
  if (!rest.startsWith('/')) return autocomplete(bot, rest, who)
  return { replaces: rest, candidates: slash.startsWith(rest.toLowerCase()) ? [`${slash} `] : [] }
}
