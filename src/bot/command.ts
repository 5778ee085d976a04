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
 * What a command does to what is kept. `reads`: nothing, it is given nothing to change anything with; `removes`: it undoes, removes, ends,
 * deletes or pauses. Buttons and suggestions follow from it (design 3b.5).
 */
export type Effect = 'reads' | 'writes' | 'removes'

/** What a command may look at besides its options. */
export type ReadContext = {
  actor: Actor
  where: Address
  source: Invocation['source']
  roadmaps: readonly Roadmap[]
  commands: readonly Command[]
  now: Instant
  /** The group that is meant, where a button or a form names one: its id. */
  group?: string
  /** A form can be shown in answer. */
  showsForms: boolean
  /** The request as an action for a control; with other values for some options, or without them where they are undefined. */
  action(other?: Readonly<Record<string, unknown>>): Action
  /** Whether it is not known, of a group that does not meet here, that the caller is still where it meets. */
  isUnconfirmed: Unconfirmed
  /** Whether a group of the caller can meet in a channel. */
  checkChannel(channel: Address): Promise<ChannelCheck>
  /** Whether the actor may manage the channel at this moment; undefined where the platform does not tell. For what changes a group. */
  mayManageNow(): Promise<boolean | undefined>
  /** What the platform calls this request; what it records is known by it. */
  requestId: string
  newId: () => string
  /** For looking only: a command that reads never writes. */
  reads: Readers
}

/** The same for a command that changes something. */
export type Context = ReadContext & {
  /** Runs a change as one transaction; throws UserError when this very request has changed something already. */
  transaction<T>(work: (within: Repositories) => Promise<T>): Promise<T>
}

/** What a command says: an answer, and what goes with it. */
export type CommandResult = {
  answer: Reply
  /** Where this answer is seen by others than the command's answers usually are. */
  visibleTo?: Visibility
  /** For the caller only, beside an answer that everybody sees. */
  followUp?: Reply
  file?: { name: string; content: string }
  /** What to ask for at once, where the platform shows forms; elsewhere, and where it cannot be shown, there is the answer. */
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
