/** The one door to everything the bot can do: an invocation goes in, an outcome comes out, and nothing is ever thrown. */
import { replyAbout } from './about-group.ts'
import { callOf, traceOf } from './call.ts'
import type { Answer, Audience, Choice, Command, Context } from './command.ts'
import { type ContextParts, contextFor, type Situation } from './context.ts'
import { type Form, toForm } from './form.ts'
import type { Happened } from './happening.ts'
import type { Home } from './home.ts'
import type { ActorId, Invocation } from './invocation.ts'
import type { Log } from './log.ts'
import { LoggableError } from './loggable-error.ts'
import { type Notices, noNotices } from './notices.ts'
import { apology, type Fault, faultIn, mistakeReply, openAgain, outOfReach, tryAgain } from './problem.ts'
import { noteReaction } from './reaction.ts'
import { refreshName } from './refresh-name.ts'
import type { Reply } from './reply.ts'
import { storable, storableActor, storableInvocation } from './storable.ts'
import { StoreUnavailable } from './store.ts'
import type { StoredActions } from './stored-actions.ts'
import { UserError } from './user-error.ts'

/** An answer, who sees it, and what goes with it. */
export type Outcome = Omit<Answer, 'aside' | 'form'> & {
  seenBy: Audience
  /** For the caller only, after the answer. */
  asides: readonly Reply[]
  /** To be shown in the place of the answer. */
  form?: Form
  fault?: Fault
  /** Something was changed: of the caller's, and in these groups themselves. */
  changed?: { groups: readonly string[] }
}

export type Bot = {
  /** For help, completion and registration. */
  commands: readonly Command[]
  handle(invocation: Invocation): Promise<Outcome>
  /** What a person sees at a glance, where a platform has a place for that. */
  home(who: Pick<Invocation, 'actor' | 'where'>): Promise<Home>
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
  /** What `Bot.home` tells; it only looks. */
  home?: (context: Context) => Promise<Home>
  /** What follows when the bot comes to a place or is removed; nothing without it. */
  happened?: Happened
}

export const createBot = (parts: Parts): Bot => {
  const { commands, home, happened, store, clock, log, newId, notices = noNotices } = parts

  const contextOf = (situation: Situation) => contextFor(situation, parts)

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
      log.warn({ err: error }, 'notices could not be looked up')
      return []
    }
  }

  /** What the person is told; what the host should know goes to the log. */
  const explain = (error: unknown, details: object, next = tryAgain): Reply => {
    if (error instanceof UserError) return mistakeReply(error)
    if (!(error instanceof StoreUnavailable)) return apology(reportBug(error, details))
    log.error({ err: error.cause, remedy: error.remedy, ...details }, error.message)
    return outOfReach(next)
  }

  /** The answer is there and the command is done: what is noted besides must not take that back. */
  const unnoted = (err: unknown) => log.warn({ err }, 'a press could not be noted')

  return {
    commands,
    async handle(given) {
      const invocation = storableInvocation(given)
      let changed: Pick<Outcome, 'changed'> = {}
      let group: string | undefined
      const aboutIt = (reply: Reply) => (group === undefined ? reply : replyAbout(group, reply))
      const onChanged = (groups: ReadonlySet<string>) => {
        changed = { changed: { groups: [...(changed.changed?.groups ?? []), ...groups] } }
      }
      try {
        const [call] = await Promise.all([callOf(invocation, parts), refreshName(invocation, parts)])
        const { command, input } = call
        group = call.group
        const context = contextOf({ ...invocation, requestId: invocation.id, call, onChanged })
        const { aside, answer, form, ...said } = await command.run(input, context)
        if (invocation.via === 'control') await noteReaction(invocation, store, clock()).catch(unnoted)
        return {
          ...said,
          ...changed,
          answer: aboutIt(answer),
          // Whoever presses a button asked for themselves, not for the channel.
          seenBy: said.seenBy ?? (invocation.via === 'control' ? 'caller' : command.answers),
          asides: [...(aside ? [aside] : []), ...(await noticesFor(invocation))],
          ...(form && invocation.showsForms && { form: toForm(command, form, group) }),
        }
      } catch (error) {
        const answer = aboutIt(explain(error, { asked: traceOf(invocation, commands) }))
        return { ...changed, ...faultIn(error), answer, seenBy: 'caller', asides: [] }
      }
    },
    async home(who) {
      try {
        if (!home) throw new LoggableError('there is no home')
        return await home(contextOf({ ...who, actor: storableActor(who.actor), requestId: 'home' }))
      } catch (error) {
        return { reply: explain(error, { home: { actor: who.actor.id, where: who.where } }, openAgain), groups: [] }
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
      try {
        const actor = storableActor(who.actor)
        return await command.suggest(option, storable(typed), contextOf({ ...who, actor, requestId: 'suggestion' }))
      } catch (error) {
        explain(error, { command: command.name, option })
        return []
      }
    },
  }
}
