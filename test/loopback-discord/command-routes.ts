/** Commands, global and of a guild. */
import type { CommandRegistry } from './command-registry.ts'
import { Refusal } from './refusal.ts'
import { nothing, ok, type Request, type Route } from './route.ts'
import type { State } from './state.ts'

export const commandRoutes = (state: State, registry: CommandRegistry): Route[] => [
  ...routesBelow('/applications/:application/commands', state, registry),
  ...routesBelow('/applications/:application/guilds/:guild/commands', state, registry),
]

const routesBelow = (path: string, state: State, registry: CommandRegistry): Route[] => {
  const guildOf = ({ application, guild }: Request['params']): string | undefined => {
    if (application !== state.application.id) throw new Refusal('unknownApplication')
    if (guild !== undefined && !state.guilds.get(guild)?.hasBot) throw new Refusal('missingAccess')
    return guild
  }
  const one = `${path}/:command`
  return [
    { method: 'GET', path, run: ({ params }) => ok(registry.all(guildOf(params))) },
    { method: 'PUT', path, run: ({ params, given }) => ok(registry.put(given, guildOf(params))) },
    {
      method: 'POST',
      path,
      run({ params, given }) {
        const guild = guildOf(params)
        const count = registry.all(guild).length
        const command = registry.post(given, guild)
        return { status: registry.all(guild).length > count ? 201 : 200, body: command }
      },
    },
    { method: 'GET', path: one, run: ({ params }) => ok(registry.get(params.command, guildOf(params))) },
    {
      method: 'PATCH',
      path: one,
      run: ({ params, given }) => ok(registry.patch(params.command, given, guildOf(params))),
    },
    {
      method: 'DELETE',
      path: one,
      run({ params }) {
        registry.remove(params.command, guildOf(params))
        return nothing
      },
    },
  ]
}
