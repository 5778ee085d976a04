/** Who a message would ping, as Discord decides it. */
import { textsOf } from './component-tree.ts'
import type { AllowedMentions, Body } from './message-rules.ts'

export type Ping = { messageId: string; who: string }
type Mentions = { users: string[]; roles: string[]; everyone: string[] }
type Rules = {
  allowed: AllowedMentions | null | undefined
  /** Answers to interactions ping only people when they do not say otherwise, and ordinary messages everybody. */
  ordinary: boolean
  mayPingAll: boolean
  repliedTo?: string | undefined
}

/** Ids of people and roles, 'everyone' and 'here'. */
export const pinged = (body: Body, { allowed, ordinary, mayPingAll, repliedTo }: Rules): string[] => {
  const { users, roles, everyone } = mentionedIn([body.content, ...textsOf(body.components)].join('\n'))
  const parse: readonly string[] = allowed
    ? (allowed.parse ?? [])
    : ordinary
      ? ['users', 'roles', 'everyone']
      : ['users']
  const asked = (kind: 'users' | 'roles', ids: string[]) =>
    parse.includes(kind) ? ids : ids.filter((id) => allowed?.[kind]?.includes(id))
  const replied = repliedTo !== undefined && (allowed ? allowed.replied_user === true : true) ? [repliedTo] : []
  const all = parse.includes('everyone') && mayPingAll ? everyone : []
  return [...new Set([...asked('users', users), ...asked('roles', roles), ...all, ...replied])]
}

/** Mentions in code are text. */
const mentionedIn = (words: string): Mentions => {
  const spoken = words.replaceAll(/```[\s\S]*?```|`[^`\n]*`/g, '')
  const ids = (pattern: RegExp) => Array.from(spoken.matchAll(pattern), ([, id = '']) => id)
  return { users: ids(/<@!?(\d+)>/g), roles: ids(/<@&(\d+)>/g), everyone: ids(/@(everyone|here)\b/g) }
}
