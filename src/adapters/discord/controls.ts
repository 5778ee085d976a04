/** The buttons and menus of a card, as rows of Discord's components. */
import { ButtonStyle, ComponentType } from 'discord.js'
import type { Block, Button, DescribedButton } from '../../chat/reply.ts'
import { sanitize } from '../../chat/sanitize.ts'
import { truncate } from '../../chat/truncate.ts'
import type { StoredActions } from '../../ports/stored-actions.ts'
import { customIdOf } from './custom-id.ts'
import { maxButtonsInRow, maxLabelLength, maxMenuLabelLength, maxMenuOptions, maxPlaceholderLength } from './limits.ts'

/** More rows would hide the text of a card, which needs components too. */
const maxRows = 5

const labelOf = (label: string, maxLength: number): string => truncate(sanitize(label).trim(), maxLength) || '…'

const styles = { main: ButtonStyle.Primary, danger: ButtonStyle.Danger, page: ButtonStyle.Secondary } as const

type Row = { type: ComponentType.ActionRow; components: object[] }

/** The content of one row, with the number of its first control on the card. */
type PlannedRow =
  | { kind: 'buttons'; buttons: readonly Button[]; number: number }
  | { kind: 'menu'; prompt: string; choices: readonly DescribedButton[]; number: number }

/** The rows of a card, up to the limit. More choices than one menu takes become several menus. */
const plannedRows = (blocks: readonly Block[]): PlannedRow[] => {
  let number = 0
  const rows = blocks.flatMap((block): PlannedRow[] => {
    if (block.kind === 'choices') {
      const { prompt } = block
      return inParts(block.choices, maxMenuOptions).map((choices) => ({
        kind: 'menu',
        prompt,
        choices,
        number: number++,
      }))
    }
    if (block.kind !== 'buttons') return []
    return inParts(block.buttons, maxButtonsInRow).map((buttons) => {
      const row = { kind: 'buttons' as const, buttons, number }
      number += buttons.length
      return row
    })
  })
  return rows.slice(0, maxRows)
}

const inParts = <T>(all: readonly T[], size: number): (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size))

/** The buttons and choices that the card shows, without those beyond the limit of rows. */
export const shownButtons = (blocks: readonly Block[]): readonly Button[] =>
  plannedRows(blocks).flatMap((row) => (row.kind === 'menu' ? row.choices : row.buttons))

/** The rows of a card's buttons and menus. */
export const rowsOf = (blocks: readonly Block[], stored: StoredActions): Row[] =>
  plannedRows(blocks).map((row) => ({
    type: ComponentType.ActionRow,
    components: row.kind === 'menu' ? [menuOf(row, stored)] : buttonsOf(row, stored),
  }))

const buttonsOf = ({ buttons, number }: Extract<PlannedRow, { kind: 'buttons' }>, stored: StoredActions) =>
  buttons.map((button, at) => ({
    type: ComponentType.Button,
    style: styles[button.role ?? 'page'],
    label: labelOf(button.label, maxLabelLength),
    custom_id: customIdOf(button, number + at, stored),
  }))

const menuOf = ({ prompt, choices, number }: Extract<PlannedRow, { kind: 'menu' }>, stored: StoredActions) => ({
  type: ComponentType.StringSelect,
  custom_id: `menu ${number}`,
  placeholder: labelOf(prompt, maxPlaceholderLength),
  options: choices.map((choice, at) => ({
    label: labelOf(choice.label, maxMenuLabelLength),
    ...(choice.description && { description: labelOf(choice.description, maxMenuLabelLength) }),
    value: customIdOf(choice, at, stored),
  })),
})
