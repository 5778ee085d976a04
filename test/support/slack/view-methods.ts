import { type Lookup, type Methods, type ResolvedCommand, required } from './call.ts'
import { isObject, type Json, objectOf, parsed, textOf } from './json.ts'
import { DeliveryBlock, refuseFaults } from './refusal.ts'
import type { View } from './state.ts'
import type { Triggers } from './triggers.ts'
import { refuseView } from './view-rules.ts'
import type { Views } from './views.ts'

export const viewMethods = (lookup: Lookup, views: Views, triggers: Triggers): Methods => {
  const contentIn = ({ args }: ResolvedCommand): Json => {
    const content = parsed(args.view)
    if (!isObject(content)) refuseFaults('invalid_arguments', ['must be a valid view [json-pointer:/view]'])
    return objectOf(content)
  }
  const refuseStale = (view: View | undefined, { args }: ResolvedCommand) => {
    if (view && args.hash !== undefined && args.hash !== '' && args.hash !== view.hash)
      throw new DeliveryBlock('hash_conflict')
  }
  const viaTrigger = (resolved: ResolvedCommand) => {
    const key = required(resolved.args, 'trigger_id')
    const content = contentIn(resolved)
    refuseView(content, 'modal')
    return { content, user: triggers.redeem(key, resolved.workspace.id), source: { by: resolved.method, key } }
  }
  return {
    'views.open': {
      run: (resolved) => {
        const { content, user, source } = viaTrigger(resolved)
        return { view: viewJson(views.open(user, content, source)) }
      },
    },
    'views.push': {
      run: (resolved) => {
        const { content, user, source } = viaTrigger(resolved)
        return { view: viewJson(views.push(user, content, source)) }
      },
    },
    'views.update': {
      run: (resolved) => {
        const id = textOf(resolved.args.view_id) || textOf(resolved.args.external_id)
        const view = views.find(id, resolved.workspace.id)
        if (!view) throw new DeliveryBlock('not_found')
        refuseStale(view, resolved)
        return { view: viewJson(views.change(view, contentIn(resolved), { by: resolved.method })) }
      },
    },
    'views.publish': {
      run: (resolved) => {
        const user = lookup.user(resolved, required(resolved.args, 'user_id'))
        refuseStale(views.homeOf(user), resolved)
        return { view: viewJson(views.publish(user, contentIn(resolved), { by: resolved.method })) }
      },
    },
  }
}

/** A view as the Web API and the payloads show it. */
export const viewJson = (view: View, values: Json = {}): Json => ({
  id: view.id,
  team_id: view.workspace.id,
  app_id: view.workspace.appId,
  app_installed_team_id: view.workspace.id,
  bot_id: view.workspace.botId,
  private_metadata: '',
  callback_id: '',
  external_id: '',
  title: null,
  submit: null,
  close: null,
  clear_on_close: false,
  notify_on_close: false,
  submit_disabled: false,
  ...view.content,
  hash: view.hash,
  state: { values },
  root_view_id: view.rootId,
  previous_view_id: view.previousId ?? null,
})
