/**
 * Removes from requests the characters that a database cannot store: PostgreSQL refuses NUL, and halves of surrogate pairs are text in no
 * encoding. It happens once, where requests come in, and names of people are cleaned there.
 */

import type { Actor, Invocation } from '../chat/invocation.ts'
import { personName } from '../core/person-name.ts'

export const storable = (text: string): string => text.replace(/[\0\p{Cs}]/gu, '')

export const storableActor = (actor: Actor): Actor => ({
  ...actor,
  name: personName(actor.name),
  ...(actor.platformName !== undefined && { platformName: personName(actor.platformName) }),
  ...(actor.zone !== undefined && { zone: storable(actor.zone) }),
})

export const storableInvocation = (invocation: Invocation): Invocation => ({
  ...invocation,
  actor: storableActor(invocation.actor),
  ask: storableAsk(invocation.ask),
})

const storableAsk = (ask: Invocation['ask']): Invocation['ask'] => {
  if ('line' in ask) return { line: storable(ask.line) }
  if ('stored' in ask) return { stored: storable(ask.stored) }
  if ('unreadable' in ask) return ask
  const input = Object.entries(ask.input).map(([option, value]) => [option, withoutUnstorable(value)] as const)
  return { ...ask, input: Object.fromEntries(input) }
}

const withoutUnstorable = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutUnstorable)
  return typeof value === 'string' ? storable(value) : value
}
