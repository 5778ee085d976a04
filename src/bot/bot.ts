/** The bot as one function: an invocation goes in, a response comes out, and nothing is ever thrown. */

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

/** An answer, who sees it, and its attachments. */
export type BotResponse = Omit<CommandResult, 'followUp' | 'form'> & {
  visibleTo: Visibility
  /** For the caller only, after the answer. */
  followUps: readonly Reply[]
  /** A platform with forms shows it in the place of the answer. */
  form?: Form
  /** The answer is an error, or a question that comes first, and not the requested card. It replaces no card. */
  instead?: true
  /** The person exceeds the rate limit: the bot looked nothing up, and did nothing. */
  refused?: true
  inputFault?: InputFault
  /** The request changed something: data of the caller, and these groups themselves. */
  changed?: { groups: readonly string[] }
}

type HandleOptions = {
  /** Called before the work is done, with the audience of the answer; the answer may still be private after that. Until the call, it is private. */
  onAudience?(audience: Visibility): void
}

export type Bot = {
  /** For help, completion and registration. */
  commands: readonly Command[]
  handle(invocation: Invocation, options?: HandleOptions): Promise<BotResponse>
  /** The home tab of a person, where a platform has one. `isOpening`: they open it themselves, which counts as a command. */
  home(who: Pick<Invocation, 'actor' | 'where'> & { isOpening?: boolean }): Promise<Home>
  /** Handles an event of a channel, server or workspace; never rejects. */
  onChannelEvent: OnChannelEvent
  /** Keeps encoded actions that are too long for a platform's controls, for the owner of the card; without an owner, for everybody. */
  storeActions(actions: readonly string[], owner?: ActorId): Promise<StoredActions>
  /** Values for an option while somebody types; an empty list where it fails. */
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
  /** Asks platforms whether people are still where their groups meet; without it, they are. */
  memberships?: Memberships
  /** Makes the home tab; it only reads. */
  home?: (context: ReadContext) => Promise<Home>
  /** Handles channel events; without it, the bot ignores them. */
  onChannelEvent?: OnChannelEvent
  /** The rate limits of one person; without them, there are none. */
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

  /** A failure here costs the person no answer. */
  const noticesFor = async ({ actor }: Invocation): Promise<readonly Reply[]> => {
    try {
      return await notices.take(actor.id)
    } catch (error) {
      warnOfFailure(log, error, 'notices could not be looked up')
      return []
    }
  }

  /** The reply for an error; a bug goes to the log. */
  const explain = (error: unknown, details: object, next = tryAgain): Reply => {
    if (error instanceof UserError) return userErrorReply(error)
    // The database logs an outage once, and not for each person who meets it.
    return error instanceof StoreUnavailable ? outOfReach(next) : apology(reportBug(error, details))
  }

  /** Leaves out buttons that an error may not have, and reports them as bugs. */
  const safeReply = (
    reply: Reply,
    source: { resolved?: ResolvedCommand | undefined; typed?: string | undefined } = {},
  ): Reply =>
    withSafeButtons(reply, { ...source, commands }, (command) => {
      reportBug(new LoggableError('an error has a button that changes something'), { command })
    })

  /** The command is done, so a failure to record the press must not replace its answer. */
  const unnoted = (error: unknown) => warnOfFailure(log, error, 'a press could not be noted')

  return {
    commands,
    async handle(request, { onAudience } = {}) {
      const seconds = limits.commands(request.actor.id, clock())
      if (seconds !== undefined)
        return { answer: tooManyCommands(seconds), instead: true, refused: true, visibleTo: 'caller', followUps: [] }
      const invocation = storableInvocation(request)
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
        const [resolving, refreshed] = await Promise.allSettled([
          resolveCommand(invocation, { commands, reads }),
          refreshName(invocation, deps),
        ])
        if (resolving.status === 'rejected') throw resolving.reason
        resolved = resolving.value
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
        // If the command fails, nobody awaits this.
        widest.catch(() => {})
        const context = await contextOf({
          ...invocation,
          reads,
          requestId: invocation.id,
          resolved,
          onChanged,
          mayPost,
        })
        const { followUp, answer, form, ...result } = await command.run(input, context)
        if (invocation.source === 'component') await recordActivity(invocation, store, clock()).catch(unnoted)
        const requested = narrower(await widest, result.visibleTo ?? usual)
        const audience = visibleTo(requested)
        if (audience === 'caller' && !isPosted) turn.release()
        return {
          ...result,
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
        const answer = withGroupAndSafe(explain(error, { request: traceOf(invocation, resolved) }))
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
      // Each letter may ask for suggestions; some commands are left for the request itself.
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
