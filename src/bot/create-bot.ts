/** Makes the bot of its commands, its roadmaps and its database. */
import type { OnChannelEvent } from '../chat/channel-event.ts'
import type { Home } from '../chat/home.ts'
import { LoggableError } from '../errors/loggable-error.ts'
import type { Log } from '../ports/log.ts'
import type { Bot } from './bot.ts'
import type { ReadContext } from './command.ts'
import { type ContextDeps, contextFor, type RequestContext } from './context.ts'
import { openAgain, tooManyCommands } from './error-replies.ts'
import { createErrorExplainer } from './explain-errors.ts'
import { createHandle } from './handle-request.ts'
import { type Limits, withoutLimits } from './limits.ts'
import { confirmElsewhere, type Memberships, presumedMemberships } from './memberships.ts'
import { createRequestReads } from './request-reads.ts'
import { storable, storableActor } from './storable.ts'
import { noWarnings, type Warnings } from './warnings.ts'

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
  const { commands, home, onChannelEvent, store, clock, notices = noWarnings, limits = withoutLimits } = deps
  const { memberships = presumedMemberships } = deps
  const explainer = createErrorExplainer(deps)
  const { explain, safeReply } = explainer

  const contextOf = async (request: Omit<RequestContext, 'isUnconfirmed'>) => {
    const { actor, where, resolved, reads } = request
    const isUnconfirmed = await confirmElsewhere({ actor, where, group: resolved?.group }, { memberships, reads })
    return contextFor({ ...request, isUnconfirmed }, deps)
  }

  return {
    commands,
    handle: createHandle({ ...deps, ...explainer, notices, limits, contextOf }),
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
