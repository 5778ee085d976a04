/** Converts the text of a slash command to a line: mentions, channels, links and escaped characters become plain text. */
import { accountReference } from '../../../chat/account-reference.ts'
import type { ActorId } from '../../../chat/invocation.ts'

/** Converts a user id of this workspace to an actor id. */
type ToActorId = (user: string) => ActorId

type Sign = { sign: string; inner: string; label: string | undefined }

const wordOf = ({ sign, inner, label }: Sign, toActorId: ToActorId): string => {
  // A mention becomes a reference by id: the command does not parse names.
  if (sign === '@') return accountReference(toActorId(inner))
  // A channel option takes the id.
  if (sign === '#') return inner
  if (sign === '!') return `@${(label || inner).replace(/^@/, '')}`
  return inner.startsWith('mailto:') ? (label ?? inner.slice('mailto:'.length)) : inner
}

export const typedLine = (text: string, toActorId: ToActorId): string =>
  text
    .replace(/<([@#!]?)([^<>|]+)(?:\|([^<>]*))?>/g, (_, sign: string, inner: string, label: string | undefined) =>
      wordOf({ sign, inner, label }, toActorId),
    )
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    // The last replacement, so that a typed `&lt;` stays as it is.
    .replaceAll('&amp;', '&')
    .trim()
