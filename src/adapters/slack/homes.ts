/**
 * Home tabs: shown when somebody opens theirs, and brought up to date after what they change, and when one of their groups is changed.
 * What others complete moves nobody's but a rank: that is told at the next opening, for which Slack asks anew each time.
 */
import { webApi } from '@slack/bolt'
import type { Bot, Outcome } from '../../bot/bot.ts'
import type { Actor, Invocation } from '../../bot/invocation.ts'
import type { Log } from '../../bot/log.ts'
import { putLast } from '../../bot/put-last.ts'
import { readActorId } from './invocation.ts'
import { addressIn, atHome, isAtHome } from './origin.ts'
import type { Views } from './views.ts'

type Parts = { views: Views; bot: () => Bot; log: Log }

/** The home tab of somebody, and the groups that it showed last. */
type Opened = { actor: Actor; groups: readonly string[]; isPublishing: boolean; isStale: boolean }

/** Whoever has not opened theirs for long gets it anew when they do: nothing is published that nobody sees. */
const mostKept = 10_000

export const createHomes = ({ views, bot, log }: Parts) => {
  /** The latest state of each that was opened, the longest untouched first. */
  const opened = new Map<Actor['id'], Opened>()

  const publish = async (home: Opened): Promise<void> => {
    const { team } = readActorId(home.actor.id)
    const { reply, groups } = await bot().home({ actor: home.actor, where: addressIn(team, atHome) })
    home.groups = groups
    await views.home(home.actor.id, reply)
  }

  /** One at a time for each person, so that an older state never comes after a newer one; what fails is tried once more. */
  const update = async (home: Opened): Promise<void> => {
    home.isStale = true
    if (home.isPublishing) return
    home.isPublishing = true
    let isOnceMore = false
    while (home.isStale) {
      home.isStale = false
      try {
        await publish(home)
        isOnceMore = false
      } catch (error) {
        // What changed meanwhile is shown by another attempt in any case.
        if (home.isStale) continue
        isOnceMore = !isOnceMore && !(error instanceof webApi.WebAPIRateLimitedError)
        home.isStale = isOnceMore
        if (!isOnceMore) log.warn({ err: error }, 'a home tab could not be brought up to date')
      }
    }
    home.isPublishing = false
  }

  const open = (actor: Actor): Promise<void> => {
    const home = opened.get(actor.id) ?? { actor, groups: [], isPublishing: false, isStale: false }
    home.actor = actor
    putLast(opened, [actor.id, home], mostKept)
    return update(home)
  }

  return {
    open,
    /** After what somebody did: theirs, and those of the others who see a group that was changed. */
    async follow({ actor, where }: Pick<Invocation, 'actor' | 'where'>, { changed }: Outcome): Promise<void> {
      // Whoever presses something there has opened it, also if that was before this process began.
      const isOpen = opened.has(actor.id)
      if (isOpen ? changed : isAtHome(where)) await open(actor)
      const touched = new Set(changed?.groups)
      if (touched.size === 0) return
      // What is being published just now may have been looked up before the change.
      const concerned = [...opened.values()].filter(
        (home) => home.actor.id !== actor.id && (home.isPublishing || home.groups.some((group) => touched.has(group))),
      )
      // One after another: no burst of requests for a group of many people.
      for (const home of concerned) await update(home)
    },
  }
}

export type Homes = ReturnType<typeof createHomes>
