/** Answers to commands and to presses on messages: in the acknowledgement where the work is quick, else through their address. */
import type { RespondArguments } from '@slack/bolt'
import type { Bot, Outcome } from '../../bot/bot.ts'
import type { Form } from '../../bot/form.ts'
import { inTime } from '../../bot/in-time.ts'
import type { ActorId } from '../../bot/invocation.ts'
import { lostAnswer } from '../../bot/lost-answer.ts'
import type { Reply } from '../../bot/reply.ts'
import { cardOf } from './card.ts'
import { mostResponses } from './limits.ts'
import { orApology } from './or-apology.ts'
import { presentTo, toMessage } from './present.ts'

/** Slack waits 3 seconds for an acknowledgement; what takes longer than this is answered after it. In milliseconds. */
export const usualPatience = 1500

type Respond = (message: RespondArguments) => Promise<unknown>

type Around = {
  bot: Pick<Bot, 'storeActions'>
  /** Who asked, and turns the pages of the answer. */
  owner: ActorId
  respond: Respond
  /** Throws where Slack does not show it. */
  showForm: (form: Form) => Promise<void>
}

/** The answer as a message; nothing where a form is shown in its place, which is more than a message where it can be had. */
const prepare = async (outcome: Promise<Outcome>, around: Around): Promise<RespondArguments | undefined> => {
  const { answer, seenBy, form } = await outcome
  if (form) {
    try {
      await around.showForm(form)
      return undefined
    } catch {
      // Too late, or Slack is slow: the answer does without.
    }
  }
  return presentTo(seenBy, answer, around)
}

const sayAsides = async (
  asides: readonly Reply[],
  used: number,
  around: Pick<Around, 'bot' | 'owner' | 'respond'>,
): Promise<void> => {
  for (const aside of asides.slice(0, mostResponses - used))
    await around.respond(await presentTo('caller', aside, around))
}

const apologize = ({ respond }: Pick<Around, 'respond'>) => respond(toMessage(cardOf(lostAnswer), 'caller'))

type Command = Around & {
  ack: (message?: RespondArguments) => Promise<void>
  patience?: number | undefined
}

export const answerCommand = async (outcome: Promise<Outcome>, command: Command): Promise<void> => {
  let used = 1
  try {
    used = await orApology(sayToCommand(outcome, command), () => apologize(command))
  } finally {
    // Told once: also where the answer itself was lost.
    await sayAsides((await outcome).asides, used, command)
  }
}

/** How many times the address for answers was used. */
const sayToCommand = async (outcome: Promise<Outcome>, command: Command): Promise<number> => {
  const { ack, respond, patience = usualPatience } = command
  const message = prepare(outcome, command)
  const first = await inTime(message, patience)
  if (first === 'slow') {
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
  outcome: Promise<Outcome>,
  around: Around & { turnsPage: boolean },
): Promise<void> => {
  try {
    await orApology(sayToPress(outcome, around), () => apologize(around))
  } finally {
    await sayAsides((await outcome).asides, 1, around)
  }
}

const sayToPress = async (outcome: Promise<Outcome>, around: Around & { turnsPage: boolean }): Promise<void> => {
  const message = await prepare(outcome, around)
  const inPlace = around.turnsPage && !(await outcome).instead
  if (message) await around.respond(inPlace ? { ...message, replace_original: true } : message)
}
