/** Buttons and menus of a card, as many as Slack takes. */
import { clean } from '../../bot/clean.ts'
import type { Block, Button } from '../../bot/reply.ts'
import { actionIdOf, controlValueOf, needsDraft } from './control-value.ts'
import { longestLabel, longestPlaceholder, mostInActions, mostMenuOptions } from './limits.ts'
import { cut } from './rich-text.ts'

export type Drafts = ReadonlyMap<string, string>

type PlainText = { type: 'plain_text'; text: string; emoji: false }

type Element =
  | { type: 'button'; action_id: string; text: PlainText; value: string; style?: 'primary' | 'danger' }
  | {
      type: 'static_select'
      action_id: string
      placeholder: PlainText
      options: { text: PlainText; value: string }[]
    }

export type Actions = { type: 'actions'; elements: Element[] }

/** More would bury a card; and of its characters, there have to be some left for its text. */
const [mostRows, mostCharactersOfControls] = [10, 5000]

/** Shown as it is: `:smile:` stays what somebody wrote. */
export const plainTextOf = (words: string, most: number): PlainText => ({
  type: 'plain_text',
  text: cut(clean(words).trim(), most) || '…',
  emoji: false,
})

/** The lines of a card's controls that do not fit where they are to stand. */
export const linesToDraft = (blocks: readonly Block[]): string[] => {
  const lines = blocks.flatMap((block) => {
    if (block.kind === 'buttons') return block.buttons.filter((button) => needsDraft(button, 'button'))
    return block.kind === 'choices' ? block.choices.filter((choice) => needsDraft(choice, 'option')) : []
  })
  return lines.map(({ line }) => line)
}

const styles = { main: { style: 'primary' }, danger: { style: 'danger' }, page: {} } as const

type More = { drafts: Drafts; owner: string | undefined }

/** The rows of controls, and how many characters they take. */
export const controlsOf = (blocks: readonly Block[], more: More): { rows: Actions[]; length: number } => {
  let [number, length] = [0, 0]
  const rows: Actions[] = []
  for (const block of blocks) {
    const elements: Element[] = []
    if (block.kind === 'buttons') elements.push(...block.buttons.map((button) => buttonOf(button, number++, more)))
    if (block.kind === 'choices' && block.choices.length > 0) elements.push(menuOf(block, number++, more))
    const fitting = elements.filter((element) => {
      const taken = lengthOfElement(element)
      if (length + taken > mostCharactersOfControls) return false
      length += taken
      return true
    })
    for (let at = 0; at < fitting.length; at += mostInActions)
      rows.push({ type: 'actions', elements: fitting.slice(at, at + mostInActions) })
  }
  return { rows: rows.slice(0, mostRows), length }
}

const buttonOf = (button: Button, number: number, { drafts, owner }: More): Element => ({
  type: 'button',
  action_id: actionIdOf(number, button, owner),
  text: plainTextOf(button.label, longestLabel),
  value: controlValueOf(button, drafts, 'button'),
  ...styles[button.role ?? 'page'],
})

const menuOf = (
  { prompt, choices }: Extract<Block, { kind: 'choices' }>,
  number: number,
  { drafts }: More,
): Element => {
  const options = choices.slice(0, mostMenuOptions).map((choice) => ({
    text: plainTextOf(choice.label, longestLabel),
    value: controlValueOf(choice, drafts, 'option'),
  }))
  // A menu that is too long for the card is shortened, so that there is one at all.
  let room = mostCharactersOfControls - longestPlaceholder
  const fitting = options.filter(({ text }) => {
    room -= text.text.length
    return room >= 0
  })
  return {
    type: 'static_select',
    action_id: `menu ${number}`,
    placeholder: plainTextOf(prompt, longestPlaceholder),
    options: fitting,
  }
}

const lengthOfElement = (element: Element): number =>
  element.type === 'button'
    ? element.text.text.length
    : element.options.reduce((sum, { text }) => sum + text.text.length, element.placeholder.text.length)
