/** Answers to what was done in a view: a form that was handed over, or a press in a modal or in the home tab. */
import type { ViewResponseAction } from '@slack/bolt'
import type { Bot, Outcome } from '../../bot/bot.ts'
import type { Audience } from '../../bot/command.ts'
import { inTime } from '../../bot/in-time.ts'
import type { Actor } from '../../bot/invocation.ts'
import type { Reply } from '../../bot/reply.ts'
import { AddressRefused, respondAt } from './answer-address.ts'
import { cardView } from './card-view.ts'
import { readActorId } from './invocation.ts'
import { addressIn, type Origin } from './origin.ts'
import type { createPosting } from './posting.ts'
import { present } from './present.ts'
import { messageOf, usualPatience } from './respond.ts'
import type { Place, Views } from './views.ts'

export type Around = {
  bot: Bot
  views: Views
  posting: ReturnType<typeof createPosting>
  actor: Pick<Actor, 'id'>
  origin: Origin
}

/** Where it was asked for; by a message of its own where the address is too old by now. */
const say = async (reply: Reply, seenBy: Audience, { bot, posting, actor, origin }: Around): Promise<void> => {
  const { team, user: owner } = readActorId(actor.id)
  try {
    if (origin.answers !== undefined)
      return await respondAt(origin.answers, await messageOf(reply, seenBy, { bot, owner }))
  } catch (error) {
    if (!(error instanceof AddressRefused)) throw error
  }
  const card = await present(reply, bot, owner)
  const posted =
    seenBy === 'channel' && !origin.direct
      ? await posting.post(addressIn(team, origin), card)
      : await posting.direct(actor.id, card)
  if (!('sent' in posted)) throw new Error(`an answer was not taken: ${JSON.stringify(posted)}`)
}

type Submission = Around & {
  ack: (response?: ViewResponseAction) => Promise<void>
  /** The options that it has fields for. */
  fields: readonly string[]
  patience?: number | undefined
}

export const answerSubmission = async (outcome: Promise<Outcome>, submission: Submission): Promise<void> => {
  const { ack, bot, origin, fields, patience = usualPatience } = submission
  const first = await inTime(outcome, patience)
  const { answer, seenBy, asides, fault } = first === 'slow' ? await ack().then(() => outcome) : first
  const isProblem = answer.tone === 'problem'
  if (first !== 'slow') {
    if (fault && fields.includes(fault.option)) {
      return ack({ response_action: 'errors', errors: { [fault.option]: fault.words } })
    }
    // On top of the form: what was filled in is still there when it is closed.
    if (isProblem || origin.answers === undefined) {
      const view = await cardView({ answer, asides }, origin, bot)
      return ack({ response_action: isProblem ? 'push' : 'update', view } as ViewResponseAction)
    }
    // Also where the connection broke: what was done is told all the same.
    await ack().catch(() => {})
  }
  for (const [at, reply] of [answer, ...asides].entries()) await say(reply, at === 0 ? seenBy : 'caller', submission)
}

/** A modal shows the answer in its own place, the home tab opens one. What the channel is to see is said there, too. */
export const answerInView = async (
  outcome: Promise<Outcome>,
  { place, team, ...around }: Around & { place: Place; team: string },
): Promise<void> => {
  const { views, origin } = around
  const said = await outcome
  const { answer, seenBy, form } = said
  const isToldThere = seenBy === 'channel' && !origin.direct && !form
  if (isToldThere) await say(answer, seenBy, around)
  try {
    if (form) await views.form(team, place, { form, origin })
    else await views.card(team, place, { outcome: said, origin })
  } catch {
    // Closed meanwhile, or too late to open one: what was done is told all the same.
    if (!isToldThere) await say(answer, 'caller', around)
  }
}
