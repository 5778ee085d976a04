/** The one door to everything the bot can do: an invocation goes in, an outcome comes out, and nothing is ever thrown. */
import { replyAbout } from './about-group.ts'
import { narrower, usualAudience, widestAudience } from './audience.ts'
import { type Call, callOf, traceOf, typedIn } from './call.ts'
import type { Answer, Audience, Choice, Command, ReadContext } from './command.ts'
import { type ContextParts, contextFor, type Situation } from './context.ts'
import { withSafeButtons } from './error-buttons.ts'
import { type Form, toForm } from './form.ts'
import type { Happened } from './happening.ts'
import type { Home } from './home.ts'
import type { ActorId, Invocation } from './invocation.ts'
import { type Limits, withoutLimits } from './limits.ts'
import type { Log } from './log.ts'
import { LoggableError } from './loggable-error.ts'
import { confirmElsewhere, type Memberships, presumedMemberships } from './memberships.ts'
import { type Notices, noNotices } from './notices.ts'
import {
  apology,
  type Fault,
  faultIn,
  mistakeReply,
  openAgain,
  outOfReach,
  spared,
  tooManyCommands,
  tryAgain,
} from './problem.ts'
import { noteReaction } from './reaction.ts'
import { refreshName } from './refresh-name.ts'
import type { Reply } from './reply.ts'
import { storable, storableActor, storableInvocation } from './storable.ts'
import { StoreUnavailable } from './store.ts'
import type { StoredActions } from './stored-actions.ts'
import { UserError } from './user-error.ts'
import { warnOfFailure } from './warn-of-failure.ts'

/** An answer, who sees it, and what goes with it. */
export type Outcome = Omit<Answer, 'aside' | 'form'> & {
  seenBy: Audience
  /** For the caller only, after the answer. */
  asides: readonly Reply[]
  /** To be shown in the place of the answer. */
  form?: Form
  /** The answer is said instead of what was asked for: a mistake, or a question that comes first. It takes the place of no card. */
  instead?: true
  /** The person sends more than they may: nothing was looked up, and nothing follows. */
  refused?: true
  fault?: Fault
  /** Something was changed: of the caller's, and in these groups themselves. */
  changed?: { groups: readonly string[] }
}

type HandleOptions = {
  /** Called before the work is done, with who will see the answer; the answer may still be private then. Until the call, it is private. */
  onAudience?(audience: Audience): void
}

export type Bot = {
  /** For help, completion and registration. */
  commands: readonly Command[]
  handle(invocation: Invocation, options?: HandleOptions): Promise<Outcome>
  /** What a person sees at a glance, where a platform has a place for that. `isOpening`: they ask for it, which counts as a command. */
  home(who: Pick<Invocation, 'actor' | 'where'> & { isOpening?: boolean }): Promise<Home>
  /** Something became of a place where the bot lives; never rejects. */
  happened: Happened
  /** Keeps lines that are too long for a platform's controls, for whoever the card is for; without an owner, for everybody. */
  storeActions(lines: readonly string[], owner?: ActorId): Promise<StoredActions>
  /** Values for an option while somebody types; empty rather than failing. */
  suggest(
    command: Command,
    option: string,
    typed: string,
    who: Pick<Invocation, 'actor' | 'where'>,
  ): Promise<readonly Choice[]>
}

type Parts = ContextParts & {
  log: Log
  notices?: Notices
  /** Whether people are still where their groups meet; presumed without it. */
  memberships?: Memberships
  /** What `Bot.home` tells; it only looks. */
  home?: (context: ReadContext) => Promise<Home>
  /** What follows when the bot comes to a place or is removed; nothing without it. */
  happened?: Happened
  /** How much one person may ask for; without it, anything. */
  limits?: Limits
}

