/** Renders a form as a modal of Slack: an input for each field, with the picker for its kind of option. */
import { capitalized } from '../../../bot/capitalized.ts'
import type { Field, Form } from '../../../bot/form.ts'
import { sanitize } from '../../../chat/sanitize.ts'
import { truncate } from '../../../chat/truncate.ts'
import { type PlainText, plainTextOf } from './controls.ts'
import {
  maxCheckboxes,
  maxHintLength,
  maxLabelLength,
  maxMenuOptions,
  maxModalTitleLength,
  maxPlaceholderLength,
} from './limits.ts'
import { type ViewMetadata, writeMetadata } from './view-metadata.ts'

export const formCallback = 'form'

/** The action id of an input says what it is: one value, a yes or no, or several values. */
export const fieldActions = { one: 'one', flag: 'flag', several: 'several' } as const

type Option = { text: PlainText; value: string; description?: PlainText }

export const formView = ({ title, submit, command, group, submits, fields }: Form, metadata: ViewMetadata) => ({
  type: 'modal' as const,
  callback_id: formCallback,
  title: plainTextOf(title, maxModalTitleLength),
  submit: plainTextOf(submit, maxModalTitleLength),
  close: plainTextOf('Cancel', maxModalTitleLength),
  private_metadata: writeMetadata({ ...metadata, form: { command, submits, ...(group !== undefined && { group }) } }),
  blocks: fields.map((field) => ({
    type: 'input' as const,
    block_id: field.option.name,
    optional: field.optional === true || field.option.kind === 'flag',
    label: plainTextOf(field.label, maxHintLength),
    ...(field.hint !== undefined && { hint: plainTextOf(field.hint, maxHintLength) }),
    element: elementOf(field),
  })),
})

const elementOf = (field: Field) => {
  const { option, value, several, placeholder } = field
  const { one, flag } = fieldActions
  const prompt = placeholder === undefined ? {} : { placeholder: plainTextOf(placeholder, maxPlaceholderLength) }
  const options = optionsOf(field)
  if (several) return severalOf(options.slice(0, maxMenuOptions))
  const isMenu = options.length > 0 && (options.length <= maxMenuOptions || !option.suggests)
  if (isMenu) return choiceOf(options.slice(0, maxMenuOptions), value)
  if (option.suggests) {
    const chosen =
      options.find((each) => each.value === value) ?? (value !== undefined && choiceAs({ label: value, value }))
    const initial = chosen ? { initial_option: { text: chosen.text, value: chosen.value } } : {}
    return { type: 'external_select', action_id: one, min_query_length: 0, ...initial, ...prompt }
  }
  switch (option.kind) {
    case 'date':
      return { type: 'datepicker', action_id: one, ...(value !== undefined && { initial_date: value }) }
    case 'time':
      return { type: 'timepicker', action_id: one, ...(value !== undefined && { initial_time: value }) }
    case 'flag': {
      const yes: Option[] = [{ text: plainTextOf('Yes', maxLabelLength), value: 'yes' }]
      return { type: 'checkboxes', action_id: flag, options: yes, ...(value === 'yes' && { initial_options: yes }) }
    }
    case 'channel':
      return {
        type: 'conversations_select',
        action_id: one,
        filter: { include: ['public', 'private'], exclude_bot_users: true },
        ...(value !== undefined && { initial_conversation: value }),
      }
    case 'number':
    case 'choice':
    case 'text':
      return {
        type: 'plain_text_input',
        action_id: one,
        ...(option.max !== undefined && { max_length: option.max }),
        ...(value !== undefined && { initial_value: value }),
        ...prompt,
      }
    default:
      return option.kind satisfies never
  }
}

/** The choices of the field, else the choices of its option. */
const optionsOf = ({ choices, option }: Field): Option[] =>
  (choices ?? option.choices.map((value) => ({ label: capitalized(value), value }))).map(choiceAs)

/** A label that is too long is shortened before its ending. */
const choiceAs = ({ label, ending = '', value, note }: NonNullable<Field['choices']>[number]): Option => ({
  text: plainTextOf(`${truncate(sanitize(label), maxLabelLength - ending.length)}${ending}`, maxLabelLength),
  value,
  ...(note !== undefined && { description: plainTextOf(note, maxLabelLength) }),
})

const severalOf = (options: Option[]) =>
  options.length <= maxCheckboxes
    ? { type: 'checkboxes', action_id: fieldActions.several, options }
    : { type: 'multi_static_select', action_id: fieldActions.several, options }

/** So few choices are shown as radio buttons; more are a menu, which takes one line. */
const maxRadioButtons = 4

const choiceOf = (options: Option[], value: string | undefined) => {
  const chosen = options.find((option) => option.value === value)
  return {
    type: options.length <= maxRadioButtons && options.length > 1 ? 'radio_buttons' : 'static_select',
    action_id: fieldActions.one,
    options,
    ...(chosen && { initial_option: chosen }),
  }
}
