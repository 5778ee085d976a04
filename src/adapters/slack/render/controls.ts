/** The buttons and menus of a card, up to Slack's limits. */

import type { Block, Button } from '../../../chat/reply.ts'
import { sanitize } from '../../../chat/sanitize.ts'
import { truncate } from '../../../chat/truncate.ts'
import type { StoredActions } from '../../../ports/stored-actions.ts'
import { actionIdOf, controlValueOf, needsStoring } from './control-value.ts'
import { type Container, maxInActions, maxLabelLength, maxMenuOptions, maxPlaceholderLength } from './limits.ts'

export type PlainText = { type: 'plain_text'; text: string; emoji: false }

type Element =
  | { type: 'button'; action_id: string; text: PlainText; value: string; style?: 'primary' | 'danger' }
  | {
      type: 'static_select'
      action_id: string
      placeholder: PlainText
      options: { text: PlainText; value: string; description?: PlainText }[]
    }

export type Actions = { type: 'actions'; elements: Element[] }

/** More controls would hide the text of a card, which needs characters too. */
const maxControls = {
  message: { rows: 10, characters: 5000 },
  view: { rows: 20, characters: 8000 },
} as const

/** Text that Slack shows as it is: `:smile:` does not become an emoji. */
export const plainTextOf = (words: string, maxLength: number): PlainText => ({
  type: 'plain_text',
  text: truncate(sanitize(words).trim(), maxLength) || '…',
  emoji: false,
})

const styles = { main: { style: 'primary' }, danger: { style: 'danger' }, page: {} } as const

export type ControlOptions = { stored: StoredActions; owner: string | undefined; container: Container }

type Controls = {
  /** For each block the rows of its controls. */
  rows: readonly (readonly Actions[])[]
  /** The number of characters in all rows. */
  length: number
  /** Some controls did not fit. */
  isShortened: boolean
}

export const controlsOf = (blocks: readonly Block[], options: ControlOptions): Controls => {
  const most = maxControls[options.container]
  let [number, length, count, isShortened] = [0, 0, 0, false]
  const rowsOf = (block: Block): Actions[] => {
    const elements: Element[] = []
    if (block.kind === 'buttons') elements.push(...block.buttons.map((button) => buttonOf(button, number++, options)))
    if (block.kind === 'choices' && block.choices.length > 0) elements.push(menuOf(block, number++, options))
    const rows: Actions[] = []
    for (const element of elements) {
      const taken = lengthOfElement(element)
      let row = rows.at(-1)
      const needsRow = !row || row.elements.length === maxInActions
      if (length + taken > most.characters || (needsRow && count === most.rows)) {
        isShortened = true
        continue
      }
      if (!row || needsRow) {
        row = { type: 'actions', elements: [] }
        rows.push(row)
        count++
      }
      row.elements.push(element)
      length += taken
    }
    return rows
  }
  const rows = blocks.map(rowsOf)
  return { rows, length, isShortened }
}

/** The encoded actions of the controls that a card shows, and that are too long for their place. */
export const actionsToStore = (blocks: readonly Block[], container: Container): string[] => {
  // Where nothing is stored yet, a value is the encoded action itself.
  const { rows } = controlsOf(blocks, { stored: new Map(), owner: undefined, container })
  const elements = rows.flat().flatMap((row) => row.elements)
  return elements.flatMap((element) => {
    const place = element.type === 'button' ? 'button' : 'option'
    const values = element.type === 'button' ? [element.value] : element.options.map(({ value }) => value)
    return values.filter((encoded) => needsStoring(encoded, place))
  })
}

const buttonOf = (button: Button, number: number, { stored, owner }: ControlOptions): Element => ({
  type: 'button',
  action_id: actionIdOf(number, button, owner),
  text: plainTextOf(button.label, maxLabelLength),
  value: controlValueOf(button, stored, 'button'),
  ...styles[button.role ?? 'page'],
})

const menuOf = (
  { prompt, choices }: Extract<Block, { kind: 'choices' }>,
  number: number,
  { stored, container }: ControlOptions,
): Element => {
  const options = choices.slice(0, maxMenuOptions).map((choice) => ({
    text: plainTextOf(choice.label, maxLabelLength),
    value: controlValueOf(choice, stored, 'option'),
    ...(choice.description && { description: plainTextOf(choice.description, maxLabelLength) }),
  }))
  // A menu that is too long for the card is shortened instead of left out.
  let room = maxControls[container].characters - maxPlaceholderLength
  const fitting = options.filter((option) => {
    room -= lengthOfOption(option)
    return room >= 0
  })
  return {
    type: 'static_select',
    action_id: `menu ${number}`,
    placeholder: plainTextOf(prompt, maxPlaceholderLength),
    options: fitting,
  }
}

const lengthOfElement = (element: Element): number =>
  element.type === 'button'
    ? element.text.text.length
    : element.options.reduce((sum, option) => sum + lengthOfOption(option), element.placeholder.text.length)

const lengthOfOption = ({ text, description }: { text: PlainText; description?: PlainText }): number =>
  text.text.length + (description?.text.length ?? 0)
