/** The workspaces that the bot is in, each with its own token and clients: nothing that holds a token is shared between them. */
import { webApi } from '@slack/bolt'
import { LoggableError } from '../../../errors/loggable-error.ts'
import { OperatorError } from '../../../errors/operator-error.ts'
import type { Log } from '../../../ports/log.ts'
import { createLogger } from './logger.ts'
import { isRefusal } from './web-error.ts'

export type Installation = {
  team: string
  botToken: string
  botId: string
  botUserId: string
  /** For looking up and uploading, while somebody waits. */
  web: webApi.WebClient
  /** For posts that nobody asked for just now. */
  posts: webApi.WebClient
}

export type Installations = {
  find(team: string): Installation | undefined
  /** Throws where the bot is not in the workspace. */
  of(team: string): Installation
  /** Takes in the workspace of a token. Throws OperatorError for a token that is refused, and what else goes wrong as it is. */
  add(botToken: string): Promise<Installation>
  /** Lets go of a workspace. False where there was none. */
  remove(team: string): boolean
  /** The one that a workspace had before it took the app out: only to ask whether that is still so. */
  former(team: string): Installation | undefined
  isEmpty(): boolean
}

/** How long Slack may take, in milliseconds: for a look-up, and for a post (less than whoever delivers waits). */
const [webTimeout, postTimeout] = [5000, 15_000]

const refusedToken =
  'Slack refuses SLACK_BOT_TOKEN: copy the Bot User OAuth Token (xoxb-…) again from the app’s page (OAuth & Permissions).'

export const createInstallations = ({ apiUrl, log }: { apiUrl: string; log: Log }): Installations => {
  const installations = new Map<string, Installation>()
  const former = new Map<string, Installation>()
  /** The options are made anew for each client: the library writes the token into them, and would send everybody's requests with the first one's. */
  const clientOf = (token: string, timeout: number) =>
    new webApi.WebClient(token, {
      slackApiUrl: apiUrl,
      logger: createLogger(log),
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      timeout,
    })
  return {
    find: (team) => installations.get(team),
    of(team) {
      const installation = installations.get(team)
      if (!installation) throw new LoggableError(`the bot is not in the workspace ${team}`)
      return installation
    },
    async add(botToken) {
      const web = clientOf(botToken, webTimeout)
      const identity = await web.auth.test().catch((error: unknown) => {
        throw isRefusal(error) ? new OperatorError(refusedToken) : error
      })
      const { team_id: team = '', bot_id: botId = '', user_id: botUserId = '' } = identity
      const installation = { team, botToken, botId, botUserId, web, posts: clientOf(botToken, postTimeout) }
      installations.set(team, installation)
      former.delete(team)
      return installation
    },
    remove(team) {
      const installation = installations.get(team)
      if (installation) former.set(team, installation)
      return installations.delete(team)
    },
    former: (team) => former.get(team),
    isEmpty: () => installations.size === 0,
  }
}
