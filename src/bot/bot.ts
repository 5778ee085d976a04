/** The one door to everything the bot can do: an invocation goes in, an outcome comes out, and nothing is ever thrown. */

import type { OnChannelEvent } from '../chat/channel-event.ts'
import type { Home } from '../chat/home.ts'
import type { ActorId, Invocation } from '../chat/invocation.ts'
import type { Reply } from '../chat/reply.ts'
import { UserError } from '../chat/user-error.ts'
import { withGroup } from '../chat/with-group.ts'
import { LoggableError } from '../errors/loggable-error.ts'
import { StoreUnavailable } from '../errors/store-unavailable.ts'
import { warnOfFailure } from '../errors/warn-of-failure.ts'
import type { Log } from '../ports/log.ts'
import type { StoredActions } from '../ports/stored-actions.ts'
import { narrower, usualAudience, widestAudience } from './audience.ts'
import type { Command, CommandResult, ReadContext, Visibility } from './command.ts'
import { type ContextDeps, contextFor, type RequestContext } from './context.ts'
import { withSafeButtons } from './error-buttons.ts'
import {
  apology,
  type InputFault,
  inputFaultOf,
  openAgain,
  outOfReach,
  spared,
  tooManyCommands,
  tryAgain,
  userErrorReply,
} from './error-replies.ts'
import { type Form, toForm } from './form.ts'
import { type Limits, withoutLimits } from './limits.ts'
import { confirmElsewhere, type Memberships, presumedMemberships } from './memberships.ts'
import type { Choice } from './options.ts'
import { recordActivity } from './record-activity.ts'
import { refreshName } from './refresh-name.ts'
import { createRequestReads } from './request-reads.ts'
import { type ResolvedCommand, resolveCommand, traceOf, typedText } from './resolve-command.ts'
import { storable, storableActor, storableInvocation } from './storable.ts'
import { noWarnings, type Warnings } from './warnings.ts'

/** An answer, who sees it, and what goes with it. */
export type BotResponse = Omit<CommandResult, 'followUp' | 'form'> & {
  visibleTo: Visibility
  /** For the caller only, after the answer. */
  followUps: readonly Reply[]
  /** To be shown in the place of the answer. */
  form?: Form
  /** The answer is said instead of what was asked for: a mistake, or a question that comes first. It takes the place of no card. */
  instead?: true
  /** The person sends more than they may: nothing was looked up, and nothing follows. */
  refused?: true
  inputFault?: InputFault
  /** Something was changed: of the caller's, and in these groups themselves. */
  changed?: { groups: readonly string[] }
}

type HandleOptions = {
  /** Called before the work is done, with who will see the answer; the answer may still be private then. Until the call, it is private. */
  onAudience?(audience: Visibility): void
}

export type Bot = {
  /** For help, completion and registration. */
  commands: readonly Command[]
  handle(invocation: Invocation, options?: HandleOptions): Promise<BotResponse>
  /** What a person sees at a glance, where a platform has a place for that. `isOpening`: they ask for it, which counts as a command. */
  home(who: Pick<Invocation, 'actor' | 'where'> & { isOpening?: boolean }): Promise<Home>
  /** Something became of a place where the bot lives; never rejects. */
  onChannelEvent: OnChannelEvent
  /** Keeps encoded actions that are too long for a platform's controls, for the owner of the card; without an owner, for everybody. */
  storeActions(actions: readonly string[], owner?: ActorId): Promise<StoredActions>
  /** Values for an option while somebody types; empty rather than failing. */
  suggest(
    command: Command,
    option: string,
    typed: string,
    who: Pick<Invocation, 'actor' | 'where'>,
  ): Promise<readonly Choice[]>
}

type BotDeps = ContextDeps & {
  log: Log
  notices?: Warnings
  /** Whether people are still where their groups meet; presumed without it. */
  memberships?: Memberships
  /** What `Bot.home` tells; it only looks. */
  home?: (context: ReadContext) => Promise<Home>
  /** What follows when the bot comes to a place or is removed; nothing without it. */
  onChannelEvent?: OnChannelEvent
  /** How much one person may ask for; without it, anything. */
  limits?: Limits
}

