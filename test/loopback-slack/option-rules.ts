import { isObject, type Json, objectsOf, textOf } from './json.ts'
import { checkCount, checkLength, checkText, plain, type Report } from './text-rules.ts'

type Rule = (element: Json, at: string, report: Report) => void
type Limits = { max: number; min?: number; kinds?: readonly string[] }

const checkOption = (option: Json, at: string, report: Report, kinds?: readonly string[]) => {
  checkText(option.text, `${at}/text`, report, { max: 75, ...(kinds && { kinds }) })
  checkLength(option.value, `${at}/value`, report, { max: 75 })
  checkText(option.description, `${at}/description`, report, { max: 75, optional: true })
}

export const checkOptions = (value: unknown, at: string, report: Report, { max, min = 1, kinds }: Limits) => {
  checkCount(value, at, report, { max, min })
  objectsOf(value).forEach((option, index) => {
    checkOption(option, `${at}/${index}`, report, kinds)
  })
}

/** Options, or groups of options: of a menu that has them, or of an answer with them, in which there may be none. */
const checkGrouped = (holder: Json, at: string, report: Report, min: number) => {
  const limits = { max: 100, min, kinds: plain }
  if (!('option_groups' in holder)) return checkOptions(holder.options, `${at}/options`, report, limits)
  checkCount(holder.option_groups, `${at}/option_groups`, report, { max: 100, min })
  objectsOf(holder.option_groups).forEach((group, index) => {
    const place = `${at}/option_groups/${index}`
    checkText(group.label, `${place}/label`, report, { max: 75, kinds: plain })
    checkOptions(group.options, `${place}/options`, report, limits)
  })
}

/** What is chosen at first must be one of the options, letter by letter. */
export const checkInitial: Rule = (element, at, report) => {
  const known = new Set(optionsOf(element).map((option) => JSON.stringify([objectOfText(option.text), option.value])))
  const initial = [element.initial_option, ...objectsOf(element.initial_options)].filter(isObject)
  for (const option of initial)
    if (!known.has(JSON.stringify([objectOfText(option.text), option.value])))
      report(`${at}/${element.initial_option ? 'initial_option' : 'initial_options'}`, 'must be one of the options')
}
const objectOfText = (text: unknown) => (isObject(text) ? text.text : undefined)

/** The options of an element, in or out of groups. */
export const optionsOf = (element: Json): readonly Json[] => [
  ...objectsOf(element.options),
  ...objectsOf(element.option_groups).flatMap((group) => objectsOf(group.options)),
]

export const checkStaticSelect: Rule = (element, at, report) => {
  checkGrouped(element, at, report, 1)
  checkInitial(element, at, report)
}

/** A menu whose options the app gives while somebody types: it has none of its own. */
export const checkExternalSelect: Rule = (element, at, report) => {
  for (const key of ['options', 'option_groups']) if (key in element) report(at, `invalid additional property: ${key}`)
  const { min_query_length: least = 0, initial_option: initial } = element
  if (typeof least !== 'number' || !Number.isInteger(least) || least < 0)
    report(`${at}/min_query_length`, 'must be a whole number of 0 or more')
  if (initial === undefined) return
  if (isObject(initial)) checkOption(initial, `${at}/initial_option`, report, plain)
  else report(`${at}/initial_option`, 'must be an object')
}

/** Faults of the options that an app gives to a menu while somebody types. */
export const offerFaults = (offer: Json): string[] => {
  const faults: string[] = []
  checkGrouped(offer, '', (pointer, fault) => void faults.push(`${fault} [json-pointer:${pointer}]`), 0)
  return faults
}

/** What stands on an option. */
export const labelOf = ({ text }: Json): string => textOf(objectOfText(text))
