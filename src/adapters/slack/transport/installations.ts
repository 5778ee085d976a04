/** The workspaces where the bot is installed, each with its own token and clients: workspaces share no object that has a token. */
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
  /** For look-ups and uploads, while a person waits. */
  web: webApi.WebClient
  /** For messages of the outbox. */
  posts: webApi.WebClient
}

export type Installations = {
  find(team: string): Installation | undefined
  /** Throws where the bot is not in the workspace. */
  of(team: string): Installation
  /** Adds the workspace of a token. Throws OperatorError where Slack refuses the token, and any other error as it is. */
  add(botToken: string): Promise<Installation>
  /** Removes a workspace; false where it was not there. */
  remove(team: string): boolean
  /** The last installation of a workspace that removed the app, to ask Slack whether that is still so. */
  former(team: string): Installation | undefined
  isEmpty(): boolean
}

/** Timeouts in milliseconds: of a look-up, and of a post (shorter than the timeout of a delivery). */
const [webTimeoutMs, postTimeoutMs] = [5000, 15_000]

const refusedToken =
  'Slack refuses SLACK_BOT_TOKEN: copy the Bot User OAuth Token (xoxb-…) again from the app’s page (OAuth & Permissions).'

export const createInstallations = ({ apiUrl, log }: { apiUrl: string; log: Log }): Installations => {
  const installations = new Map<string, Installation>()
  const former = new Map<string, Installation>()
  /** Each client has options of its own: the library writes the token into them, so shared options would send the first token for all. */
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
      const web = clientOf(botToken, webTimeoutMs)
      const identity = await web.auth.test().catch((error: unknown) => {
        throw isRefusal(error) ? new OperatorError(refusedToken) : error
      })
      const { team_id: team = '', bot_id: botId = '', user_id: botUserId = '' } = identity
      const installation = { team, botToken, botId, botUserId, web, posts: clientOf(botToken, postTimeoutMs) }
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