export const createBot = (deps: BotDeps): Bot => {
  const {
    commands,
    home,
    onChannelEvent,
    store,
    clock,
    log,
    newId,
    notices = noWarnings,
    limits = withoutLimits,
  } = deps
  const { memberships = presumedMemberships } = deps

  const contextOf = async (request: Omit<RequestContext, 'isUnconfirmed'>) => {
    const { actor, where, resolved, reads } = request
    const isUnconfirmed = await confirmElsewhere({ actor, where, group: resolved?.group }, { memberships, reads })
    return contextFor({ ...request, isUnconfirmed }, deps)
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
    if (error instanceof UserError) return userErrorReply(error)
    // The store tells the host of an outage, and not for everybody who meets it.
    return error instanceof StoreUnavailable ? outOfReach(next) : apology(reportBug(error, details))
  }

  /** What an error may not offer is left out, and a bug. */
  const safeReply = (
    reply: Reply,
    asked: { resolved?: ResolvedCommand | undefined; typed?: string | undefined } = {},
  ): Reply =>
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
        return { answer: tooManyCommands(seconds), instead: true, refused: true, visibleTo: 'caller', followUps: [] }
      const invocation = storableInvocation(given)
      const reads = createRequestReads(store.reads)
      let changed: Pick<BotResponse, 'changed'> = {}
      let resolved: ResolvedCommand | undefined
      const withGroupAndSafe = (reply: Reply) => {
        const safe = safeReply(reply, { resolved, typed: typedText(invocation) })
        return resolved?.group === undefined ? safe : withGroup(resolved.group, safe)
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
        // Both end before anything is answered, also where one fails: nothing is written after the answer.
        const [asked, refreshed] = await Promise.allSettled([
          resolveCommand(invocation, { commands, reads }),
          refreshName(invocation, deps),
        ])
        if (asked.status === 'rejected') throw asked.reason
        resolved = asked.value
        if (refreshed.status === 'rejected') throw refreshed.reason
        const { command, input, group } = resolved
        const usual = usualAudience(invocation, command)
        const isAlone = invocation.where.direct === true
        const visibleTo = (audience: Visibility) =>
          audience === 'channel' && !isAlone && !turn.take() ? 'caller' : audience
        const widest = widestAudience({ invocation, reads }).then((most) => {
          onAudience?.(visibleTo(narrower(most, usual)))
          return most
        })
        // Where the command fails, nobody waits for it.
        widest.catch(() => {})
        const context = await contextOf({
          ...invocation,
          reads,
          requestId: invocation.id,
          resolved,
          onChanged,
          mayPost,
        })
        const { followUp, answer, form, ...said } = await command.run(input, context)
        if (invocation.source === 'component') await recordActivity(invocation, store, clock()).catch(unnoted)
        const requested = narrower(await widest, said.visibleTo ?? usual)
        const audience = visibleTo(requested)
        if (audience === 'caller' && !isPosted) turn.release()
        return {
          ...said,
          ...changed,
          answer: withGroupAndSafe(audience === requested ? answer : spared(answer)),
          ...(answer.tone === 'problem' && { instead: true }),
          visibleTo: audience,
          followUps: [...(followUp ? [followUp] : []), ...(await noticesFor(invocation))].map((reply) =>
            safeReply(reply),
          ),
          ...(form && invocation.showsForms && { form: toForm(command, form, group) }),
        }
      } catch (error) {
        turn.release()
        const answer = withGroupAndSafe(explain(error, { asked: traceOf(invocation, resolved) }))
        return { ...changed, ...inputFaultOf(error), answer, instead: true, visibleTo: 'caller', followUps: [] }
      }
    },
    async home({ isOpening = false, ...who }) {
      const seconds = isOpening ? limits.commands(who.actor.id, clock()) : undefined
      if (seconds !== undefined) return { reply: tooManyCommands(seconds), groups: [], refused: true }
      try {
        if (!home) throw new LoggableError('there is no home')
        return await home(
          await contextOf({
            ...who,
            reads: createRequestReads(store.reads),
            actor: storableActor(who.actor),
            requestId: 'home',
          }),
        )
      } catch (error) {
        const trace = { home: { actor: who.actor.id, where: who.where } }
        return { reply: safeReply(explain(error, trace, openAgain)), groups: [] }
      }
    },
    async onChannelEvent(id, event) {
      try {
        return await onChannelEvent?.(id, event)
      } catch (error) {
        explain(error, { event })
        return undefined
      }
    },
    storeActions: async (actions, owner) =>
      actions.length === 0
        ? new Map()
        : store.storedActions.storeActions(actions, { at: clock(), ...(owner !== undefined && { owner }) }),
    async suggest(command, option, typed, who) {
      // Each letter may ask for suggestions: what is typed can be sent all the same.
      if (limits.commands(who.actor.id, clock(), { spared: 5 }) !== undefined) return []
      try {
        const actor = storableActor(who.actor)
        const context = await contextOf({
          ...who,
          reads: createRequestReads(store.reads),
          actor,
          requestId: 'suggestion',
        })
        return await command.suggest(option, storable(typed), context)
      } catch (error) {
        explain(error, { command: command.name, option })
        return []
      }
    },
  }
}
