/** What becomes of the places where the bot lives: told by a platform, asked by nobody. */
import type { Address } from './invocation.ts'
import type { Reply } from './reply.ts'

/** A channel, or a whole server or workspace. */
export type ChannelScope = Pick<Address, 'platform' | 'workspace'> & { channel?: string }

export type ChannelEvent =
  /** The bot was invited into a channel. */
  | { kind: 'added'; where: Address }
  /** The bot is not there any more. */
  | { kind: 'removed'; where: ChannelScope }
  /** The platform calls the channel by another id from now on. */
  | { kind: 'moved'; from: Address; to: string }

/**
 * Does what follows, and answers with what is to be said in the channel, if anything. `id` is the platform's own id of the event: one that
 * is delivered twice has the same id, and the second time nothing follows.
 */
export type OnChannelEvent = (id: string, event: ChannelEvent) => Promise<Reply | undefined>
