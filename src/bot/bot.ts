/** The bot as its adapters see it: an invocation goes in, a response comes out, and nothing is ever thrown. */
import type { OnChannelEvent } from '../chat/channel-event.ts'
import type { Home } from '../chat/home.ts'
import type { ActorId, Invocation } from '../chat/invocation.ts'
import type { Reply } from '../chat/reply.ts'
import type { StoredActions } from '../ports/stored-actions.ts'
import type { Command, CommandResult, Visibility } from './command.ts'
import type { InputFault } from './error-replies.ts'
import type { Form } from './form.ts'
import type { Choice } from './options.ts'

/** An answer, who sees it, and its attachments. */
export type BotResponse = Omit<CommandResult, 'followUp' | 'form'> & {
  visibleTo: Visibility
  /** For the caller only, after the answer. */
  followUps: readonly Reply[]
  /** A platform with forms shows it in the place of the answer. */
  form?: Form
  /** The answer is an error, or a question that comes first, and not the requested card. It replaces no card. */
  instead?: true
  /** The person exceeds the rate limit: the bot looked nothing up, and did nothing. */
  refused?: true
  inputFault?: InputFault
  /** The request changed something: data of the caller, and these groups themselves. */
  changed?: { groups: readonly string[] }
}

type HandleOptions = {
  /** Called before the work is done, with the audience of the answer; the answer may still be private after that. Until the call, it is private. */
  onAudience?(audience: Visibility): void
}

export type Bot = {
  /** For help, completion and registration. */
  commands: readonly Command[]
  handle(invocation: Invocation, options?: HandleOptions): Promise<BotResponse>
  /** The home tab of a person, where a platform has one. `isOpening`: they open it themselves, which counts as a command. */
  home(who: Pick<Invocation, 'actor' | 'where'> & { isOpening?: boolean }): Promise<Home>
  /** Handles an event of a channel, server or workspace; never rejects. */
  onChannelEvent: OnChannelEvent
  /** Keeps encoded actions that are too long for a platform's controls, for the owner of the card; without an owner, for everybody. */
  storeActions(actions: readonly string[], owner?: ActorId): Promise<StoredActions>
  /** Values for an option while somebody types; an empty list where it fails. */
  suggest(
    command: Command,
    option: string,
    typed: string,
    who: Pick<Invocation, 'actor' | 'where'>,
  ): Promise<readonly Choice[]>
}
