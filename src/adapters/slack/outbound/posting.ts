/** Sends messages of the outbox, without retries of the library's own, because Slack does not recognize a repeated message. */
import type { webApi } from '@slack/bolt'
import type { DeliveryResult, NotSent, ReadyMessage } from '../../../chat/delivery-result.ts'
import type { Recipient } from '../../../chat/message-sender.ts'
import type { Instant } from '../../../core/calendar.ts'
import type { Card } from '../render/card.ts'
import type { Installations } from '../transport/installations.ts'
import { readActorId } from '../transport/platform.ts'
import { errorWord } from '../transport/web-error.ts'
import { type BlockCodes, channelBlocks, personBlocks, readError } from './post-error.ts'

type SlackSenderDeps = { installations: Installations; clock: () => Instant; onTokenRefused: () => void }

export const createSlackSender = ({ installations, clock, onTokenRefused }: SlackSenderDeps) => {
  /** Channels with a rate limit, and until when; other channels are not affected. */
  const limitedUntil = new Map<string, Instant>()

  /** Slack takes a user id in the place of a channel, for the direct messages with that person. */
  const positionIn = (to: Recipient): { team: string; channel: string; refusals: BlockCodes } => {
    if ('channel' in to) return { team: to.channel.workspace, channel: to.channel.channel, refusals: channelBlocks }
    const { team, user } = readActorId(to.person)
    return { team, channel: user, refusals: personBlocks }
  }

  const prepare = (to: Recipient, card: Card): ReadyMessage | NotSent => {
    const { team, channel, refusals } = positionIn(to)
    const installation = installations.find(team)
    // The token may be added later; only Slack knows whether the bot was removed.
    if (!installation) return { failed: `no token for the workspace ${team} so far` }
    const place = `${team} ${channel}`
    const retryAt = limitedUntil.get(place)
    if (retryAt && retryAt.epochMilliseconds > clock().epochMilliseconds) return { failed: 'rate limit', retryAt }
    limitedUntil.delete(place)
    return {
      async send() {
        try {
          const { ts = '' } = await installation.posts.chat.postMessage({
            ...{ ...card, channel, parse: 'none', unfurl_links: false, unfurl_media: false },
          } as webApi.ChatPostMessageArguments)
          return { sent: ts }
        } catch (error) {
          const posted = readError(error, { refusals, clock })
          if ('failed' in posted && posted.retryAt) limitedUntil.set(place, posted.retryAt)
          if (['invalid_auth', 'not_authed'].includes(errorWord(error) ?? '')) onTokenRefused()
          return posted
        }
      },
    }
  }

  return {
    prepare,
    /** Prepares and sends at once, for a message that is not repeated. */
    async post(to: Recipient, card: Card): Promise<DeliveryResult> {
      const message = prepare(to, card)
      return 'send' in message ? message.send() : message
    },
  }
}

export type SlackSender = ReturnType<typeof createSlackSender>
