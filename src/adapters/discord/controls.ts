/** Buttons and menus of a card: rows of buttons, as many as Discord takes. */
import { ButtonStyle, ComponentType } from 'discord.js'
import { clean } from '../../bot/clean.ts'
import type { Block, Button } from '../../bot/reply.ts'
import type { StoredActions } from '../../bot/stored-actions.ts'
import { customIdOf } from './custom-id.ts'
import { longestLabel, longestMenuLabel, longestPlaceholder, mostButtonsInRow, mostMenuOptions } from './limits.ts'

/** More would bury a card, and there have to be components left for its text. */
const mostRows = 5

/** What a person can press or choose, in the order of the card. */
export const buttonsOf = (blocks: readonly Block[]): readonly Button[] =>
  blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : block.kind === 'choices' ? block.choices : []))

const shortened = (label: string, most: number): string => {
  const characters = [...clean(label).trim()]
  if (characters.length === 0) return '…'
  const shown = characters.join('')
  if (shown.length <= most) return shown
  while (characters.join('').length > most - 1) characters.pop()
  return `${characters.join('')}…`
}

const styles = { main: ButtonStyle.Primary, danger: ButtonStyle.Danger, page: ButtonStyle.Secondary } as const

type Row = { type: ComponentType.ActionRow; components: object[] }

/** The rows of a card's buttons and menus. */
export const rowsOf = (blocks: readonly Block[], stored: StoredActions): Row[] => {
  let number = 0
  const rows = blocks.flatMap((block): Row[] => {
    if (block.kind === 'choices' && block.choices.length > 0) return [menuRow(block, number++, stored)]
    if (block.kind !== 'buttons') return []
    const buttons = block.buttons.map((button) => ({
      type: ComponentType.Button,
      style: styles[button.role ?? 'page'],
      label: shortened(button.label, longestLabel),
      custom_id: customIdOf(button, number++, stored),
    }))
    return inRows(buttons)
  })
  return rows.slice(0, mostRows)
}

const inRows = (buttons: readonly object[]): Row[] =>
  Array.from({ length: Math.ceil(buttons.length / mostButtonsInRow) }, (_, at) => ({
    type: ComponentType.ActionRow,
    components: buttons.slice(at * mostButtonsInRow, (at + 1) * mostButtonsInRow),
  }))

const menuRow = (
  { prompt, choices }: Extract<Block, { kind: 'choices' }>,
  number: number,
  stored: StoredActions,
): Row => ({
  type: ComponentType.ActionRow,
  components: [
    {
      type: ComponentType.StringSelect,
      custom_id: `menu ${number}`,
      placeholder: shortened(prompt, longestPlaceholder),
      options: choices.slice(0, mostMenuOptions).map((choice, at) => ({
        label: shortened(choice.label, longestMenuLabel),
        ...(choice.description && { description: shortened(choice.description, longestMenuLabel) }),
        value: customIdOf(choice, at, stored),
      })),
    },
  ],
})
