import { isObject, listOf, textOf } from './json.ts'

/** Tells of a fault in the words of Slack, with the place as a JSON pointer. */
export type Report = (pointer: string, fault: string) => void

type Limits = { max: number; min?: number; optional?: boolean; kinds?: readonly string[] }

/** A text object: `plain_text` or `mrkdwn`, within its length. */
export const checkText = (value: unknown, at: string, report: Report, limits: Limits) => {
  const { max, min = 1, optional = false, kinds = ['plain_text', 'mrkdwn'] } = limits
  if (value === undefined && optional) return
  if (!isObject(value)) return report(at, 'must be an object')
  if (!kinds.includes(textOf(value.type))) return report(`${at}/type`, `must be one of: ${kinds.join(', ')}`)
  checkLength(value.text, `${at}/text`, report, { max, min })
}

export const plain = ['plain_text'] as const

/** A string within its length. */
export const checkLength = (value: unknown, at: string, report: Report, limits: Limits) => {
  const { max, min = 0, optional = false } = limits
  if (value === undefined && optional) return
  if (typeof value !== 'string') return report(at, 'must be a string')
  if (value.length > max) report(at, `must be less than ${max + 1} characters`)
  if (value.length < min) report(at, `must be more than ${min - 1} characters`)
}

/** A list within its length. */
export const checkCount = (value: unknown, at: string, report: Report, { max, min = 1 }: Limits) => {
  if (!Array.isArray(value)) return report(at, 'must be an array')
  if (value.length > max) report(at, `no more than ${max} items allowed`)
  if (value.length < min) report(at, `no fewer than ${min} items allowed`)
}

/** One fault per id that comes twice. */
export const checkUnique = (values: readonly unknown[], at: string, report: Report, name: string) => {
  const ids = listOf(values).filter((id) => typeof id === 'string')
  for (const id of new Set(ids.filter((id, index) => ids.indexOf(id) !== index)))
    report(at, `${name} "${id}" already exists`)
}
