/** Views that a person sees in a workspace: modals to fill in or to read, and the home tab. */
import type { webApi } from '@slack/bolt'
import type { Bot, BotResponse } from '../../../bot/bot.ts'
import type { Form } from '../../../bot/form.ts'
import type { ActorId } from '../../../chat/invocation.ts'
import type { Reply } from '../../../chat/reply.ts'
import type { Log } from '../../../ports/log.ts'
import { cardView, homeView } from '../render/card-view.ts'
import { formView } from '../render/form-view.ts'
import type { ViewMetadata } from '../render/view-metadata.ts'
import type { Installations } from '../transport/installations.ts'
import { readActorId } from '../transport/platform.ts'
import { errorWord } from '../transport/web-error.ts'

type ViewsDeps = { installations: Installations; bot: () => Bot; log: Log }

/** Where a view goes: what somebody did just now opens one, good for three seconds; or it takes another's place. */
export type Target = { trigger: string } | { view: string }

export type Views = ReturnType<typeof createViews>

/** Everyday reasons: it took longer than three seconds, or somebody closed the view meanwhile. */
const tooLate = ['expired_trigger_id', 'not_found']

export const createViews = ({ installations, bot, log }: ViewsDeps) => {
  /** Views are plain objects, as Slack takes them. */
  const show = async (team: string, target: Target, view: object): Promise<void> => {
    const { web } = installations.of(team)
    try {
      if ('trigger' in target) await web.views.open({ trigger_id: target.trigger, view } as webApi.ViewsOpenArguments)
      else await web.views.update({ view_id: target.view, view } as webApi.ViewsUpdateArguments)
    } catch (error) {
      // Whoever asked for it answers in another way; what Slack does not take at all is our mistake, and has to be seen.
      if (!tooLate.includes(errorWord(error) ?? '')) log.warn({ err: error }, 'a view was not shown by Slack')
      throw error
    }
  }

  return {
    form: (team: string, target: Target, { form, metadata }: { form: Form; metadata: ViewMetadata }) =>
      show(team, target, formView(form, metadata)),
    async card(
      owner: ActorId,
      target: Target,
      { outcome, metadata }: { outcome: BotResponse; metadata: ViewMetadata },
    ) {
      await show(readActorId(owner).team, target, await cardView(outcome, metadata, { bot: bot(), owner }))
    },
    async home(owner: ActorId, reply: Reply): Promise<void> {
      const { team, user } = readActorId(owner)
      const view = await homeView(reply, { bot: bot(), owner })
      await installations.of(team).web.views.publish({ user_id: user, view } as webApi.ViewsPublishArguments)
    },
  }
}
