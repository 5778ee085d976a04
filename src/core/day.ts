/** Days as people type them. */
import { Temporal } from 'temporal-polyfill'
import type { PlainDate } from './calendar.ts'

/** "today", "yesterday", "tomorrow", or a date such as 2026-11-20; undefined for anything else. */
export const dayNamed = (input: string, today: PlainDate): PlainDate | undefined => {
  const word = input.trim().toLowerCase()
  if (word === 'today') return today
  if (word === 'yesterday') return today.subtract({ days: 1 })
  if (word === 'tomorrow') return today.add({ days: 1 })
  if (!/^\d{4}-\d{2}-\d{2}$/.test(word)) return undefined
  try {
    return Temporal.PlainDate.from(word, { overflow: 'reject' })
  } catch {
    return undefined
  }
}
