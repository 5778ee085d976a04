/** Answers to what was done in a view: a form that was handed over, or a press in a modal or in the home tab. */
import type { ViewResponseAction } from '@slack/bolt'
import type { Bot, Outcome } from '../../bot/bot.ts'
import type { Audience } from '../../bot/command.ts'
import { inTime } from '../../bot/in-time.ts'
import { lostAnswer } from '../../bot/lost-answer.ts'
import type { Reply } from '../../bot/reply.ts'
import { cardView } from './card-view.ts'
import { orApology } from './or-apology.ts'
import { usualPatience } from './respond.ts'
import { type Speaker, say, tellAlone } from './say.ts'
import type { Target, Views } from './views.ts'

type Around = Speaker & { bot: Bot }

/** Each of them, also where one before it could not be said. */
const sayAll = async (said: readonly (readonly [Reply, Audience])[], speaker: Speaker): Promise<void> => {
  const failures: unknown[] = []
  for (const [reply, seenBy] of said) await say(reply, seenBy, speaker).catch((error) => void failures.push(error))
  if (failures.length > 0) throw failures[0]
}

const privately = (replies: readonly Reply[]) => replies.map((reply) => [reply, 'caller'] as const)

const apologize = (speaker: Speaker) => tellAlone(lostAnswer, speaker)

type Submission = Around & {
  ack: (response?: ViewResponseAction) => Promise<void>
  /** The options that it has fields for. */
  fields: readonly string[]
  patience?: number | undefined
}

export const answerSubmission = (outcome: Promise<Outcome>, submission: Submission): Promise<void> =>
  orApology(answerForm(outcome, submission), () => apologize(submission))

const answerForm = async (outcome: Promise<Outcome>, submission: Submission): Promise<void> => {
  const { ack, bot, origin, fields, patience = usualPatience } = submission
  /** Also where the connection broke: what was done is told all the same. */
  const close = () => ack().catch(() => {})
  const first = await inTime(outcome, patience)
  if (first === 'slow') await close()
  const { answer, seenBy, asides, fault } = await outcome
  const isProblem = answer.tone === 'problem'
  if (first !== 'slow') {
    if (fault && fields.includes(fault.option)) {
      return ack({ response_action: 'errors', errors: { [fault.option]: fault.words } })
    }
    // A problem stands on top of the form: what was filled in is still there when it is closed.
    if (isProblem || origin.answers === undefined) {
      const view = await cardView({ answer, asides }, origin, bot)
      const shown = ack({ response_action: isProblem ? 'push' : 'update', view } as ViewResponseAction)
      return shown.catch(() => sayAll(privately([answer, ...asides]), submission))
    }
    await close()
  }
  await sayAll([[answer, seenBy], ...privately(asides)], submission)
}

type Press = Around & { views: Views; target: Target; team: string }

/** A modal shows the answer in its own place, the home tab opens one. What the channel is to see is said there, too. */
export const answerInView = (outcome: Promise<Outcome>, press: Press): Promise<void> =>
  orApology(answerPressed(outcome, press), () => apologize(press))

const answerPressed = async (outcome: Promise<Outcome>, press: Press): Promise<void> => {
  const { views, target, team, origin } = press
  const said = await outcome
  const { answer, seenBy, asides, form } = said
  const isForChannel = seenBy === 'channel' && !origin.direct
  // Closed meanwhile, or too late to open one: what was done is told all the same.
  const shown = await (form
    ? views.form(team, target, { form, origin })
    : views.card(team, target, { outcome: said, origin })
  ).then(
    () => true,
    () => false,
  )
  const answers = isForChannel && !form ? [[answer, 'channel'] as const] : shown ? [] : privately([answer])
  // A card shows what follows it, a form does not.
  await sayAll([...answers, ...(shown && !form ? [] : privately(asides))], press)
}
