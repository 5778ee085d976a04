/** The sentence for a line that begins with no command, and the command that it nearly names. */
import { type Action, actionInputOf } from '../chat/action.ts'
import { quoted } from '../chat/quoted.ts'
import type { Button } from '../chat/reply.ts'
import { slash, typed } from '../chat/slash.ts'
import { text } from '../chat/text.ts'
import { UserError } from '../chat/user-error.ts'
import type { Command } from './command.ts'
import { exampleOf } from './input-errors.ts'
import { nearestCommand } from './nearest-command.ts'
import { readOptions } from './read-options.ts'
import { usageOf } from './usage.ts'

/** A line with the command's name put right; without an action where its options cannot be read. */
type Repair = { command: Command; rest: string; line: string; action: Action | undefined }

/** Undefined where no command is near, or the near one undoes, removes, ends, deletes or pauses. */
export const repairOf = (line: string, commands: readonly Command[]): Repair | undefined => {
  const nearest = nearestCommand(line, commands)
  if (!nearest || nearest.command.effect === 'removes') return undefined
  const { command, rest } = nearest
  return { command, rest, line: `${command.name} ${rest}`.trim(), action: actionOf(command, rest) }
}

const actionOf = (command: Command, rest: string): Action | undefined => {
  try {
    return { command: command.name, input: actionInputOf(readOptions(command, rest)) }
  } catch (error) {
    if (error instanceof UserError) return undefined
    throw error
  }
}

/** No command has that name. */
export const unknownCommand = (line: string, commands: readonly Command[]): UserError => {
  const [word = '', second] = line.split(/\s+/)
  const family = commands.filter(({ name }) => name.startsWith(`${word.toLowerCase()} `))
  if (family.length > 0 && second === undefined) return unfinishedCommand(word, family)
  const title = `There is no command ${quoted(family.length > 0 ? `${word} ${second}` : word)}`
  const all = text`${typed('help')} lists everything I can do.`
  const repair = repairOf(line, commands)
  if (!repair) {
    const others = family.length > 0 ? [thereAre(family)] : []
    const buttons = [{ label: 'Show all commands', action: { command: 'help' } }]
    return new UserError(title, { next: [...others, all], buttons })
  }
  const { command, rest, action } = repair
  const lacks = rest === '' && command.options.some((option) => option.required)
  if (lacks || !action || repair.line.length > maxRepairLength) {
    const { buttons } = exampleOf(command)
    return new UserError(title, { next: [text`Did you mean ${typed(usageOf(command))}?`, all], buttons })
  }
  const buttons = [{ label: `${slash} ${repair.line}`, action }]
  return new UserError(title, { next: [text`Did you mean ${typed(repair.line)}?`, all], buttons })
}

/** Nobody reads a longer line before pressing it. */
const maxRepairLength = 100

const thereAre = (family: readonly Command[]) => text`There are ${family.map(({ name }) => name).join(', ')}.`

/** The line has the first word of several commands, and no second. */
const unfinishedCommand = (word: string, family: readonly Command[]): UserError =>
  new UserError(`${quoted(word)} needs one word more`, {
    next: [thereAre(family)],
    buttons: family.map(({ name }) => helpButton(name)),
  })

const helpButton = (name: string): Button => ({
  label: `${slash} help ${name}`,
  action: { command: 'help', input: { command: name } },
})
