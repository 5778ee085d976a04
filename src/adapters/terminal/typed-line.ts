/** Parses a line that was typed in the terminal: the channel, the speaker, and the command or the number of a button. Completes lines as well. */

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

/** `room`: the line begins with `#name`; `speaker`: `@name` is next. */
export type TypedLine = { room?: string; speaker?: string; request: Request }

const name = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._-]{0,31}$/u

/** Parses one line. `/roadmap` can be left out, because every line in the terminal is for the bot. */
export const readTypedLine = (input: string, commands: readonly Command[]): TypedLine => {
  const [, room = '', line = ''] = /^(?:#(\S*)\s*)?(.*)$/su.exec(input.trim()) ?? []
  if (room === '') return readAddressed(input.trim(), commands)
  if (name.test(room)) return { room, ...readAddressed(line, commands) }
  const next = text`A name has up to 32 letters, digits, dots, hyphens or underscores, as in ${code(`#two ${slash} list`)}.`
  return { request: problem(`${quoted(`#${room}`)} is not a name of a channel`, next) }
}

const readAddressed = (line: string, commands: readonly Command[]): TypedLine => {
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
  const reading = readings.find((line) => findCommand(line, commands)) ?? 'help'
  const shown = reading.length > 60 ? 'help' : reading
  return problem(`I answer to ${slash}, not to ${quoted(word)}`, text`Try ${typed(shown)}`)
}

const problem = (title: string, next: Text): Request => ({
  kind: 'problem',
  problem: { title, tone: 'problem', blocks: [{ kind: 'text', text: next }] },
})

/** The channel, the speaker and the slash command in front of a line are not completed. */
const prefix = new RegExp(`^(?:#\\S+\\s+)?(?:@\\S*\\s+)?(?:${slash}\\s+)?`, 'i')

/** Completes a line on Tab. */
export const completeLine = async (
  bot: Bot,
  line: string,
  who: Pick<Invocation, 'actor' | 'where'>,
): Promise<LineCompletion> => {
  const rest = line.slice(prefix.exec(line)?.[0].length ?? 0)
  if (!rest.startsWith('/')) return autocomplete(bot, rest, who)
  return { replaces: rest, candidates: slash.startsWith(rest.toLowerCase()) ? [`${slash} `] : [] }
}
