/** A platform as the soak uses it: people who ask and read answers, channels in which posts stand, and what can go wrong there. */
import type { Random } from './random.ts'

/** What somebody read, and the file that came with it; or why there was nothing to read. */
export type SideAnswer = { text: string; file?: string } | { failed: string }

export type Ask = {
  /** May manage the channel: an organizer of every group there. */
  manages: boolean
  /** The platform delivers it twice. */
  twice: boolean
}

export type Account = {
  /** As the bot knows it: `platform:user`. */
  id: string
  ask(line: string, how: Ask): Promise<SideAnswer>
  /** What the bot wrote to them alone. */
  direct(): Post[]
}

/** A message as it is read, and when it came, by the soak's clock. */
export type Post = { text: string; at: number }

export type Room = {
  /** The channel's id. */
  id: string
  addPerson(name: string, options: { organizer: boolean }): Account
  /** What everybody sees there. */
  posts(): Post[]
  /** When posts were sent to it, in milliseconds of the soak's clock: also those that were refused or lost. */
  attempts(): number[]
}

/** How many of a growing list fit; each is looked at once. */
export const countIn = <T>(list: readonly T[], fits: (one: T) => boolean) => {
  let [seen, count] = [0, 0]
  return (): number => {
    for (; seen < list.length; seen++) if (fits(list[seen] as T)) count++
    return count
  }
}

/** Something that a platform does wrong from now on, until it is over or cancelled. */
export type Fault = { name: string; cancel(): void }

export type Side = {
  platform: 'discord' | 'slack'
  /** The variables by which the bot finds it. */
  env: Record<string, string>
  addRoom(name: string): Room
  /**
   * Asks for something, so that the bot notices what time it is: a lease that has ended by the clock is renewed by the first who asks, or
   * within some seconds of the wall.
   */
  wake(): Promise<unknown>
  /** The bot is connected: people are heard. */
  isUp(): boolean
  /** Posts that came in so far, taken or not; and answers that somebody has read. */
  counts(): { posts: number; answers: number }
  /** The next post is never answered, taken or not. */
  holdPost(options: { taken: boolean }): Fault
  /** A fault that the bot has to live with, in posts or in answers. */
  disturb(what: 'posts' | 'answers', random: Random): Fault
  /** Every post fails until this is cancelled; where keys are remembered, it is taken all the same. */
  failPosts(): Fault
  /** The bot cannot connect until this is cancelled. */
  refuseConnections(): Fault
  /** As it happens every few hours: nothing may be lost. */
  refreshConnection(): void
  /** The connection breaks: what is under way may be lost. */
  cutConnection(): void
  /** What the platform refused because it was no right request. */
  ruleBreaks(): string[]
  close(): Promise<void>
}
