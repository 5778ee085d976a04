/** Posts that nobody asked for just now: without hidden repetitions, because Slack recognizes no repeated post. */
import type { webApi } from '@slack/bolt'
import type { Recipient } from '../../bot/chat-adapter.ts'
import type { NotSent, Posted, ReadyMessage } from '../../bot/posted.ts'
import type { Instant } from '../../core/calendar.ts'
import type { Card } from './card.ts'
import type { Installations } from './installations.ts'
import { readActorId } from './invocation.ts'
import { channelRefusals, personRefusals, type Refusals, readError } from './post-error.ts'
import { errorWord } from './web-error.ts'

type Parts = { installations: Installations; clock: () => Instant; onTokenRefused: () => void }

export const createPosting = ({ installations, clock, onTokenRefused }: Parts) => {
  /** Channels that Slack wants left alone, and until when: the others go on. */
  const quiet = new Map<string, Instant>()

  /** Slack takes a person for a channel, and means their direct messages. */
  const placeOf = (to: Recipient): { team: string; channel: string; refusals: Refusals } => {
    if ('channel' in to) return { team: to.channel.workspace, channel: to.channel.channel, refusals: channelRefusals }
    const { team, user } = readActorId(to.person)
    return { team, channel: user, refusals: personRefusals }
  }

  const prepare = (to: Recipient, card: Card): ReadyMessage | NotSent => {
    const { team, channel, refusals } = placeOf(to)
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
    async post(to: Recipient, card: Card): Promise<Posted> {
      const message = prepare(to, card)
      return 'send' in message ? message.send() : message
    },
  }
}

export type Posting = ReturnType<typeof createPosting>
