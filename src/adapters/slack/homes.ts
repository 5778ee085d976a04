/** Home tabs: shown when somebody opens theirs, and brought up to date after what they change. */
import type { Bot } from '../../bot/bot.ts'
import type { Invocation } from '../../bot/invocation.ts'
import type { Log } from '../../bot/log.ts'
import { readActorId } from './invocation.ts'
import { addressIn, atHome } from './origin.ts'
import type { Views } from './views.ts'

type Parts = { views: Views; bot: () => Bot; log: Log }

type Actor = Invocation['actor']

/** Whoever has not opened theirs for long gets it anew when they do: nothing is published that nobody sees. */
const mostKept = 10_000

export const createHomes = ({ views, bot, log }: Parts) => {
  /** The latest state of each that was opened, the longest untouched first. */
  const opened = new Map<Actor['id'], { isPublishing: boolean; isStale: boolean }>()

  /** One at a time for each person, so that an older state never comes after a newer one. */
  const publish = async (actor: Actor): Promise<void> => {
    const { team, user } = readActorId(actor.id)
    const state = opened.get(actor.id) ?? { isPublishing: false, isStale: false }
    opened.delete(actor.id)
    opened.set(actor.id, state)
    const [oldest] = opened.keys()
    if (opened.size > mostKept && oldest !== undefined) opened.delete(oldest)
    state.isStale = true
    if (state.isPublishing) return
    state.isPublishing = true
    try {
      while (state.isStale) {
        state.isStale = false
        await views.home(team, user, await bot().home({ actor, where: addressIn(team, atHome) }))
      }
    } catch (error) {
      log.warn({ err: error }, 'a home tab could not be brought up to date')
    } finally {
      state.isPublishing = false
    }
  }

  return {
    open: publish,
    /** Something of theirs has changed. */
    refresh: async (actor: Actor): Promise<void> => (opened.has(actor.id) ? publish(actor) : undefined),
  }
}

export type Homes = ReturnType<typeof createHomes>
