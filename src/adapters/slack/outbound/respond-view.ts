/** Answers to what was done in a view: a form that was handed over, or a press in a modal or in the home tab. */
import type { ViewResponseAction } from '@slack/bolt'
import type { Bot, BotResponse } from '../../../bot/bot.ts'
import { withTimeout } from '../../../bot/with-timeout.ts'
import { lostAnswer } from '../../../chat/lost-answer.ts'
import type { Reply } from '../../../chat/reply.ts'
import { cardView } from '../render/card-view.ts'
import { readActorId } from '../transport/platform.ts'
import { defaultTimeoutMs } from './respond.ts'
import { type Speaker, sendAnswer, sendDirect } from './send-answer.ts'
import type { Target, Views } from './views.ts'
import { withFailureReply } from './with-failure-reply.ts'

type RespondViewDeps = Speaker & { bot: Bot }

/** Each of them, also where one before it could not be said. */
const sayAll = async (followUps: readonly Reply[], requireBot: Speaker): Promise<void> => {
  const failures: unknown[] = []
  for (const followUp of followUps)
    await sendAnswer(followUp, 'caller', requireBot).catch((error) => void failures.push(error))
  if (failures.length > 0) throw failures[0]
}

const apologize = (requireBot: Speaker) => sendDirect(lostAnswer, requireBot)

type Submission = RespondViewDeps & {
  ack: (response?: ViewResponseAction) => Promise<void>
  /** The options that it has fields for. */
  fields: readonly string[]
  timeoutMs?: number | undefined
}

export const answerSubmission = async (outcome: Promise<BotResponse>, submission: Submission): Promise<void> => {
  const followUps = await withFailureReply(answerForm(outcome, submission), () => apologize(submission))
  await sayAll(followUps, submission)
}

/** What is still to be said beside the answer. */
const answerForm = async (outcome: Promise<BotResponse>, submission: Submission): Promise<readonly Reply[]> => {
  const { ack, bot, actor, metadata, fields, timeoutMs = defaultTimeoutMs } = submission
  const viewer = { bot, owner: actor.id }
  /** Also where the connection broke: what was done is told all the same. */
  const close = () => ack().catch(() => {})
  const first = await withTimeout(outcome, timeoutMs)
  if (first === 'timeout') await close()
  const { answer, instead = false, visibleTo, followUps, inputFault } = await outcome
  if (first !== 'timeout') {
    if (inputFault && fields.includes(inputFault.option)) {
      // Where the connection broke, Slack says so itself, and nothing was done.
      await ack({ response_action: 'errors', errors: { [inputFault.option]: inputFault.words } }).catch(() => {})
      return followUps
    }
    // A mistake stands on top of the form: what was filled in is still there when it is closed.
    if (instead || metadata.answers === undefined) {
      const action = instead && !metadata.isPushed ? 'push' : 'update'
      const view = await cardView(
        { answer, followUps },
        action === 'push' ? { ...metadata, isPushed: true } : metadata,
        viewer,
      )
      try {
        await ack({ response_action: action, view } as ViewResponseAction)
        return []
      } catch {
        await sendAnswer(answer, 'caller', submission)
        return followUps
      }
    }
    await close()
  }
  await sendAnswer(answer, visibleTo, submission)
  return followUps
}

type Press = RespondViewDeps & { views: Views; target: Target }

/** A modal shows the answer in its own place, the home tab opens one. What the channel is to see is said there, too. */
export const answerInView = async (outcome: Promise<BotResponse>, press: Press): Promise<void> => {
  const followUps = await withFailureReply(answerPressed(outcome, press), () => apologize(press))
  await sayAll(followUps, press)
}

/** What is still to be said beside the answer. */
const answerPressed = async (outcome: Promise<BotResponse>, press: Press): Promise<readonly Reply[]> => {
  const { views, target, metadata } = press
  const { team } = readActorId(press.actor.id)
  const said = await outcome
  const { answer, visibleTo, followUps, form } = said
  const isForChannel = visibleTo === 'channel' && !metadata.direct
  // Closed meanwhile, or too late to open one: what was done is told all the same.
  const shown = await (form
    ? views.form(team, target, { form, metadata })
    : views.card(press.actor.id, target, { outcome: said, metadata })
  ).then(
    () => true,
    () => false,
  )
  if (isForChannel && !form) await sendAnswer(answer, 'channel', press)
  else if (!shown) await sendAnswer(answer, 'caller', press)
  // A card shows what follows it, a form does not.
  return shown && !form ? [] : followUps
}
