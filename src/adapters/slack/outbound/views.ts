/** Shows views: modals with a form or a card, and the home tab. */
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

/** How a view is shown: a trigger opens a new one within three seconds, a view id replaces an existing one. */
export type Target = { trigger: string } | { view: string }

export type Views = ReturnType<typeof createViews>

/** Ordinary failures: the trigger is older than three seconds, or the person has closed the view. */
const tooLate = ['expired_trigger_id', 'not_found']

export const createViews = ({ installations, bot, log }: ViewsDeps) => {
  /** Shows a view, which is a plain object; throws where Slack does not show it. */
  const show = async (team: string, target: Target, view: object): Promise<void> => {
    const { web } = installations.of(team)
    try {
      if ('trigger' in target) await web.views.open({ trigger_id: target.trigger, view } as webApi.ViewsOpenArguments)
      else await web.views.update({ view_id: target.view, view } as webApi.ViewsUpdateArguments)
    } catch (error) {
      // The caller answers in another way. Any other failure is a mistake of the bot, so it is logged.
      if (!tooLate.includes(errorWord(error) ?? '')) log.warn({ err: error }, 'Slack: a view was not shown')
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
