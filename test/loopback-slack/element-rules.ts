import { isObject, type Json, textOf } from './json.ts'
import { checkExternalSelect, checkInitial, checkOptions, checkStaticSelect } from './option-rules.ts'
import { checkLength, checkText, plain, type Report } from './text-rules.ts'

type Rule = (element: Json, at: string, report: Report) => void

const checkFew: Rule = (element, at, report) => {
  checkOptions(element.options, `${at}/options`, report, { max: 10 })
  checkInitial(element, at, report)
}

const checkButton: Rule = (element, at, report) => {
  checkText(element.text, `${at}/text`, report, { max: 75, kinds: plain })
  checkLength(element.value, `${at}/value`, report, { max: 2000, optional: true })
  checkLength(element.url, `${at}/url`, report, { max: 3000, optional: true })
  checkLength(element.accessibility_label, `${at}/accessibility_label`, report, { max: 75, optional: true })
  if (element.style !== undefined && element.style !== 'primary' && element.style !== 'danger')
    report(`${at}/style`, 'must be one of: primary, danger')
}

export const checkImage: Rule = (element, at, report) => {
  checkLength(element.alt_text, `${at}/alt_text`, report, { max: 2000, min: 1 })
  if (!isObject(element.slack_file)) checkLength(element.image_url, `${at}/image_url`, report, { max: 3000, min: 1 })
}

const checkTyped: Rule = (element, at, report) => {
  checkLength(element.initial_value, `${at}/initial_value`, report, { max: 3000, optional: true })
  const { min_length: min = 0, max_length: max = 3000 } = element
  if (typeof min !== 'number' || min < 0 || min > 3000) report(`${at}/min_length`, 'must be from 0 to 3000')
  if (typeof max !== 'number' || max < 1 || max > 3000) report(`${at}/max_length`, 'must be from 1 to 3000')
}

const checkNumber: Rule = (element, at, report) => {
  if (typeof element.is_decimal_allowed !== 'boolean') report(`${at}/is_decimal_allowed`, 'missing required field')
  for (const key of ['min_value', 'max_value', 'initial_value'])
    if (element[key] !== undefined && typeof element[key] !== 'string') report(`${at}/${key}`, 'must be a string')
}

const matching =
  (key: string, pattern: RegExp): Rule =>
  (element, at, report) => {
    if (element[key] !== undefined && !pattern.test(textOf(element[key]))) report(`${at}/${key}`, 'invalid format')
  }

const free: Rule = () => {}

const rules: Record<string, Rule> = {
  button: checkButton,
  workflow_button: checkButton,
  image: checkImage,
  static_select: checkStaticSelect,
  multi_static_select: checkStaticSelect,
  checkboxes: checkFew,
  radio_buttons: checkFew,
  overflow: (element, at, report) => checkOptions(element.options, `${at}/options`, report, { max: 5, kinds: plain }),
  plain_text_input: checkTyped,
  number_input: checkNumber,
  datepicker: matching('initial_date', /^\d{4}-\d\d-\d\d$/),
  timepicker: matching('initial_time', /^([01]\d|2[0-3]):[0-5]\d$/),
  datetimepicker: free,
  email_text_input: free,
  url_text_input: free,
  file_input: free,
  rich_text_input: free,
  ...Object.fromEntries(
    ['users', 'channels', 'conversations', 'external'].flatMap((kind) => [
      [`${kind}_select`, free],
      [`multi_${kind}_select`, free],
    ]),
  ),
  external_select: checkExternalSelect,
}

const typed = ['plain_text_input', 'number_input', 'email_text_input', 'url_text_input', 'file_input']
const selects = Object.keys(rules).filter((kind) => kind.endsWith('_select'))
const pickers = ['datepicker', 'timepicker', 'datetimepicker', 'checkboxes', 'radio_buttons']

const allowedIn = {
  actions: ['button', 'workflow_button', 'overflow', 'rich_text_input', ...selects, ...pickers],
  accessory: ['button', 'workflow_button', 'overflow', 'image', ...selects, ...pickers],
  input: [...typed, 'rich_text_input', ...selects, ...pickers],
  card: ['button'],
} as const

type Place = keyof typeof allowedIn

/** An interactive element (or image) at a place where only some are allowed. */
export const checkElement = (element: unknown, at: string, report: Report, place: Place) => {
  if (!isObject(element)) return report(at, 'must be an object')
  const kind = textOf(element.type)
  if (!(allowedIn[place] as readonly string[]).includes(kind)) return report(`${at}/type`, `unsupported type: ${kind}`)
  if (kind !== 'image') checkLength(element.action_id, `${at}/action_id`, report, { max: 255, min: 1, optional: true })
  checkText(element.placeholder, `${at}/placeholder`, report, { max: 150, optional: true, kinds: plain })
  if (element.confirm !== undefined) checkConfirm(element.confirm, `${at}/confirm`, report)
  rules[kind]?.(element, at, report)
}

const checkConfirm = (confirm: unknown, at: string, report: Report) => {
  if (!isObject(confirm)) return report(at, 'must be an object')
  checkText(confirm.title, `${at}/title`, report, { max: 100, kinds: plain })
  checkText(confirm.text, `${at}/text`, report, { max: 300 })
  checkText(confirm.confirm, `${at}/confirm`, report, { max: 30, kinds: plain })
  checkText(confirm.deny, `${at}/deny`, report, { max: 30, kinds: plain })
}
