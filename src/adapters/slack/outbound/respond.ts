/** Answers commands and presses on messages: in the acknowledgement where the response is ready in time, else by the response URL. */
import type { RespondArguments } from '@slack/bolt'
import type { Bot, BotResponse } from '../../../bot/bot.ts'
import type { Form } from '../../../bot/form.ts'
import { withTimeout } from '../../../bot/with-timeout.ts'
import type { ActorId } from '../../../chat/invocation.ts'
import { lostAnswer } from '../../../chat/lost-answer.ts'
import type { Reply } from '../../../chat/reply.ts'
import { cardOf } from '../render/card.ts'
import { maxResponses } from '../render/limits.ts'
import { toCardFor, toMessage } from '../render/to-card.ts'
import { withFailureReply } from './with-failure-reply.ts'

/** Slack waits 3 seconds for an acknowledgement; a response that takes longer than this is sent after it. In milliseconds. */
export const defaultTimeoutMs = 1500

type Respond = (message: RespondArguments) => Promise<unknown>

type RespondDeps = {
  bot: Pick<Bot, 'storeActions'>
  /** The person who asked, and who turns the pages of the answer. */
  owner: ActorId
  respond: Respond
  /** Shows a form; throws where Slack does not show it. */
  showForm: (form: Form) => Promise<void>
}

/** The answer as a message; undefined where a form is shown instead. */
const prepare = async (outcome: Promise<BotResponse>, deps: RespondDeps): Promise<RespondArguments | undefined> => {
  const { answer, visibleTo, form } = await outcome
  if (form) {
    try {
      await deps.showForm(form)
      return undefined
    } catch {
      // Too late, or Slack is slow: the answer is a message.
    }
  }
  return toCardFor(visibleTo, answer, deps)
}

const sendFollowUps = async (
  followUps: readonly Reply[],
  used: number,
  deps: Pick<RespondDeps, 'bot' | 'owner' | 'respond'>,
): Promise<void> => {
  for (const followUp of followUps.slice(0, maxResponses - used))
    await deps.respond(await toCardFor('caller', followUp, deps))
}

const apologize = ({ respond }: Pick<RespondDeps, 'respond'>) => respond(toMessage(cardOf(lostAnswer), 'caller'))

type Command = RespondDeps & {
  ack: (message?: RespondArguments) => Promise<void>
  timeoutMs?: number | undefined
}

export const answerCommand = async (outcome: Promise<BotResponse>, command: Command): Promise<void> => {
  let used = 1
  try {
    used = await withFailureReply(sendCommandAnswer(outcome, command), () => apologize(command))
  } finally {
    // Follow-ups are sent once, also where the answer is lost.
    await sendFollowUps((await outcome).followUps, used, command)
  }
}

/** Answers, and returns how many times the response URL was used. */
const sendCommandAnswer = async (outcome: Promise<BotResponse>, command: Command): Promise<number> => {
  const { ack, respond, timeoutMs = defaultTimeoutMs } = command
  const message = prepare(outcome, command)
  const first = await withTimeout(message, timeoutMs)
  if (first === 'timeout') {
    await ack().catch(() => {})
    const late = await message
    if (late) await respond(late)
    return 1
  }
  // The acknowledgement may fail with its connection: the answer is sent by the response URL.
  return ack(first).then(
    () => 0,
    () => (first ? respond(first).then(() => 1) : 0),
  )
}

/** Answers a press; with `turnsPage` the answer replaces the card that was pressed. */
export const answerPress = async (
  outcome: Promise<BotResponse>,
  deps: RespondDeps & { turnsPage: boolean },
): Promise<void> => {
  try {
    await withFailureReply(sendPressAnswer(outcome, deps), () => apologize(deps))
  } finally {
    await sendFollowUps((await outcome).followUps, 1, deps)
  }
}

const sendPressAnswer = async (
  outcome: Promise<BotResponse>,
  deps: RespondDeps & { turnsPage: boolean },
): Promise<void> => {
  const message = await prepare(outcome, deps)
  const inPlace = deps.turnsPage && !(await outcome).instead
  if (message) await deps.respond(inPlace ? { ...message, replace_original: true } : message)
}
