/** A command as the bot and the platforms see it, and what it is given when it runs. `defineCommand` makes one of a declaration. */
import type { Action, ActionInput } from '../chat/action.ts'
import type { Actor, Address, ChannelCheck, Invocation } from '../chat/invocation.ts'
import type { Reply } from '../chat/reply.ts'
import type { Instant } from '../core/calendar.ts'
import type { Roadmap } from '../core/roadmap.ts'
import type { Readers, Repositories } from '../ports/database.ts'
import type { FormDeclaration } from './form.ts'
import type { Unconfirmed } from './memberships.ts'
import type { Choice, Option } from './options.ts'

/** Who sees an answer. It is part of the declaration: platforms must know it before the work is done. */
export type Visibility = 'caller' | 'channel'

/**
 * The effect of a command on stored data. `reads`: nothing, and its context has no transaction; `removes`: it undoes, removes, ends, deletes
 * or pauses. Buttons and suggestions follow from it (design 3b.5).
 */
export type Effect = 'reads' | 'writes' | 'removes'

/** The context of a command that only reads. */
export type ReadContext = {
  actor: Actor
  where: Address
  source: Invocation['source']
  roadmaps: readonly Roadmap[]
  commands: readonly Command[]
  now: Instant
  /** The id of the group that a control or a form names. */
  group?: string
  /** A form can be shown in answer. */
  showsForms: boolean
  /** The request as an action for a control; with other values for some options, or without them where they are undefined. */
  action(other?: Readonly<Record<string, unknown>>): Action
  /** Whether the platform did not confirm that the caller is still where a group elsewhere meets. */
  isUnconfirmed: Unconfirmed
  /** Whether a group of the caller can meet in a channel. */
  checkChannel(channel: Address): Promise<ChannelCheck>
  /** Whether the actor may manage the channel at this moment; undefined where the platform does not tell. For what changes a group. */
  mayManageNow(): Promise<boolean | undefined>
  /** The platform's id of this request; completions and messages carry it. */
  requestId: string
  newId: () => string
  /** Reads outside a transaction. */
  reads: Readers
}

/** The same for a command that changes something. */
export type Context = ReadContext & {
  /** Runs a change as one transaction; throws UserError when this very request has changed something already. */
  transaction<T>(work: (within: Repositories) => Promise<T>): Promise<T>
}

/** The result of a command: an answer and its attachments. */
export type CommandResult = {
  answer: Reply
  /** Only where it differs from the declared audience of the command. */
  visibleTo?: Visibility
  /** For the caller only, beside an answer that everybody sees. */
  followUp?: Reply
  file?: { name: string; content: string }
  /** A platform with forms shows it in the place of the answer; if it cannot, the answer is shown. */
  form?: FormDeclaration
}

/** A declared command, with its own types of options behind it. */
export type Command = {
  name: string
  formerName?: string
  formerOptions: ReadonlyMap<string, string>
  summary: string
  /** A line to type that works. */
  example: string
  exampleInput: ActionInput
  answers: Visibility
  effect: Effect
  asksFirst: boolean
  freeText: boolean
  options: readonly Option[]
  /** Checks the input and answers; throws UserError when the input does not fit. */
  run(input: Readonly<Record<string, unknown>>, context: Context): Promise<CommandResult>
  /** Values for an option that begin with, or mean, what was typed so far. */
  suggest(option: string, typed: string, context: ReadContext): Promise<readonly Choice[]>
}
