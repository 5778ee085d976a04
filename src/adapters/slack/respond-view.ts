/** Answers to what was done in a view: a form that was handed over, or a press in a modal or in the home tab. */
import type { ViewResponseAction } from '@slack/bolt'
import type { Bot, Outcome } from '../../bot/bot.ts'
import { inTime } from '../../bot/in-time.ts'
import { lostAnswer } from '../../bot/lost-answer.ts'
import type { Reply } from '../../bot/reply.ts'
import { cardView } from './card-view.ts'
import { readActorId } from './invocation.ts'
import { orApology } from './or-apology.ts'
import { usualPatience } from './respond.ts'
import { type Speaker, say, tellAlone } from './say.ts'
import type { Target, Views } from './views.ts'

type Around = Speaker & { bot: Bot }

/** Each of them, also where one before it could not be said. */
const sayAll = async (asides: readonly Reply[], speaker: Speaker): Promise<void> => {
  const failures: unknown[] = []
  for (const aside of asides) await say(aside, 'caller', speaker).catch((error) => void failures.push(error))
  if (failures.length > 0) throw failures[0]
}

const apologize = (speaker: Speaker) => tellAlone(lostAnswer, speaker)

type Submission = Around & {
  ack: (response?: ViewResponseAction) => Promise<void>
  /** The options that it has fields for. */
  fields: readonly string[]
  patience?: number | undefined
}

export const answerSubmission = async (outcome: Promise<Outcome>, submission: Submission): Promise<void> => {
  const asides = await orApology(answerForm(outcome, submission), () => apologize(submission))
  await sayAll(asides, submission)
}

/** What is still to be said beside the answer. */
const answerForm = async (outcome: Promise<Outcome>, submission: Submission): Promise<readonly Reply[]> => {
  const { ack, bot, actor, origin, fields, patience = usualPatience } = submission
  const viewer = { bot, owner: actor.id }
  /** Also where the connection broke: what was done is told all the same. */
  const close = () => ack().catch(() => {})
  const first = await inTime(outcome, patience)
  if (first === 'slow') await close()
  const { answer, instead = false, seenBy, asides, fault } = await outcome
  if (first !== 'slow') {
    if (fault && fields.includes(fault.option)) {
      // Where the connection broke, Slack says so itself, and nothing was done.
      await ack({ response_action: 'errors', errors: { [fault.option]: fault.words } }).catch(() => {})
      return asides
    }
    // A mistake stands on top of the form: what was filled in is still there when it is closed.
    if (instead || origin.answers === undefined) {
      const action = instead && !origin.isPushed ? 'push' : 'update'
      const view = await cardView(
        { answer, asides },
        action === 'push' ? { ...origin, isPushed: true } : origin,
        viewer,
      )
      try {
        await ack({ response_action: action, view } as ViewResponseAction)
        return []
      } catch {
        await say(answer, 'caller', submission)
        return asides
      }
    }
    await close()
  }
  await say(answer, seenBy, submission)
  return asides
}

type Press = Around & { views: Views; target: Target }

/** A modal shows the answer in its own place, the home tab opens one. What the channel is to see is said there, too. */
export const answerInView = async (outcome: Promise<Outcome>, press: Press): Promise<void> => {
  const asides = await orApology(answerPressed(outcome, press), () => apologize(press))
  await sayAll(asides, press)
}

/** What is still to be said beside the answer. */
const answerPressed = async (outcome: Promise<Outcome>, press: Press): Promise<readonly Reply[]> => {
  const { views, target, origin } = press
  const { team } = readActorId(press.actor.id)
  const said = await outcome
  const { answer, seenBy, asides, form } = said
  const isForChannel = seenBy === 'channel' && !origin.direct
  // Closed meanwhile, or too late to open one: what was done is told all the same.
  const shown = await (form
    ? views.form(team, target, { form, origin })
    : views.card(press.actor.id, target, { outcome: said, origin })
  ).then(
    () => true,
    () => false,
  )
  if (isForChannel && !form) await say(answer, 'channel', press)
  else if (!shown) await say(answer, 'caller', press)
  // A card shows what follows it, a form does not.
  return shown && !form ? [] : asides
}
