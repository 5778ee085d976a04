/** Answers a submitted form, and a press in a modal or in the home tab. */
import type { ViewResponseAction } from '@slack/bolt'
import type { Bot, BotResponse } from '../../../bot/bot.ts'
import { withTimeout } from '../../../bot/with-timeout.ts'
import { lostAnswer } from '../../../chat/lost-answer.ts'
import type { Reply } from '../../../chat/reply.ts'
import { cardView } from '../render/card-view.ts'
import { readActorId } from '../transport/platform.ts'
import { defaultTimeoutMs } from './respond.ts'
import { type AnswerTarget, sendAnswer, sendDirect } from './send-answer.ts'
import type { Target, Views } from './views.ts'
import { withFailureReply } from './with-failure-reply.ts'

type RespondViewDeps = AnswerTarget & { bot: Bot }

/** Sends each follow-up, also after one that failed; throws the first failure. */
const sendAll = async (followUps: readonly Reply[], target: AnswerTarget): Promise<void> => {
  const failures: unknown[] = []
  for (const followUp of followUps)
    await sendAnswer(followUp, 'caller', target).catch((error) => void failures.push(error))
  if (failures.length > 0) throw failures[0]
}

const apologize = (target: AnswerTarget) => sendDirect(lostAnswer, target)

type Submission = RespondViewDeps & {
  ack: (response?: ViewResponseAction) => Promise<void>
  /** The options that the form has fields for. */
  fields: readonly string[]
  timeoutMs?: number | undefined
}

export const answerSubmission = async (outcome: Promise<BotResponse>, submission: Submission): Promise<void> => {
  const followUps = await withFailureReply(answerForm(outcome, submission), () => apologize(submission))
  await sendAll(followUps, submission)
}

/** Answers, and returns the follow-ups that are not sent yet. */
const answerForm = async (outcome: Promise<BotResponse>, submission: Submission): Promise<readonly Reply[]> => {
  const { ack, bot, actor, metadata, fields, timeoutMs = defaultTimeoutMs } = submission
  const viewer = { bot, owner: actor.id }
  /** A failed acknowledgement does not stop the answer: the work is done. */
  const close = () => ack().catch(() => {})
  const first = await withTimeout(outcome, timeoutMs)
  if (first === 'timeout') await close()
  const { answer, instead = false, visibleTo, followUps, inputFault } = await outcome
  if (first !== 'timeout') {
    if (inputFault && fields.includes(inputFault.option)) {
      // Where the acknowledgement fails, Slack shows an error itself; nothing was done.
      await ack({ response_action: 'errors', errors: { [inputFault.option]: inputFault.words } }).catch(() => {})
      return followUps
    }
    // An error opens on top of the form, whose fields are still filled in when it is closed.
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

/** Answers a press in a view: a modal is replaced, the home tab opens a modal. A public answer is also posted in the channel. */
export const answerInView = async (outcome: Promise<BotResponse>, press: Press): Promise<void> => {
  const followUps = await withFailureReply(answerPressed(outcome, press), () => apologize(press))
  await sendAll(followUps, press)
}

/** Answers, and returns the follow-ups that are not sent yet. */
const answerPressed = async (outcome: Promise<BotResponse>, press: Press): Promise<readonly Reply[]> => {
  const { views, target, metadata } = press
  const { team } = readActorId(press.actor.id)
  const response = await outcome
  const { answer, visibleTo, followUps, form } = response
  const isForChannel = visibleTo === 'channel' && !metadata.direct
  // The view may be closed, or the trigger too old: then the answer is sent as a message.
  const shown = await (form
    ? views.form(team, target, { form, metadata })
    : views.card(press.actor.id, target, { outcome: response, metadata })
  ).then(
    () => true,
    () => false,
  )
  if (isForChannel && !form) await sendAnswer(answer, 'channel', press)
  else if (!shown) await sendAnswer(answer, 'caller', press)
  // A card includes the follow-ups, a form does not.
  return shown && !form ? [] : followUps
}
