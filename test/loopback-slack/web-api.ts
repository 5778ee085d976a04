import { type App, appMethods, type createInstalls } from './app-methods.ts'
import type { Methods } from './call.ts'
import { type Json, textOf } from './json.ts'
import { Refusal } from './refusal.ts'
import { hasScope } from './scopes.ts'
import type { State, Workspace } from './state.ts'

type ApiRequest = { method: string; token: string; team: string | undefined; at: number; body: Json }

type Parts = {
  state: State
  app: App
  methods: Methods
  installs: ReturnType<typeof createInstalls>
  openConnection: () => Json
  clock: () => number
}

/** Calls of the Web API: the token first, then scopes, then the method itself. */
export const createWebApi = ({ state, app, methods, installs, openConnection, clock }: Parts) => {
  const all: Methods = { ...appMethods, ...methods }
  const requests: ApiRequest[] = []

  const workspaceOf = (token: string): Workspace => {
    if (token === '') throw new Refusal('not_authed')
    if (token === app.appToken) throw new Refusal('not_allowed_token_type')
    const workspace = state.workspaceByToken(token)
    if (!workspace) throw new Refusal('invalid_auth')
    if (!workspace.installed) throw new Refusal('account_inactive')
    return workspace
  }

  /** Methods that don't take a bot's token. */
  const special: Record<string, (token: string, args: Json) => Json> = {
    'api.test': (_token, args) => {
      if (args.error !== undefined) throw new Refusal(textOf(args.error))
      return { args }
    },
    'oauth.v2.access': (_token, args) => installs.access(args),
    'apps.connections.open': (token) => {
      if (token === '') throw new Refusal('not_authed')
      if (state.workspaceByToken(token)) throw new Refusal('not_allowed_token_type')
      if (token !== app.appToken) throw new Refusal('invalid_auth')
      return openConnection()
    },
  }

  return {
    requests,
    /** Notes the request, handled or not. */
    note(method: string, token: string, body: Json) {
      requests.push({ method, token, team: state.workspaceByToken(token)?.id, at: clock(), body })
    },
    run(method: string, token: string, args: Json): Json {
      const open = special[method]
      if (open) return { ok: true, ...open(token, args) }
      const known = all[method]
      if (!known) throw new Refusal('unknown_method', { req_method: method })
      const workspace = workspaceOf(token)
      const call = { method, args, workspace, token }
      const needed = known.scopes?.(call) ?? []
      if (needed.length > 0 && !hasScope(workspace, ...needed))
        throw new Refusal('missing_scope', { needed: needed.join(','), provided: [...workspace.scopes].join(',') })
      return { ok: true, ...known.run(call) }
    },
  }
}
