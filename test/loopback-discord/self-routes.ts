/** The gateway's address, the bot itself, its guilds and the people it writes to. */
import { z } from 'zod'
import { accept, snowflake } from './form.ts'
import { Refusal } from './refusal.ts'
import { ok, type Route } from './route.ts'
import type { State } from './state.ts'
import { wireChannel, wireGuild, wireMember, wireUser } from './wire.ts'

type Gateway = { url: () => string; shards: number; maxConcurrency: number; identifies: () => number }

export const selfRoutes = (state: State, gateway: Gateway): Route[] => {
  const application = () => {
    const { id, name } = state.application
    return ok({
      id,
      name,
      description: '',
      icon: null,
      bot_public: true,
      bot_require_code_grant: false,
      flags: 0,
      verify_key: '',
    })
  }
  return [
    {
      method: 'GET',
      path: '/gateway/bot',
      run: () =>
        ok({
          url: gateway.url(),
          shards: gateway.shards,
          session_start_limit: {
            total: 1000,
            remaining: 1000 - gateway.identifies(),
            reset_after: 86_400_000,
            max_concurrency: gateway.maxConcurrency,
          },
        }),
    },
    { method: 'GET', path: '/gateway', isOpen: true, run: () => ok({ url: gateway.url() }) },
    { method: 'GET', path: '/users/@me', run: () => ok({ ...wireUser(state.botUser), flags: 0, verified: true }) },
    { method: 'GET', path: '/applications/@me', run: application },
    { method: 'GET', path: '/oauth2/applications/@me', run: application },
    {
      method: 'POST',
      path: '/users/@me/channels',
      run({ given }) {
        const user = state.users.get(accept(z.object({ recipient_id: snowflake }), given).recipient_id)
        if (!user || user.bot) throw new Refusal('invalidRecipient')
        return ok(wireChannel(state.directMessages(user)))
      },
    },
    {
      method: 'GET',
      path: '/guilds/:guild',
      run({ params }) {
        const guild = state.guilds.get(params.guild ?? '')
        if (!guild?.hasBot) throw new Refusal('unknownGuild')
        return ok(wireGuild(guild))
      },
    },
    {
      method: 'GET',
      path: '/guilds/:guild/members/:user',
      run({ params: { guild: id = '', user: userId = '' } }) {
        const guild = state.guilds.get(id)
        if (!guild?.hasBot) throw new Refusal('unknownGuild')
        const user = state.users.get(userId)
        if (!user) throw new Refusal('unknownUser')
        if (guild.gone.has(userId)) throw new Refusal('unknownMember')
        return ok({ user: wireUser(user), ...wireMember() })
      },
    },
  ]
}
