/** Registers the handlers of commands, presses, forms, searches in forms, and the home tab. */
import type { App, BlockAction, RespondFn, ViewSubmitAction } from '@slack/bolt'
import type { Bot, BotResponse } from '../../../bot/bot.ts'
import type { Form } from '../../../bot/form.ts'
import type { Invocation } from '../../../chat/invocation.ts'
import { slash } from '../../../chat/slash.ts'
import type { HomeTabs } from '../outbound/home-tabs.ts'
import type { KnownDms } from '../outbound/known-dms.ts'
import type { SlackSender } from '../outbound/posting.ts'
import type { Profiles } from '../outbound/profiles.ts'
import { answerCommand, answerPress } from '../outbound/respond.ts'
import { answerInView, answerSubmission } from '../outbound/respond-view.ts'
import type { Views } from '../outbound/views.ts'
import { ours } from '../render/control-value.ts'
import { plainTextOf } from '../render/controls.ts'
import { formCallback } from '../render/form-view.ts'
import { maxLabelLength, maxMenuOptions, maxOptionValueLength } from '../render/limits.ts'
import { addressIn, metadataOf, readMetadata, type ViewMetadata } from '../render/view-metadata.ts'
import { actorIdOf } from '../transport/platform.ts'
import { actorOf, addressOfCommand, commandInvocation, pressOf, submissionOf, viewPressOf } from './invocation.ts'

type HandlerDeps = {
  bot: () => Bot
  knownDms: KnownDms
  profiles: Profiles
  views: Views
  homeTabs: HomeTabs
  posting: SlackSender
  /** Passes an invocation to the bot; also sends its file and updates home tabs. */
  outcomeOf: (request: Promise<Invocation>) => Promise<BotResponse>
  /** Tracks an answer until it is sent; never rejects. */
  answered: (work: Promise<void>) => Promise<void>
  timeoutMs: number | undefined
}

export const registerHandlers = (app: App, deps: HandlerDeps): void => {
  const { bot, knownDms, profiles, views, homeTabs, posting, outcomeOf, answered, timeoutMs } = deps

  const formAt = (team: string, trigger: string, metadata: ViewMetadata) => (form: Form) =>
    views.form(team, { trigger }, { form, metadata })

  app.command(slash, ({ command, ack, respond }) => {
    const { team_id: team, user_id: user, trigger_id: trigger, response_url: answers } = command
    const showForm = formAt(team, trigger, metadataOf(addressOfCommand(command), answers))
    const outcome = outcomeOf(commandInvocation(command, profiles))
    return answered(
      answerCommand(outcome, { bot: bot(), owner: actorIdOf(team, user), respond, ack, timeoutMs, showForm }),
    )
  })

  const answerInMessage = async (body: BlockAction, team: string, respond: RespondFn): Promise<void> => {
    const press = pressOf(body, team)
    if (!press) return
    const { user, where, turnsPage } = press
    const owner = actorIdOf(team, user)
    const showForm = formAt(team, body.trigger_id, metadataOf(where, body.response_url))
    await answerPress(outcomeOf(press.invocation(profiles)), { bot: bot(), owner, respond, turnsPage, showForm })
  }

  const answerPressInView = async (body: BlockAction, team: string): Promise<void> => {
    const press = viewPressOf(body, team)
    if (!press) return
    const { user, metadata, target } = press
    const actor = { id: actorIdOf(team, user) }
    await answerInView(outcomeOf(press.invocation(profiles)), {
      ...{ bot: bot(), views, posting, actor, metadata, target },
    })
  }

  app.action<BlockAction>({ type: 'block_actions', action_id: ours }, ({ body, context, ack, respond }) => {
    const team = teamOf(context)
    // The acknowledgement may fail with its connection; the answer does not depend on it.
    const acknowledged = ack().catch(() => {})
    return answered(
      acknowledged.then(() => (body.view ? answerPressInView(body, team) : answerInMessage(body, team, respond))),
    )
  })

  app.view<ViewSubmitAction>({ type: 'view_submission', callback_id: formCallback }, ({ body, context, ack }) => {
    const team = teamOf(context)
    const submission = submissionOf(body, team)
    if (!submission) return answered(ack())
    const { user, metadata, fields } = submission
    const submissionDeps = { bot: bot(), views, posting, actor: { id: actorIdOf(team, user) }, metadata }
    return answered(
      answerSubmission(outcomeOf(submission.invocation(profiles)), { ...submissionDeps, ack, fields, timeoutMs }),
    )
  })

  app.options<'block_suggestion'>({ type: 'block_suggestion' }, ({ body, context, ack }) => {
    const suggest = async () => {
      const team = teamOf(context)
      const metadata = readMetadata(body.view?.private_metadata)
      const command = bot().commands.find(({ name }) => name === metadata.form?.command)
      const { id, name } = body.user
      const actor = { id: actorIdOf(team, id), name, mayManage: false }
      const who = { actor, where: addressIn(team, metadata) }
      const choices = command ? await bot().suggest(command, body.block_id, body.value, who) : []
      // A shortened value would mean something else.
      const fitting = choices.filter(({ value }) => value !== '' && value.length <= maxOptionValueLength)
      const options = fitting.map(({ label, value }) => ({ text: plainTextOf(label, maxLabelLength), value }))
      await ack({ options: options.slice(0, maxMenuOptions) })
    }
    return answered(suggest())
  })

  app.event('app_home_opened', ({ event, context }) => {
    const team = teamOf(context)
    knownDms.add({ workspace: team, channel: event.channel })
    if (event.tab !== 'home') return Promise.resolve()
    const { user } = event
    return answered(actorOf(team, { id: user, name: user }, profiles).then(homeTabs.open))
  })
}

/** The workspace where the bot is installed: people in a shared channel may be members of another. */
const teamOf = ({ teamId = '' }: { teamId?: string }): string => teamId
