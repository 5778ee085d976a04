import { type Call, type Lookup, type Methods, required } from './call.ts'
import { isObject, type Json, objectOf, parsed, textOf } from './json.ts'
import { Refusal, refuseFaults } from './refusal.ts'
import type { View } from './state.ts'
import type { Triggers } from './triggers.ts'
import { refuseView } from './view-rules.ts'
import type { Views } from './views.ts'

export const viewMethods = (lookup: Lookup, views: Views, triggers: Triggers): Methods => {
  const contentIn = ({ args }: Call): Json => {
    const content = parsed(args.view)
    if (!isObject(content)) refuseFaults('invalid_arguments', ['must be a valid view [json-pointer:/view]'])
    return objectOf(content)
  }
  const refuseStale = (view: View | undefined, { args }: Call) => {
    if (view && args.hash !== undefined && args.hash !== '' && args.hash !== view.hash)
      throw new Refusal('hash_conflict')
  }
  const viaTrigger = (call: Call) => {
    const key = required(call.args, 'trigger_id')
    const content = contentIn(call)
    refuseView(content, 'modal')
    return { content, user: triggers.redeem(key, call.workspace.id), source: { by: call.method, key } }
  }
  return {
    'views.open': {
      run: (call) => {
        const { content, user, source } = viaTrigger(call)
        return { view: viewJson(views.open(user, content, source)) }
      },
    },
    'views.push': {
      run: (call) => {
        const { content, user, source } = viaTrigger(call)
        return { view: viewJson(views.push(user, content, source)) }
      },
    },
    'views.update': {
      run: (call) => {
        const id = textOf(call.args.view_id) || textOf(call.args.external_id)
        const view = views.find(id, call.workspace.id)
        if (!view) throw new Refusal('not_found')
        refuseStale(view, call)
        return { view: viewJson(views.change(view, contentIn(call), { by: call.method })) }
      },
    },
    'views.publish': {
      run: (call) => {
        const user = lookup.user(call, required(call.args, 'user_id'))
        refuseStale(views.homeOf(user), call)
        return { view: viewJson(views.publish(user, contentIn(call), { by: call.method })) }
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
