/**
 * Asks before something is done, and binds the answer to the shown question: the button carries a mark of the question's card. If the card
 * would read differently by the time of the press, the question is asked again. Nothing is stored of a question.
 */

import type { CommandResult } from '../../bot/command.ts'
import type { Input } from '../../bot/read-options.ts'
import type { Action } from '../../chat/action.ts'
import type { Button } from '../../chat/reply.ts'
import { withGroup } from '../../chat/with-group.ts'
import { askedAgain, type QuestionCard, questionReply } from '../../views/questions.ts'
import type { Confirm } from '../options/confirm.ts'

export type Question = {
  card: QuestionCard
  /** The answers other than Cancel; `input`: options that differ from the request. */
  answers: readonly (Pick<Button, 'label' | 'role'> & { input?: Input })[]
  /** Buttons that only read. */
  beside?: readonly Button[]
}

type AskOptions = {
  /** The request, with other values for some options. */
  action(other: Input): Action
  /** The group that the question is about: pressed late, its buttons must mean no other. */
  group?: string
}

/** Long enough that two questions of one command never have the same, and short enough for a button. */
const markLetters = 8

const markOf = async ({ card }: Question): Promise<string> => {
  // Loaded only for a question.
  const { hash } = await import('ohash')
  return `~${hash(JSON.stringify(card)).slice(0, markLetters)}`
}

export const ask = async (
  question: Question,
  { action, group }: AskOptions,
  card = question.card,
): Promise<CommandResult> => {
  const mark = await markOf(question)
  const cancel = { label: 'Cancel', action: action({ confirm: false }) }
  const buttons = question.answers.map(({ input, ...button }) => ({
    ...button,
    action: action({ ...input, confirm: mark }),
  }))
  const reply = questionReply(card, [cancel, ...(question.beside ?? []), ...buttons])
  return { visibleTo: 'caller', answer: group === undefined ? reply : withGroup(group, reply) }
}

/** The question again, if it has changed; undefined if the person confirmed this very question, or wants no question. */
export const askAgain = async (
  question: Question,
  confirm: Confirm,
  options: AskOptions,
): Promise<CommandResult | undefined> =>
  confirm === true || confirm === (await markOf(question))
    ? undefined
    : ask(question, options, askedAgain(question.card))
