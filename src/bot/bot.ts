/** The one door to everything the bot can do: an invocation goes in, an outcome comes out, and nothing is ever thrown. */
import type { Roadmap } from '../core/roadmap.ts'
import type { Audience, Choice, Command, Context } from './command.ts'
import type { Invocation } from './invocation.ts'
import type { Log } from './log.ts'
import { unknownCommand } from './mistakes.ts'
import { type Input, parseLine } from './parse.ts'
import type { Reply } from './reply.ts'
import { code, text } from './text.ts'
import { UserError } from './user-error.ts'

/** An answer, and who sees it. */
export type Outcome = { answer: Reply; seenBy: Audience }

export type Bot = {
  /** For help, completion and registration. */
  commands: readonly Command[]
  handle(invocation: Invocation): Promise<Outcome>
  /** Values for an option while somebody types; empty rather than failing. */
  suggest(
    command: Command,
    option: string,
    typed: string,
    who: Pick<Invocation, 'actor' | 'where'>,
  ): Promise<readonly Choice[]>
}

type Parts = {
  commands: readonly Command[]
  roadmaps: readonly Roadmap[]
  log: Log
  /** A new short id for a bug, to find its log entry by. */
  newId: () => string
}

export const createBot = ({ commands, roadmaps, log, newId }: Parts): Bot => {
  const contextOf = ({ actor, where }: Pick<Invocation, 'actor' | 'where'>): Context => ({
    actor,
    where,
    roadmaps,
    commands,
  })

  const reportBug = (error: unknown, details: object) => {
    const bug = newId()
    log.error({ bug, err: error, ...details }, 'a bug, not a mistake of the person')
    return bug
  }

  return {
    commands,
    async handle(invocation) {
      try {
        const { command, input } = toCall(invocation, commands)
        const answer = await command.run(input, contextOf(invocation))
        // Whoever presses a button asked for themselves, not for the channel.
        return { answer, seenBy: invocation.via === 'control' ? 'caller' : command.answers }
      } catch (error) {
        const answer = error instanceof UserError ? toReply(error) : apology(reportBug(error, { invocation }))
        return { answer, seenBy: 'caller' }
      }
    },
    async suggest(command, option, typed, who) {
      try {
        return await command.suggest(option, typed, contextOf(who))
      } catch (error) {
        reportBug(error, { command: command.name, option })
        return []
      }
    },
  }
}

const toCall = ({ ask }: Invocation, commands: readonly Command[]): { command: Command; input: Input } => {
  if ('line' in ask) return parseLine(ask.line, commands)
  const command = commands.find(({ name }) => name === ask.name)
  if (!command) throw unknownCommand(ask.name, commands)
  return { command, input: ask.input }
}

const toReply = ({ message, help: { next = [], buttons = [] } }: UserError): Reply => ({
  title: message,
  tone: 'problem',
  blocks: [
    ...next.map((paragraph) => ({ kind: 'text' as const, text: paragraph })),
    ...(buttons.length > 0 ? [{ kind: 'buttons' as const, buttons }] : []),
  ],
})

const apology = (bug: string): Reply => ({
  title: 'Something went wrong on my side',
  tone: 'problem',
  blocks: [
    { kind: 'text', text: text`It is not your fault, and trying again may help.` },
    { kind: 'text', text: text`If it does not, tell whoever runs this bot: the log has it under ${code(bug)}.` },
  ],
})
