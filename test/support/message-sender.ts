import type { Temporal } from 'temporal-polyfill'
import { renderReply } from '../../src/adapters/terminal/render.ts'
import { createPaint } from '../../src/adapters/terminal/style.ts'
import type { DeliveryResult } from '../../src/chat/delivery-result.ts'
import type { Membership, MessageSender, Removal } from '../../src/chat/message-sender.ts'
import type { Reply } from '../../src/chat/reply.ts'

export const rendered = (reply: Reply): string =>
  renderReply(reply, { width: 120, paint: createPaint(false) }).join('\n')

type Options = { platform?: string; idempotencyWindowSeconds?: number; clock: () => Temporal.Instant }

/** What a channel answers to a post: for instance that it is gone. `arrives`: the post is there all the same. */
type ChannelAnswer = { posted: DeliveryResult | 'throws' | 'hangs'; arrives?: boolean }

/**
 * A platform of the test's own: messages stay in its channels, it remembers keys for as long as it says, and a test can make channels
 * fail.
 */
export const createTestSender = ({ platform = 'test', idempotencyWindowSeconds = 0, clock }: Options) => {
  const arrived: { to: string; reply: Reply; key: string; at: Temporal.Instant }[] = []
  const answers = new Map<string, () => ChannelAnswer | undefined>()
  const posting = new Map<string, number>()
  const happening = new Map<string, () => Promise<void>>()
  const preparing = new Map<string, () => Promise<void>>()
  const memberships = new Map<string, Membership>()
  let isUp = true
  let removal: () => Promise<Removal> = async () => 'removed'
  let mostInOneChannel = 0
  let maxAtOnce = 0
  let attempts = 0

  const take = async (to: string, reply: Reply, key: string): Promise<DeliveryResult> => {
    attempts += 1
    posting.set(to, (posting.get(to) ?? 0) + 1)
    mostInOneChannel = Math.max(mostInOneChannel, posting.get(to) ?? 0)
    maxAtOnce = Math.max(
      maxAtOnce,
      [...posting.values()].reduce((sum, count) => sum + count, 0),
    )
    try {
      // A real platform answers later, so others come in between.
      await new Promise((done) => setImmediate(done))
      await happening.get(to)?.()
      happening.delete(to)
      const answer = answers.get(to)?.()
      const isThere = arrived.some(
        (post) => post.key === key && clock().since(post.at).total('seconds') < idempotencyWindowSeconds,
      )
      if ((!answer || answer.arrives) && !isThere) arrived.push({ to, reply, key, at: clock() })
      if (!answer) return { sent: key }
      if (answer.posted === 'throws') throw new Error('the adapter is broken')
      if (answer.posted === 'hangs') return await new Promise<DeliveryResult>(() => {})
      return answer.posted
    } finally {
      posting.set(to, (posting.get(to) ?? 1) - 1)
    }
  }

  const sender: MessageSender = {
    platform,
    idempotencyWindowSeconds,
    isUp: () => isUp,
    confirmRemoved: () => removal(),
    checkMembership: async (person) => memberships.get(person) ?? 'member',
    async prepare(to, reply, key) {
      const name = 'channel' in to ? to.channel.channel : to.person
      await preparing.get(name)?.()
      return { send: () => take(name, reply, key) }
    },
  }
  return {
    sender,
    arrived,
    /** What stands in a channel, or was written to a person: each post as text. */
    in: (to: string): string[] => arrived.filter((post) => post.to === to).map(({ reply }) => rendered(reply)),
    /** Lets a channel answer so from now on, or only so many times. */
    answer(to: string, answer: ChannelAnswer | undefined, times = Number.POSITIVE_INFINITY) {
      let left = times
      answers.set(to, () => (left-- > 0 ? answer : undefined))
    },
    /** Lets something happen while a post to the channel is under way, once. */
    before(to: string, what: () => Promise<void>) {
      happening.set(to, what)
    },
    /** Connects the platform, or takes it away. */
    connect(given: boolean) {
      isUp = given
    },
    /** What the platform says of a person from now on: that they are gone, or nothing. */
    setMembership: (person: string, membership: Membership) => memberships.set(person, membership),
    /** What the platform says when it is asked whether the bot was removed. */
    confirmRemovals(given: () => Promise<Removal>) {
      removal = given
    },
    /** Lets something happen, or fail, whenever a post to the channel is made ready. */
    whilePreparing(to: string, what: () => Promise<void>) {
      preparing.set(to, what)
    },
    /** Answers one after the other, and then takes everything. */
    answerEach(to: string, given: readonly ChannelAnswer[]) {
      let at = 0
      answers.set(to, () => given[at++])
    },
    attempts: () => attempts,
    mostInOneChannel: () => mostInOneChannel,
    maxAtOnce: () => maxAtOnce,
  }
}
