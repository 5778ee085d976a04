/** Posts that nobody asked for just now: without hidden repetitions, because Slack recognizes no repeated post. */
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
  /** Channels that Slack wants left alone, and until when: the others go on. */
  const quiet = new Map<string, Instant>()

  /** Slack takes a person for a channel, and means their direct messages. */
  const positionIn = (to: Recipient): { team: string; channel: string; refusals: BlockCodes } => {
    if ('channel' in to) return { team: to.channel.workspace, channel: to.channel.channel, refusals: channelBlocks }
    const { team, user } = readActorId(to.person)
    return { team, channel: user, refusals: personBlocks }
  }

  const prepare = (to: Recipient, card: Card): ReadyMessage | NotSent => {
    const { team, channel, refusals } = positionIn(to)
    const installation = installations.find(team)
    // Its token may be on its way. That the bot was removed is for Slack to say.
    if (!installation) return { failed: `no token for the workspace ${team} so far` }
    const place = `${team} ${channel}`
    const retryAt = quiet.get(place)
    if (retryAt && retryAt.epochMilliseconds > clock().epochMilliseconds) return { failed: 'rate limit', retryAt }
    quiet.delete(place)
    return {
      async send() {
        try {
          const { ts = '' } = await installation.posts.chat.postMessage({
            ...{ ...card, channel, parse: 'none', unfurl_links: false, unfurl_media: false },
          } as webApi.ChatPostMessageArguments)
          return { sent: ts }
        } catch (error) {
          const posted = readError(error, { refusals, clock })
          if ('failed' in posted && posted.retryAt) quiet.set(place, posted.retryAt)
          if (['invalid_auth', 'not_authed'].includes(errorWord(error) ?? '')) onTokenRefused()
          return posted
        }
      },
    }
  }

  return {
    prepare,
    /** In one step, for what is lost when it fails. */
    async post(to: Recipient, card: Card): Promise<DeliveryResult> {
      const message = prepare(to, card)
      return 'send' in message ? message.send() : message
    },
  }
}

export type SlackSender = ReturnType<typeof createSlackSender>
