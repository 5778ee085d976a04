/** Events of channels, servers and workspaces, which a platform sends without anybody's request. */
import type { Address } from './invocation.ts'
import type { Reply } from './reply.ts'

/** A channel, or a whole server or workspace. */
export type ChannelScope = Pick<Address, 'platform' | 'workspace'> & { channel?: string }

export type ChannelEvent =
  /** The bot was invited into a channel. */
  | { kind: 'added'; where: Address }
  /** The bot was removed. */
  | { kind: 'removed'; where: ChannelScope }
  /** The platform calls the channel by another id from now on. */
  | { kind: 'moved'; from: Address; to: string }

/**
 * Handles an event, and returns the reply for the channel, if there is one. `id` is the platform's own id of the event: one that is
 * delivered twice has the same id, and is handled once.
 */
export type OnChannelEvent = (id: string, event: ChannelEvent) => Promise<Reply | undefined>
