/** Answers to commands and to presses on messages: in the acknowledgement where the work is quick, else through their address. */
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

/** Slack waits 3 seconds for an acknowledgement; what takes longer than this is answered after it. In milliseconds. */
export const defaultTimeoutMs = 1500

type Respond = (message: RespondArguments) => Promise<unknown>

type RespondDeps = {
  bot: Pick<Bot, 'storeActions'>
  /** Who asked, and turns the pages of the answer. */
  owner: ActorId
  respond: Respond
  /** Throws where Slack does not show it. */
  showForm: (form: Form) => Promise<void>
}

/** The answer as a message; nothing where a form is shown in its place, which is more than a message where it can be had. */
const prepare = async (outcome: Promise<BotResponse>, around: RespondDeps): Promise<RespondArguments | undefined> => {
  const { answer, visibleTo, form } = await outcome
  if (form) {
    try {
      await around.showForm(form)
      return undefined
    } catch {
      // Too late, or Slack is slow: the answer does without.
    }
  }
  return toCardFor(visibleTo, answer, around)
}

const sayAsides = async (
  followUps: readonly Reply[],
  used: number,
  around: Pick<RespondDeps, 'bot' | 'owner' | 'respond'>,
): Promise<void> => {
  for (const followUp of followUps.slice(0, maxResponses - used))
    await around.respond(await toCardFor('caller', followUp, around))
}

const apologize = ({ respond }: Pick<RespondDeps, 'respond'>) => respond(toMessage(cardOf(lostAnswer), 'caller'))

type Command = RespondDeps & {
  ack: (message?: RespondArguments) => Promise<void>
  timeoutMs?: number | undefined
}

export const answerCommand = async (outcome: Promise<BotResponse>, command: Command): Promise<void> => {
  let used = 1
  try {
    used = await withFailureReply(sayToCommand(outcome, command), () => apologize(command))
  } finally {
    // Told once: also where the answer itself was lost.
    await sayAsides((await outcome).followUps, used, command)
  }
}

/** How many times the address for answers was used. */
const sayToCommand = async (outcome: Promise<BotResponse>, command: Command): Promise<number> => {
  const { ack, respond, timeoutMs = defaultTimeoutMs } = command
  const message = prepare(outcome, command)
  const first = await withTimeout(message, timeoutMs)
  if (first === 'timeout') {
    await ack().catch(() => {})
    const late = await message
    if (late) await respond(late)
    return 1
  }
  // The connection may have broken meanwhile: what was done is told all the same.
  return ack(first).then(
    () => 0,
    () => (first ? respond(first).then(() => 1) : 0),
  )
}

/** `turnsPage`: the answer takes the place of the card that was pressed. */
export const answerPress = async (
  outcome: Promise<BotResponse>,
  around: RespondDeps & { turnsPage: boolean },
): Promise<void> => {
  try {
    await withFailureReply(sayToPress(outcome, around), () => apologize(around))
  } finally {
    await sayAsides((await outcome).followUps, 1, around)
  }
}

const sayToPress = async (
  outcome: Promise<BotResponse>,
  around: RespondDeps & { turnsPage: boolean },
): Promise<void> => {
  const message = await prepare(outcome, around)
  const inPlace = around.turnsPage && !(await outcome).instead
  if (message) await around.respond(inPlace ? { ...message, replace_original: true } : message)
}
