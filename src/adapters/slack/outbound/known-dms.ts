/**
 * The bot's own conversations with people, as far as it has heard of them. A command can be typed in those of two people as well: there,
 * what is for everybody in a channel would tell the other one about a group that may be none of theirs.
 */

import { LRUCache } from 'lru-cache'
import type { Address } from '../../../chat/invocation.ts'

type Conversation = Pick<Address, 'workspace' | 'channel'>

/** Whoever comes back after so many others opens the conversation again, and Slack says so. */
const maxKnown = 10_000

export const createKnownDms = () => {
  const known = new LRUCache<string, true>({ max: maxKnown })
  const nameOf = ({ workspace, channel }: Conversation) => `${workspace} ${channel}`
  return {
    has: (conversation: Conversation): boolean => known.has(nameOf(conversation)),
    add: (conversation: Conversation): void => void known.set(nameOf(conversation), true),
  }
}

export type KnownDms = ReturnType<typeof createKnownDms>