export const createBot = (parts: Parts): Bot => {
  const { commands, home, happened, store, clock, log, newId, notices = noNotices, limits = withoutLimits } = parts
  const { memberships = presumedMemberships } = parts

  const contextOf = async (situation: Omit<Situation, 'isUnconfirmed'>) => {
    const asked = { ...situation, group: situation.call?.group }
    const isUnconfirmed = await confirmElsewhere(asked, { memberships, reads: store })
    return contextFor({ ...situation, isUnconfirmed }, parts)
  }

  const reportBug = (error: unknown, details: object) => {
    const bug = newId()
    log.error({ bug, err: error, ...details }, 'a bug, not a mistake of the person')
    return bug
  }

  /** An answer comes also where nobody can be asked what there is besides. */
  const noticesFor = async ({ actor }: Invocation): Promise<readonly Reply[]> => {
    try {
      return await notices.take(actor.id)
    } catch (error) {
      warnOfFailure(log, error, 'notices could not be looked up')
      return []
    }
  }

  /** What the person is told; a bug goes to the log. */
  const explain = (error: unknown, details: object, next = tryAgain): Reply => {
    if (error instanceof UserError) return mistakeReply(error)
    // The store tells the host of an outage, and not for everybody who meets it.
    return error instanceof StoreUnavailable ? outOfReach(next) : apology(reportBug(error, details))
  }

  /** What an error may not offer is left out, and a bug. */
  const safeReply = (reply: Reply, asked: { call?: Call | undefined; typed?: string | undefined } = {}): Reply =>
    withSafeButtons(reply, { ...asked, commands }, (command) => {
      reportBug(new LoggableError('an error has a button that changes something'), { command })
    })

  /** The answer is there and the command is done: what is noted besides must not take that back. */
  const unnoted = (error: unknown) => warnOfFailure(log, error, 'a press could not be noted')

  return {
    commands,
    async handle(given, { onAudience } = {}) {
      const seconds = limits.commands(given.actor.id, clock())
      if (seconds !== undefined)
        return { answer: tooManyCommands(seconds), instead: true, refused: true, seenBy: 'caller', asides: [] }
      const invocation = storableInvocation(given)
      let changed: Pick<Outcome, 'changed'> = {}
      let call: Call | undefined
      const aboutIt = (reply: Reply) => {
        const safe = safeReply(reply, { call, typed: typedIn(invocation) })
        return call?.group === undefined ? safe : replyAbout(call.group, safe)
      }
      const turn = limits.publicAnswers(invocation.actor.id, clock())
      let isPosted = false
      const mayPost = () => {
        isPosted = turn.take()
        return isPosted
      }
      const onChanged = (groups: ReadonlySet<string>) => {
        changed = { changed: { groups: [...(changed.changed?.groups ?? []), ...groups] } }
      }
      try {
        const [asked] = await Promise.all([callOf(invocation, parts), refreshName(invocation, parts)])
        call = asked
        const { command, input, group } = asked
        const usual = usualAudience(invocation, command)
        const isAlone = invocation.where.direct === true
        const seenBy = (audience: Audience) =>
          audience === 'channel' && !isAlone && !turn.take() ? 'caller' : audience
        const widest = widestAudience({ invocation, reads: store }).then((most) => {
          onAudience?.(seenBy(narrower(most, usual)))
          return most
        })
        // Where the command fails, nobody waits for it.
        widest.catch(() => {})
        const context = await contextOf({ ...invocation, requestId: invocation.id, call, onChanged, mayPost })
        const { aside, answer, form, ...said } = await command.run(input, context)
        if (invocation.via === 'control') await noteReaction(invocation, store, clock()).catch(unnoted)
        const wanted = narrower(await widest, said.seenBy ?? usual)
        const audience = seenBy(wanted)
        if (audience === 'caller' && !isPosted) turn.release()
        return {
          ...said,
          ...changed,
          answer: aboutIt(audience === wanted ? answer : spared(answer)),
          ...(answer.tone === 'problem' && { instead: true }),
          seenBy: audience,
          asides: [...(aside ? [aside] : []), ...(await noticesFor(invocation))].map((reply) => safeReply(reply)),
          ...(form && invocation.showsForms && { form: toForm(command, form, group) }),
        }
      } catch (error) {
        turn.release()
        const answer = aboutIt(explain(error, { asked: traceOf(invocation, commands) }))
        return { ...changed, ...faultIn(error), answer, instead: true, seenBy: 'caller', asides: [] }
      }
    },
    async home({ isOpening = false, ...who }) {
      const seconds = isOpening ? limits.commands(who.actor.id, clock()) : undefined
      if (seconds !== undefined) return { reply: tooManyCommands(seconds), groups: [], refused: true }
      try {
        if (!home) throw new LoggableError('there is no home')
        return await home(await contextOf({ ...who, actor: storableActor(who.actor), requestId: 'home' }))
      } catch (error) {
        const trace = { home: { actor: who.actor.id, where: who.where } }
        return { reply: safeReply(explain(error, trace, openAgain)), groups: [] }
      }
    },
    async happened(id, event) {
      try {
        return await happened?.(id, event)
      } catch (error) {
        explain(error, { event })
        return undefined
      }
    },
    storeActions: async (lines, owner) =>
      lines.length === 0
        ? new Map()
        : store.storeActions(lines, { at: clock(), ...(owner !== undefined && { owner }) }),
    async suggest(command, option, typed, who) {
      // Each letter may ask for suggestions: what is typed can be sent all the same.
      if (limits.commands(who.actor.id, clock(), { spared: 5 }) !== undefined) return []
      try {
        const actor = storableActor(who.actor)
        const context = await contextOf({ ...who, actor, requestId: 'suggestion' })
        return await command.suggest(option, storable(typed), context)
      } catch (error) {
        explain(error, { command: command.name, option })
        return []
      }
    },
  }
}
