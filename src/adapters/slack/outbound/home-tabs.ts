/**
 * Home tabs: shown when somebody opens theirs, and brought up to date after what they change, and when one of their groups is changed.
 * What others complete moves nobody's but a rank: that is told at the next opening, for which Slack asks anew each time.
 */
import { webApi } from '@slack/bolt'
import { LRUCache } from 'lru-cache'
import type { Bot, BotResponse } from '../../../bot/bot.ts'
import type { Actor, Invocation } from '../../../chat/invocation.ts'
import type { Log } from '../../../ports/log.ts'
import { addressIn, atHome, isAtHome } from '../render/view-metadata.ts'
import { readActorId } from '../transport/platform.ts'
import type { Views } from './views.ts'

type HomeTabsDeps = { views: Views; bot: () => Bot; log: Log }

/** The home tab of somebody, and the groups that it showed last. */
type Opened = {
  actor: Actor
  groups: readonly string[]
  isPublishing: boolean
  isStale: boolean
  /** It is to be shown because they opened it. */
  isOpening: boolean
  /** It has been shown. */
  isShown: boolean
}

/** Whoever has not opened theirs for long gets it anew when they do: nothing is published that nobody sees. */
const maxTabs = 10_000

export const createHomeTabs = ({ views, bot, log }: HomeTabsDeps) => {
  /** The latest state of each that was opened, the longest untouched first. */
  const opened = new LRUCache<Actor['id'], Opened>({ max: maxTabs })

  const publish = async (home: Opened): Promise<void> => {
    const { team } = readActorId(home.actor.id)
    const { actor, isOpening } = home
    home.isOpening = false
    const { reply, groups, refused = false } = await bot().home({ actor, where: addressIn(team, atHome), isOpening })
    // Opened too often, it goes on showing what is there.
    if (refused && home.isShown) return
    if (!refused) home.groups = groups
    await views.home(actor.id, reply)
    home.isShown = true
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

  const fresh = { groups: [], isPublishing: false, isStale: false, isOpening: false, isShown: false }

  const show = (actor: Actor, isOpening: boolean): Promise<void> => {
    const home = opened.get(actor.id) ?? { ...fresh, actor }
    home.actor = actor
    home.isOpening ||= isOpening
    opened.set(actor.id, home)
    return update(home)
  }

  return {
    open: (actor: Actor): Promise<void> => show(actor, true),
    /** After what somebody did: theirs, and those of the others who see a group that was changed. */
    async follow(
      { actor, where }: Pick<Invocation, 'actor' | 'where'>,
      { changed, refused }: BotResponse,
    ): Promise<void> {
      // Whoever presses something there has opened it, also if that was before this process began.
      const isOpen = opened.has(actor.id)
      if (isOpen ? changed : isAtHome(where) && !refused) await show(actor, false)
      const touched = new Set(changed?.groups)
      if (touched.size === 0) return
      // What is being published just now may have been looked up before the change.
      const concerned = [...opened.rvalues()]
        .filter((home) => home !== undefined)
        .filter(
          (home) =>
            home.actor.id !== actor.id && (home.isPublishing || home.groups.some((group) => touched.has(group))),
        )
      // One after another: no burst of requests for a group of many people.
      for (const home of concerned) await update(home)
    },
  }
}

export type HomeTabs = ReturnType<typeof createHomeTabs>
