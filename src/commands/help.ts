import { z } from 'zod'
import { defineCommand } from '../bot/define-command.ts'
import { nearestCommand } from '../bot/nearest-command.ts'
import { findCommand, withoutSlash } from '../bot/parse.ts'
import { quoted } from '../chat/quoted.ts'
import { slash, typed } from '../chat/slash.ts'
import { text } from '../chat/text.ts'
import { UserError } from '../chat/user-error.ts'
import { helpCommand, helpOverview } from '../views/help.ts'

export const help = defineCommand({
  name: 'help',
  summary: 'What I can do, or how one command is used',
  options: z.strictObject({
    command: z.string().max(100).optional().describe('The command to explain'),
  }),
  positional: 'command',
  example: { command: 'stage' },
  answers: 'caller',
  effect: 'reads',
  run: ({ command: requested }, { commands }) => {
    if (requested === undefined) return helpOverview(commands)
    const match = findCommand(withoutSlash(requested), commands)
    if (match) return helpCommand(match.command)
    const near = nearestCommand(requested, commands)
    const name = near?.command.name
    const line = name === undefined ? 'help' : `help ${name}`
    const action = { command: 'help', ...(name !== undefined && { input: { command: name } }) }
    throw new UserError(`There is no command ${quoted(requested)}`, {
      next: [near ? text`Did you mean ${typed(line)}?` : text`${typed(line)} lists everything I can do.`],
      buttons: [{ label: `${slash} ${line}`, action }],
    })
  },
  suggest: {
    command: (beginning, { commands }) =>
      commands
        .filter(({ name }) => name.startsWith(beginning.toLowerCase()))
        .map(({ name, summary }) => ({ label: `${name}: ${summary}`, value: name })),
  },
})
