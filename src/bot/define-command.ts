/** One thing that people can ask the bot for, declared once: parsing, usage, help, errors and each platform's registration follow from it. */
import type { z } from 'zod'
import { type Action, type ActionInput, actionInputOf } from '../chat/action.ts'
import type { Actor, Address, ChannelCheck, Invocation } from '../chat/invocation.ts'
import type { Reply } from '../chat/reply.ts'
import type { Text } from '../chat/text.ts'
import type { Instant } from '../core/calendar.ts'
import type { Roadmap } from '../core/roadmap.ts'
import { LoggableError } from '../errors/loggable-error.ts'
import type { Reads, Writes } from '../ports/store.ts'
import type { FormDeclaration } from './form.ts'
import { formatCommandLine } from './format-command-line.ts'
import { invalidInput } from './input-errors.ts'
import type { Unconfirmed } from './memberships.ts'
import { type Option, optionsOf } from './options.ts'

/** Who sees an answer. It is part of the declaration: platforms must know it before the work is done. */
export type Visibility = 'caller' | 'channel'

/**
 * What a command does to what is kept. `reads`: nothing, it is given nothing to change anything with; `removes`: it undoes, removes, ends,
 * deletes or pauses. Buttons and suggestions follow from it (design 3b.5).
 */
type Effect = 'reads' | 'writes' | 'removes'

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
  reads: Reads
}

/** The same for a command that changes something. */
export type Context = ReadContext & {
  /** Runs a change as one transaction; throws UserError when this very request has changed something already. */
  change<T>(work: (within: Reads & Writes) => Promise<T>): Promise<T>
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

/** A value that is offered while somebody types; `typed`: what stands for it in a line, where it is an id that nobody reads. */
export type Choice = { label: string; value: string; typed?: string }

type Suggest = (typed: string, context: ReadContext) => Promise<readonly Choice[]> | readonly Choice[]

type Run<Shape extends z.ZodObject, C> = {
  run(options: z.output<Shape>, context: C): Promise<Reply | CommandResult> | Reply | CommandResult
}

type Declaration<Shape extends z.ZodObject> = Described<Shape> &
  (
    | ({ effect: Extract<Effect, 'reads'>; asksFirst?: never } & Run<Shape, ReadContext>)
    | ({
        effect: Exclude<Effect, 'reads'>
        /** It asks before it changes anything: only with the option `confirm` is it given something to change with. */
        asksFirst?: true
      } & Run<Shape, Context>)
  )

type Described<Shape extends z.ZodObject> = {
  /** One word, or two for a command of a group of commands. */
  name: string
  summary: string
  options: Shape
  /** The option that takes the rest of the line in text. */
  positional?: keyof z.output<Shape> & string
  /** The positional is free text: words such as `note:` belong to it. */
  freeText?: boolean
  /** Values that work with the roadmaps in `data/`, shown in help and in errors. */
  example: Partial<z.input<Shape>>
  answers: Visibility
  /** What there is to choose from, told to somebody whose input does not fit. */
  hint?(context: ReadContext): Text | undefined
  /** Values for options while somebody types. */
  suggest?: { [Name in keyof z.output<Shape> & string]?: Suggest }
}

/** A declared command, with its own types of options behind it. */
export type Command = {
  name: string
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

/** Whether a command, asked in this way, changes something; one that asks first does so only for who is sure. */
export const mayChange = (
  { effect, asksFirst }: Pick<Command, 'effect' | 'asksFirst'>,
  input: Readonly<Record<string, unknown>>,
): boolean => effect !== 'reads' && !(asksFirst && (input.confirm === undefined || input.confirm === false))

/** Makes a command of its declaration. */
export const defineCommand = <Shape extends z.ZodObject>(declaration: Declaration<Shape>): Command => {
  const {
    options: schema,
    positional,
    example,
    run,
    suggest = {},
    hint,
    freeText = false,
    asksFirst = false,
    ...rest
  } = declaration
  const suggestions = new Map<string, Suggest | undefined>(Object.entries(suggest))
  let options: readonly Option[] | undefined
  const command: Command = {
    ...rest,
    freeText,
    asksFirst,
    exampleInput: actionInputOf(example),
    get example() {
      return formatCommandLine(command, example, (value) => value)
    },
    get options() {
      // On first use: a start with one command to answer need not describe all of them.
      options ??= optionsOf(schema, { positional, suggested: [...suggestions.keys()] })
      return options
    },
    async run(input, context) {
      const parsed = schema.safeParse(input)
      if (!parsed.success) throw invalidInput(command, input, parsed.error.issues, hint?.(context))
      const may = mayChange(command, input) ? context : { ...context, change: refuseChange }
      const said = await run(parsed.data, may)
      return 'answer' in said ? said : { answer: said }
    },
    async suggest(option, typed, context) {
      const declared = command.options.find(({ name }) => name === option)
      if (!declared) return []
      const fixed = declared.kind === 'flag' ? ['yes', 'no'] : declared.choices
      if (fixed.length === 0) return suggestions.get(option)?.(typed, context) ?? []
      return fixed.filter((value) => value.startsWith(typed.toLowerCase())).map((value) => ({ label: value, value }))
    },
  }
  return command
}

const refuseChange = async (): Promise<never> => {
  throw new LoggableError('a command that only reads, or asks first, wanted to change something')
}
