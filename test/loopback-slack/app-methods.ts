import { type Methods, required } from './call.ts'
import type { Json } from './json.ts'
import { Refusal } from './refusal.ts'
import type { State, Workspace } from './state.ts'

export type App = { clientId: string; clientSecret: string; appToken: string; signingSecret: string }

/** Who am I, and how an app gets into a workspace. */
export const createInstalls = (state: State, app: App) => {
  const codes = new Map<string, { workspace: Workspace; by: string }>()
  return {
    /** The way a person takes through Slack's page: the address of the app's page, and the address it sends them back to. */
    approve(authorizeUrl: string, workspace: Workspace, by = workspace.botUserId): string {
      const asked = new URL(authorizeUrl).searchParams
      const code = state.newId('code-')
      codes.set(code, { workspace, by })
      const scopes = (asked.get('scope') ?? '').split(',').filter((scope) => scope !== '')
      if (scopes.length > 0) {
        workspace.scopes.clear()
        for (const scope of scopes) workspace.scopes.add(scope)
      }
      const back = new URL(asked.get('redirect_uri') ?? 'http://127.0.0.1/slack/oauth_redirect')
      back.searchParams.set('code', code)
      back.searchParams.set('state', asked.get('state') ?? '')
      return back.href
    },
    /** oauth.v2.access has no token: the app proves who it is by its secret. */
    access(args: Json): Json {
      if (args.client_id !== app.clientId) throw new Refusal('invalid_client_id')
      if (args.client_secret !== app.clientSecret) throw new Refusal('bad_client_secret')
      const code = required(args, 'code')
      const install = codes.get(code)
      if (!install) throw new Refusal('invalid_code')
      codes.delete(code)
      const { workspace, by } = install
      workspace.installed = true
      return {
        access_token: workspace.botToken,
        token_type: 'bot',
        scope: [...workspace.scopes].join(','),
        bot_user_id: workspace.botUserId,
        app_id: workspace.appId,
        team: { id: workspace.id, name: workspace.name },
        enterprise: null,
        authed_user: { id: by },
        is_enterprise_install: false,
      }
    },
  }
}

export const appMethods: Methods = {
  'auth.test': {
    run: ({ workspace }) => ({
      url: `https://${workspace.domain}.slack.com/`,
      team: workspace.name,
      user: 'roadmap',
      team_id: workspace.id,
      user_id: workspace.botUserId,
      bot_id: workspace.botId,
      is_enterprise_install: false,
    }),
  },
  'auth.revoke': {
    run: ({ workspace }) => {
      workspace.installed = false
      return { revoked: true }
    },
  },
}
