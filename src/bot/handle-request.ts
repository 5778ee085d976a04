/** Handles one request: resolves its command, runs it, and decides who sees the answer. It never throws. */
import type { Invocation } from '../chat/invocation.ts'
import type { Reply } from '../chat/reply.ts'
import { withGroup } from '../chat/with-group.ts'
import { warnOfFailure } from '../errors/warn-of-failure.ts'
import type { Log } from '../ports/log.ts'
import { narrower, usualAudience, widestAudience } from './audience.ts'
import type { Bot, BotResponse } from './bot.ts'
import type { Context, Visibility } from './command.ts'
import type { ContextDeps, RequestContext } from './context.ts'
import { inputFaultOf, spared, tooManyCommands } from './error-replies.ts'
import type { ErrorExplainer } from './explain-errors.ts'
import { toForm } from './form.ts'
import type { Limits } from './limits.ts'
import { recordActivity } from './record-activity.ts'
import { refreshName } from './refresh-name.ts'
import { createRequestReads } from './request-reads.ts'
import { type ResolvedCommand, resolveCommand, traceOf, typedText } from './resolve-command.ts'
import { storableInvocation } from './storable.ts'
import type { Warnings } from './warnings.ts'

type HandleDeps = Pick<ContextDeps, 'commands' | 'store' | 'clock'> &
  ErrorExplainer & {
    log: Log
    notices: Warnings
    limits: Limits
    contextOf(request: Omit<RequestContext, 'isUnconfirmed'>): Promise<Context>
  }

export const createHandle = (deps: HandleDeps): Bot['handle'] => {
  const { commands, store, clock, log, notices, limits, contextOf, explain, safeReply } = deps

  /** A failure here costs the person no answer. */
  const noticesFor = async ({ actor }: Invocation): Promise<readonly Reply[]> => {
    try {
      return await notices.take(actor.id)
    } catch (error) {
      warnOfFailure(log, error, 'notices could not be looked up')
      return []
    }
  }

  /** The command is done, so a failure to record the press must not replace its answer. */
  const unnoted = (error: unknown) => warnOfFailure(log, error, 'a press could not be noted')

  return async (request, { onAudience } = {}) => {
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
  }
}
