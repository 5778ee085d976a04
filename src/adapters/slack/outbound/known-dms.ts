/**
 * The direct messages between the bot and people, as far as events have named them. A command can be typed in the direct messages of two
 * people as well, where a public answer would show a group to a person who may not be a member.
 */

import { LRUCache } from 'lru-cache'
import type { Address } from '../../../chat/invocation.ts'

type Conversation = Pick<Address, 'workspace' | 'channel'>

/** A person beyond this number opens the conversation again, for which Slack sends an event. */
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
