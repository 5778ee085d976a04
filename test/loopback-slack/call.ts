import { type Json, textOf } from './json.ts'
import { Refusal, refuseFaults } from './refusal.ts'
import { hasScope } from './scopes.ts'
import type { Channel, State, User, Workspace } from './state.ts'

/** One call of a Web API method, after its token was looked at. */
export type Call = { method: string; args: Json; workspace: Workspace; token: string }
export type Method = {
  /** One of these scopes is needed. */
  scopes?: (call: Call) => readonly string[]
  run: (call: Call) => Json
}
export type Methods = Record<string, Method>

export const needs =
  (...scopes: string[]): NonNullable<Method['scopes']> =>
  () =>
    scopes

export const required = (args: Json, key: string): string => {
  const value = textOf(args[key])
  if (value === '') refuseFaults('invalid_arguments', [`missing required field: ${key}`])
  return value
}

/** Finding what a call names, in the workspace of its token only. */
export const createLookup = (state: State) => {
  const user = ({ workspace }: Call, id: string): User => {
    const found = state.users.get(id)
    if (!found || found.workspace !== workspace) throw new Refusal('user_not_found')
    return found
  }
  const channel = (call: Call, id: string): Channel => {
    const found = state.channels.get(id)
    if (!found || found.workspace !== call.workspace) throw new Refusal('channel_not_found')
    // A private channel does not exist for whoever isn't in it.
    if (found.private && !found.members.has(call.workspace.botUserId)) throw new Refusal('channel_not_found')
    return found
  }
  /** Where a message may go: also a person (their direct messages), or a channel's name. */
  const place = (call: Call, name: string): Channel => {
    const person = state.users.get(name)
    const isNamed = (each: Channel) =>
      each.workspace === call.workspace && each.kind === 'channel' && `#${each.name}` === name
    const byName = name.startsWith('#') ? [...state.channels.values()].find(isNamed) : undefined
    if (person?.workspace === call.workspace && !person.bot) return state.directChannel(person)
    return byName ?? channel(call, name)
  }
  const writable = (call: Call, name: string): Channel => {
    const found = place(call, name)
    const { members, private: isPrivate, archived } = found
    if (archived) throw new Refusal('is_archived')
    const isIn = members.has(call.workspace.botUserId)
    if (!isIn && (isPrivate || !hasScope(call.workspace, 'chat:write.public'))) throw new Refusal('not_in_channel')
    return found
  }
  return { user, channel, writable }
}

export type Lookup = ReturnType<typeof createLookup>

/** A page of a list: `limit` and `cursor`. */
export const pageOf = <Each>(all: readonly Each[], { limit, cursor }: Json) => {
  const from = Number(cursor) || 0
  const size = Math.min(Number(limit) || 1000, 1000)
  const next = from + size < all.length ? String(from + size) : ''
  return { page: all.slice(from, from + size), response_metadata: { next_cursor: next } }
}
