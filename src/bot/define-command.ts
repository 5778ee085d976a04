/** One thing that people can ask the bot for, declared once: parsing, usage, help, errors and each platform's registration follow from it. */
import type { z } from 'zod'
import { actionInputOf } from '../chat/action.ts'
import type { Reply } from '../chat/reply.ts'
import type { Text } from '../chat/text.ts'
import { LoggableError } from '../errors/loggable-error.ts'
import type { Command, CommandResult, Context, Effect, ReadContext, Visibility } from './command.ts'
import { formatCommandLine } from './format-command-line.ts'
import { invalidInput } from './input-errors.ts'
import { type Choice, type Option, optionsOf } from './options.ts'

type Suggest = (typed: string, context: ReadContext) => Promise<readonly Choice[]> | readonly Choice[]

type Run<Shape extends z.ZodObject, C> = {
  run(options: z.output<Shape>, context: C): Promise<Reply | CommandResult> | Reply | CommandResult
}

type Declaration<Shape extends z.ZodObject> = Described<Shape> &
  (
    | ({ effect: Extract<Effect, 'reads'>; asksFirst?: never } & Run<Shape, ReadContext>)
    | ({
        effect: Exclude<Effect, 'reads'>
        /** It asks before it changes anything: without the option `confirm`, its transaction refuses. */
        asksFirst?: true
      } & Run<Shape, Context>)
  )

type Described<Shape extends z.ZodObject> = {
  /** One word, or two for a command of a group of commands. */
  name: string
  /** Its former name, which is still understood where somebody types it. */
  formerName?: string
  /** Options by their former names, which are still understood where somebody types them. */
  formerOptions?: Readonly<Record<string, keyof z.output<Shape> & string>>
  summary: string
  options: Shape
  /** The option that takes the rest of the line in text. */
  positional?: keyof z.output<Shape> & string
  /** The positional is free text: words such as `note:` belong to it. */
  freeText?: boolean
  /** Values that work with the roadmaps in `data/`, shown in help and in errors. */
  example: Partial<z.input<Shape>>
  answers: Visibility
  /** The choices that there are, for somebody whose input is not valid. */
  hint?(context: ReadContext): Text | undefined
  /** Values for options while somebody types. */
  suggest?: { [Name in keyof z.output<Shape> & string]?: Suggest }
}

/** Whether a command with this input changes something; one that asks first does so only with `confirm`. */
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
    formerOptions = {},
    ...rest
  } = declaration
  const suggestions = new Map<string, Suggest | undefined>(Object.entries(suggest))
  let options: readonly Option[] | undefined
  const command: Command = {
    ...rest,
    freeText,
    asksFirst,
    formerOptions: new Map<string, string>([
      ...('confirm' in schema.shape ? [['sure', 'confirm'] as const] : []),
      ...Object.entries(formerOptions),
    ]),
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
      const may = mayChange(command, input) ? context : { ...context, transaction: refuseChange }
      const result = await run(parsed.data, may)
      return 'answer' in result ? result : { answer: result }
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
