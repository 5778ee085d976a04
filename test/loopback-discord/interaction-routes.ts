/** Callbacks of interactions, and the webhooks of their tokens; neither needs the bot's token. */
import { mistake } from './form.ts'
import type { Interactions } from './interactions.ts'
import { type Message, wireMessage } from './messages.ts'
import { Refusal } from './refusal.ts'
import { nothing, ok, type Request, type Route } from './route.ts'
import { isSnowflake } from './snowflake.ts'
import type { State } from './state.ts'

export const interactionRoutes = (state: State, interactions: Interactions): Route[] => {
  const path = '/webhooks/:application/:token'
  const one = `${path}/messages/:original`
  const tokenOf = ({ application, token }: Request['params']): string | undefined => {
    if (application !== state.application.id) throw new Refusal('unknownWebhook')
    return token
  }
  const idOf = ({ original }: Request['params']) => {
    if (original !== '@original' && !isSnowflake(original))
      throw mistake(['message_id'], 'NUMBER_TYPE_COERCE', `Value "${original}" is not snowflake.`)
    return original
  }
  const shown = (message: Message) => ok(wireMessage(state, message))
  const open = { isOpen: true } as const
  return [
    {
      ...open,
      method: 'POST',
      path: '/interactions/:interaction/:token/callback',
      run({ params, query, ...form }) {
        const { id, kind, original, progress } = interactions.callback(params.interaction, params.token, form)
        if (query.get('with_response') !== 'true') return nothing
        const { callbackType } = progress.shown
        const message = original && wireMessage(state, original)
        return ok({
          interaction: {
            id,
            type: kind,
            ...(message && { response_message_id: message.id }),
            response_message_loading: callbackType === 5,
            response_message_ephemeral: progress.shown.ephemeral,
          },
          resource: { type: callbackType, ...(message && { message }) },
        })
      },
    },
    {
      ...open,
      method: 'POST',
      path,
      run({ params, query, ...form }) {
        const message = interactions.followUp(tokenOf(params), form)
        return query.get('wait') === 'true' ? shown(message) : nothing
      },
    },
    { ...open, method: 'GET', path: one, run: ({ params }) => shown(interactions.get(tokenOf(params), idOf(params))) },
    {
      ...open,
      method: 'PATCH',
      path: one,
      run: ({ params, ...form }) => shown(interactions.edit(tokenOf(params), idOf(params), form)),
    },
    {
      ...open,
      method: 'DELETE',
      path: one,
      run({ params }) {
        interactions.remove(tokenOf(params), idOf(params))
        return nothing
      },
    },
  ]
}
