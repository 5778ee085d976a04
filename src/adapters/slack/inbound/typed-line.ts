/** What somebody typed after the command, without the signs that Slack writes for people, channels, links and a few characters. */
import { accountReference } from '../../../chat/account-reference.ts'
import type { ActorId } from '../../../chat/invocation.ts'

/** The id of a person of this workspace. */
type ToActorId = (user: string) => ActorId

type Sign = { sign: string; inner: string; label: string | undefined }

const wordOf = ({ sign, inner, label }: Sign, toActorId: ToActorId): string => {
  // Whoever is mentioned is handed over by id: what they call themselves is not part of the line.
  if (sign === '@') return accountReference(toActorId(inner))
  // Its id is what a channel option takes.
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
    // The last, so that what somebody wrote as &lt; stays that.
    .replaceAll('&amp;', '&')
    .trim()
