/** Buttons and menus of a card, as many as Slack takes. */

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

/** More would bury a card; and of its characters, there have to be some left for its text. */
const mostControls = {
  message: { rows: 10, characters: 5000 },
  view: { rows: 20, characters: 8000 },
} as const

/** Shown as it is: `:smile:` stays what somebody wrote. */
export const plainTextOf = (words: string, most: number): PlainText => ({
  type: 'plain_text',
  text: truncate(sanitize(words).trim(), most) || '…',
  emoji: false,
})

const styles = { main: { style: 'primary' }, danger: { style: 'danger' }, page: {} } as const

export type More = { stored: StoredActions; owner: string | undefined; container: Container }

type Controls = {
  /** For each block the rows that stand in its place. */
  rows: readonly (readonly Actions[])[]
  /** How many characters they take. */
  length: number
  /** Some did not fit. */
  isShortened: boolean
}

export const controlsOf = (blocks: readonly Block[], more: More): Controls => {
  const most = mostControls[more.container]
  let [number, length, count, isShortened] = [0, 0, 0, false]
  const rowsOf = (block: Block): Actions[] => {
    const elements: Element[] = []
    if (block.kind === 'buttons') elements.push(...block.buttons.map((button) => buttonOf(button, number++, more)))
    if (block.kind === 'choices' && block.choices.length > 0) elements.push(menuOf(block, number++, more))
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

const buttonOf = (button: Button, number: number, { stored, owner }: More): Element => ({
  type: 'button',
  action_id: actionIdOf(number, button, owner),
  text: plainTextOf(button.label, maxLabelLength),
  value: controlValueOf(button, stored, 'button'),
  ...styles[button.role ?? 'page'],
})

const menuOf = (
  { prompt, choices }: Extract<Block, { kind: 'choices' }>,
  number: number,
  { stored, container }: More,
): Element => {
  const options = choices.slice(0, maxMenuOptions).map((choice) => ({
    text: plainTextOf(choice.label, maxLabelLength),
    value: controlValueOf(choice, stored, 'option'),
    ...(choice.description && { description: plainTextOf(choice.description, maxLabelLength) }),
  }))
  // A menu that is too long for the card is shortened, so that there is one at all.
  let room = mostControls[container].characters - maxPlaceholderLength
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
