import { applyCommandAck, applySubmissionAck } from './acknowledged.ts'
import type { Deliveries } from './deliveries.ts'
import { createExchange, type Exchange } from './exchange.ts'
import type { Happening, Happenings } from './happenings.ts'
import { chosen, elementsIn, type Placed, refuseIncomplete, type Value, valuesOf } from './inputs.ts'
import { type Json, textOf } from './json.ts'
import { choicesOf } from './look-ups.ts'
import type { Messages } from './messages.ts'
import { labelOf } from './option-rules.ts'
import { actionPayload, closingPayload, commandForm, isMessage, submissionPayload } from './payloads.ts'
import { Refusal } from './refusal.ts'
import type { ResponseUrls } from './response-urls.ts'
import { hasScope } from './scopes.ts'
import type { Channel, Inputs, State, User, View } from './state.ts'
import { blocksOf, mustSee, placedAt, placedIn, type Surface } from './surface.ts'
import type { Triggers } from './triggers.ts'
import type { Views } from './views.ts'

type Parts = {
  state: State
  happenings: Happenings
  messages: Messages
  views: Views
  triggers: Triggers
  responseUrls: ResponseUrls
  deliveries: Deliveries
  refused: (refusal: { method: string; team: string; error: Refusal }) => void
}

/** What people do in Slack, as far as an app hears of it. */
export const createPeople = (parts: Parts) => {
  const { state, happenings, messages, views, triggers, responseUrls, deliveries, refused } = parts

  const noting = (user: User, what: string, action: () => void) => {
    try {
      action()
    } catch (error) {
      if (error instanceof Refusal) refused({ method: what, team: user.workspace.id, error })
      throw error
    }
  }
  const act = (user: User, surface: Surface, { blockId, element }: Placed, change: Json): Exchange => {
    const triggerId = triggers.issue(user)
    const responseUrl = isMessage(surface) ? responseUrls.issue(user, surface.channel, surface) : undefined
    const action = {
      action_id: element.action_id,
      block_id: blockId,
      type: element.type,
      ...(element.type === 'button' && {
        text: element.text,
        ...('value' in element && { value: element.value }),
        ...('style' in element && { style: element.style }),
      }),
      ...change,
      action_ts: state.newTs(),
    }
    const values = valuesOf(blocksOf(surface), surface.inputs.get(user.id))
    const payload = actionPayload({ user, surface, action, values }, { triggerId, ...(responseUrl && { responseUrl }) })
    const touches = (happening: Happening) =>
      (isMessage(surface) ? happening.message === surface : happening.view === surface) ||
      (happening.kind === 'ephemeral' && happening.user === user)
    return createExchange({
      what: `pressing ${String(element.action_id)}`,
      happenings,
      send: (attempts) => deliveries.send({ type: 'interactive', payload }, attempts),
      answers: touches,
      workspaceId: user.workspace.id,
      triggerId,
      ...(responseUrl && { responseUrl }),
    })
  }
  const keep = (user: User, surface: Surface, { blockId, element }: Placed, value: Json) => {
    const inputs: Inputs = surface.inputs.get(user.id) ?? {}
    inputs[blockId] = { ...inputs[blockId], [textOf(element.action_id)]: value }
    surface.inputs.set(user.id, inputs)
  }
  const select = (
    user: User,
    surface: Surface,
    blockId: string,
    actionId: string,
    value: Value,
  ): Exchange | undefined => {
    mustSee(user, surface)
    const placed = placedAt(surface, blockId, actionId)
    const change = chosen(placed.element, value, choicesOf(surface, placed))
    if (placed.element.type !== 'overflow') keep(user, surface, placed, change)
    return placed.isInput && !dispatches(surface, blockId) ? undefined : act(user, surface, placed, change)
  }
  const dispatches = (surface: Surface, blockId: string) => {
    const blocks = blocksOf(surface)
    return (
      Array.isArray(blocks) &&
      blocks.some((block: Json) => block.block_id === blockId && block.dispatch_action === true)
    )
  }

  return {
    /**
     * Types a command. Mentions are written the way Slack hands them over: `<@U123|ada>`, `<#C123|general>`. `twice`: it is
     * delivered twice, and the person sees what comes of the first.
     */
    command(user: User, channel: Channel, command: string, text = '', { twice = false } = {}): Exchange {
      const { workspace } = user
      if (!workspace.installed || !hasScope(workspace, 'commands')) throw new Error(`${command} is not a valid command`)
      if (channel.workspace !== workspace) throw new Error(`${user.name} is in another workspace`)
      if (!channel.members.has(user.id)) throw new Error(`${user.name} is not in #${channel.name}`)
      const triggerId = triggers.issue(user)
      const responseUrl = responseUrls.issue(user, channel)
      const payload = commandForm({ user, channel, command, text: text.trim() }, { responseUrl, triggerId })
      return createExchange({
        what: `${command} ${text}`.trim(),
        happenings,
        send(attempts) {
          const first = deliveries.send({ type: 'slash_commands', payload }, attempts)
          if (twice) void deliveries.send({ type: 'slash_commands', payload })
          return first
        },
        apply: (ack) =>
          noting(user, command, () => applyCommandAck(ack, { messages, responseUrls }, { user, channel, responseUrl })),
        answers: (happening) =>
          happening.channel === channel &&
          ((happening.kind === 'ephemeral' && happening.user === user) ||
            (happening.kind === 'posted' && channel.kind === 'im')),
        workspaceId: workspace.id,
        responseUrl,
        triggerId,
      })
    },
    /** Presses a button, named by its action_id, its value or what is written on it. */
    press(user: User, surface: Surface, name: string): Exchange {
      mustSee(user, surface)
      const buttons = elementsIn(blocksOf(surface)).filter(({ element }) => element.type === 'button')
      const ways = [
        ({ element }: Placed) => element.action_id === name,
        ({ element }: Placed) => element.value === name,
        ({ element }: Placed) => labelOf(element) === name,
      ]
      const found = ways.map((way) => buttons.filter(way)).find((matches) => matches.length > 0) ?? []
      const [button, another] = found
      const there = buttons.map(({ element }) => `${labelOf(element)} (${element.action_id})`).join(', ')
      if (!button) throw new Error(`no button "${name}"; there are: ${there}`)
      if (another) throw new Error(`several buttons "${name}": ${there}`)
      return act(user, surface, button, {})
    },
    /** Chooses or types. Undefined when the app does not hear of it before the view is submitted. */
    select,
    tick: select,
    /** Submits a modal with what is in it; `values` by block_id are filled in before. */
    submit(user: User, view: View, values: Readonly<Record<string, Value>> = {}): Exchange {
      mustSee(user, view)
      if (view.kind !== 'modal' || view.content.submit === undefined) throw new Error('nothing to submit here')
      for (const [blockId, value] of Object.entries(values)) {
        const placed = placedIn(view, blockId)
        keep(user, view, placed, chosen(placed.element, value, choicesOf(view, placed)))
      }
      const state_ = valuesOf(view.content.blocks, view.inputs.get(user.id))
      refuseIncomplete(view.content.blocks, state_)
      const triggerId = triggers.issue(user)
      const payload = submissionPayload(user, view, state_, triggerId)
      return createExchange({
        what: 'submitting',
        happenings,
        send: (attempts) => deliveries.send({ type: 'interactive', payload }, attempts),
        apply: (ack) => noting(user, 'view_submission', () => applySubmissionAck(ack, { views, happenings }, view)),
        workspaceId: user.workspace.id,
        triggerId,
      })
    },
    /** Closes the modal on top. Undefined when the app did not ask to be told. */
    closeModal(user: User): Exchange | undefined {
      const view = state.modalOf(user)
      if (!view) throw new Error(`${user.name} has no modal open`)
      views.close(user, { by: user.name })
      if (view.content.notify_on_close !== true) return undefined
      const payload = closingPayload(user, view)
      return createExchange({
        what: 'closing',
        happenings,
        send: (attempts) => deliveries.send({ type: 'interactive', payload }, attempts),
        workspaceId: user.workspace.id,
      })
    },
  }
}
