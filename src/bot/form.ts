/** A form, such as a modal: questions that are asked all at once. The filled-in values are the input of a command. */

import { LoggableError } from '../errors/loggable-error.ts'
import type { Choice, Option } from './options.ts'

/** `ending`: the end of the label, which is not cut off where the label is too long for a platform. */
type FormChoice = Choice & { ending?: string; note?: string }

/**
 * How a field looks follows from its option: a picker for a date, a menu for choices, a search where values are suggested and
 * there are no choices, or more than a menu takes.
 */
export type Field = {
  option: Option
  label: string
  hint?: string
  placeholder?: string
  /** The initial value, as somebody would type it. */
  value?: string
  /** May be left empty. */
  optional?: true
  /** The choices, where they differ from the option's own. */
  choices?: readonly FormChoice[]
  /** Any number of the choices; their values are handed over as a list. */
  several?: true
}

export type Form = {
  title: string
  /** The label of the button that submits it. */
  submit: string
  /** The command that runs with the filled-in values. */
  command: string
  /** The id of the group that it is about, so that a late submission cannot change another group. */
  group?: string
  /** Which fields become input: all of them, or only the changed ones, so that nobody else's change is undone. */
  submits: 'all' | 'changes'
  fields: readonly Field[]
}

/** A form as a command declares it: the options by their names. */
export type FormDeclaration = Pick<Form, 'title' | 'submit' | 'submits' | 'group'> & {
  fields: readonly (Omit<Field, 'option'> & { option: string })[]
}

export const toForm = (
  { name: command, options }: { name: string; options: readonly Option[] },
  { fields, ...declared }: FormDeclaration,
  group: string | undefined,
): Form => ({
  ...declared,
  command,
  ...(group !== undefined && { group }),
  fields: fields.map(({ option: named, ...field }) => {
    const option = options.find(({ name }) => name === named)
    if (!option) throw new LoggableError(`${command} has no option ${named}`)
    return { ...field, option }
  }),
})
