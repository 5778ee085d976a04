/** Asks for people, reads what they are told, and keeps what should be true by it. */
import { setImmediate } from 'node:timers/promises'
import { type Command, outcomeOf } from './commands.ts'
import { apply, applyDoubtfully, type Change, type Facts } from './facts.ts'
import type { MovedClock } from './moved-clock.ts'
import type { Account, Side } from './side.ts'

export type Asker = {
  name: string
  account: Account
  side: Side
  manages: boolean
  facts: Facts
  group: { facts: Facts }
}

export type Asked = {
  who: string
  platform: string
  line: string
  /** By the soak's clock. */
  at: number
  /** The first line of what was read. */
  title?: string
  text?: string
  file?: string
  /** Why nothing was read. */
  failed?: string
  /** What happened to the bot meanwhile, which may have taken the answer away. */
  met?: string
  /** It was a change, and its answer said that it is so now. */
  told?: Change
  /** Whose facts it is about, and what it could have made true. */
  about: Facts
  outcomes: Command['outcomes']
}

const lost = /^My answer was lost/
const apology = /^Something went wrong on my side/

export const isBug = ({ title = '' }: Asked) => apology.test(title)

/** `isThere`: whether the bot is connected to a platform. */
export const createAsking = (clock: MovedClock, isThere: (side: Side) => boolean) => {
  const all: Asked[] = []
  const open = new Map<Asked, () => void>()

  const note = (asked: Asked, command: Command, facts: Facts) => {
    if (command.outcomes.length === 0) return
    const { title } = asked
    const told = title === undefined ? undefined : outcomeOf(command, title)
    if (told) {
      apply(facts, told)
      asked.told = told
    } else if (title === undefined || lost.test(title) || apology.test(title)) {
      for (const [, change] of command.outcomes) applyDoubtfully(facts, change)
    }
    // Else it was refused, or the database was out of reach: then nothing was done, as they were told.
  }

  return {
    all,
    /** What somebody asks, and what they read. Never rejects. */
    async ask(asker: Asker, command: Command, { twice = false } = {}): Promise<Asked> {
      const { account, side, manages, name } = asker
      const about = command.changes === 'group' ? asker.group.facts : asker.facts
      const asked: Asked = {
        who: name,
        platform: side.platform,
        line: command.line,
        at: clock.now(),
        about,
        outcomes: command.outcomes,
      }
      if (!isThere(side)) asked.met = 'nobody was there'
      all.push(asked)
      const interrupted = new Promise<undefined>((done) => open.set(asked, () => done(undefined)))
      const answer = await Promise.race([account.ask(command.line, { manages, twice }), interrupted])
      open.delete(asked)
      if (answer && 'text' in answer) {
        const [line = ''] = answer.text.split('\n', 1)
        // Problems have a sign before them.
        const title = line.replace(/^[^\p{L}\p{N}]+/u, '')
        Object.assign(asked, answer, { title })
      } else asked.failed = answer?.failed ?? 'nobody waits any more'
      note(asked, command, about)
      return asked
    },
    /** Something takes answers away: whoever has read none by now need not wait for one. */
    async interrupt(why: string, side?: Side): Promise<void> {
      // An answer that has just been read counts.
      await setImmediate()
      for (const [asked, giveUp] of open) {
        if (side && asked.platform !== side.platform) continue
        asked.met ??= why
        giveUp()
      }
    },
    isIdle: () => open.size === 0,
  }
}
