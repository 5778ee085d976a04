import type { Ack } from './deliveries.ts'
import type { Happening, Happenings } from './happenings.ts'
import { Refusal } from './refusal.ts'

export type Exchange = {
  /** How the app acknowledged; never rejects, look at `failed`. */
  readonly acked: Promise<Ack>
  /** Every attempt to deliver so far: several when an event was repeated. */
  readonly attempts: readonly Ack[]
  /** What it came to, once it is known that it came to nothing: the words under a person's command. */
  readonly failed: string | undefined
  readonly responseUrl: string | undefined
  readonly triggerId: string | undefined
  /** What answered so far. */
  readonly responses: readonly Happening[]
  /** The first answer. Undefined where the acknowledgement is all there is (submissions, events). Rejects when it failed. */
  done(withinMs?: number): Promise<Happening | undefined>
  /** Anything that happened in the workspace since, or happens. */
  waitFor(predicate: (happening: Happening) => boolean, withinMs?: number): Promise<Happening>
}

type Parts = {
  what: string
  happenings: Happenings
  send: (attempts: Ack[]) => Promise<Ack>
  /** Does what the acknowledgement asks for: the message in it, errors for a modal. */
  apply?: (ack: Ack) => void
  answers?: (happening: Happening) => boolean
  workspaceId: string
  responseUrl?: string
  triggerId?: string
}

/** What a person did, and all that the bot makes of it. */
export const createExchange = (parts: Parts): Exchange => {
  const { what, happenings, send, apply, answers, workspaceId, responseUrl, triggerId } = parts
  const from = happenings.all.length
  const attempts: Ack[] = []
  let failed: string | undefined
  const isAnswer = (happening: Happening) =>
    (happening.key !== undefined && (happening.key === responseUrl || happening.key === triggerId)) ||
    // What answers somebody else's trigger or response_url does not answer this.
    (happening.key === undefined && happening.workspace.id === workspaceId && answers?.(happening) === true)
  const acked = send(attempts).then((ack) => {
    failed = ack.failed
    if (ack.failed) return ack
    try {
      apply?.(ack)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      failed = error.error
    }
    return ack
  })
  // Whoever never looks at the acknowledgement must not crash the process.
  acked.catch(() => {})
  const failure = acked.then((ack) => {
    if (failed) throw new Error(`${what} failed with the error "${failed}"${ack.status ? ` (HTTP ${ack.status})` : ''}`)
  })
  failure.catch(() => {})

  return {
    acked,
    attempts,
    get failed() {
      return failed
    },
    responseUrl,
    triggerId,
    get responses() {
      return happenings.all.slice(from).filter(isAnswer)
    },
    async done(withinMs = 5000) {
      if (!answers) return void (await failure)
      const answer = happenings.waitFor(isAnswer, { from, withinMs, what: `an answer to ${what}` })
      const never = failure.then(() => new Promise<never>(() => {}))
      answer.catch(() => {})
      return Promise.race([answer, never])
    },
    waitFor: (predicate, withinMs = 5000) =>
      happenings.waitFor((each) => each.workspace.id === workspaceId && predicate(each), {
        ...{ from, withinMs, what: `${predicate} after ${what}` },
      }),
  }
}
