/** Help: all commands, or one in detail, derived from their declarations. */
import type { Command } from '../bot/command.ts'
import { exampleButton } from '../bot/input-errors.ts'
import type { Option } from '../bot/options.ts'
import { usageOf } from '../bot/usage.ts'
import type { Reply } from '../chat/reply.ts'
import { slash, typed } from '../chat/slash.ts'
import { code, text } from '../chat/text.ts'

/** Every command with its usage and summary. */
export const helpOverview = (commands: readonly Command[]): Reply => ({
  title: 'What I can do',
  blocks: [
    {
      kind: 'fields',
      fields: commands.map((command) => ({ label: text`${code(usageOf(command))}`, value: text`${command.summary}` })),
    },
    {
      kind: 'text',
      text: text`Begin each with ${code(slash)}, as in ${typed('stage 3')}. What stands in <…> is needed, what stands in […] can be left out. ${typed('help stage')} says more about one command.`,
    },
    {
      kind: 'buttons',
      buttons: [
        { label: 'The roadmap', action: { command: 'overview' } },
        { label: 'Stage 1', action: { command: 'stage', input: { number: 1 } } },
        { label: 'Career outlook', action: { command: 'career' } },
      ],
    },
  ],
})

/** One command in detail. */
export const helpCommand = (command: Command): Reply => ({
  title: `${slash} ${command.name}`,
  blocks: [
    { kind: 'text', text: text`${command.summary}.` },
    {
      kind: 'fields',
      fields: [
        { label: text`Usage`, value: text`${typed(usageOf(command))}` },
        ...command.options.map((option) => ({
          label: text`${option.positional ? option.name : `${option.name}:`}`,
          value: text`${meaning(option)}`,
        })),
        { label: text`For example`, value: text`${typed(command.example)}` },
        {
          label: text`Seen by`,
          value: text`${command.answers === 'caller' ? 'only you' : 'everybody in the channel'}`,
        },
      ],
    },
    // An example that changes something has no button: the person did not ask for its effect.
    {
      kind: 'buttons',
      buttons:
        command.effect === 'reads'
          ? [exampleButton(command)]
          : [{ label: 'Show all commands', action: { command: 'help' } }],
    },
  ],
})

const meaning = ({ description, required, kind, expected }: Option) =>
  [description, ...(kind === 'text' ? [] : [expected]), ...(required ? [] : ['can be left out'])].join('; ')
