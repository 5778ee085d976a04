/**
 * Home tabs: published when a person opens the tab, after the person's own changes, and when one of the groups on it changes. Other
 * people's completions change only ranks, which the next opening shows.
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

/** The home tab of one person, with the groups that it last showed. */
type Opened = {
  actor: Actor
  groups: readonly string[]
  isPublishing: boolean
  isStale: boolean
  /** The next publication answers an opening. */
  isOpening: boolean
  /** It was published at least once. */
  isShown: boolean
}

/** A tab beyond this number is not updated until its person opens it again. */
const maxTabs = 10_000

export const createHomeTabs = ({ views, bot, log }: HomeTabsDeps) => {
  /** The opened tabs by person. */
  const opened = new LRUCache<Actor['id'], Opened>({ max: maxTabs })

  const publish = async (home: Opened): Promise<void> => {
    const { team } = readActorId(home.actor.id)
    const { actor, isOpening } = home
    home.isOpening = false
    const { reply, groups, refused = false } = await bot().home({ actor, where: addressIn(team, atHome), isOpening })
    // A person over the limit of commands keeps the tab as it is.
    if (refused && home.isShown) return
    if (!refused) home.groups = groups
    await views.home(actor.id, reply)
    home.isShown = true
  }

  /** Publishes one version of a tab at a time, so that an older one never replaces a newer one; a failure is repeated once. */
  const update = async (home: Opened): Promise<void> => {
    home.isStale = true
    if (home.isPublishing) return
    home.isPublishing = true
    let isRetry = false
    while (home.isStale) {
      home.isStale = false
      try {
        await publish(home)
        isRetry = false
      } catch (error) {
        // A change during the attempt causes another one anyway.
        if (home.isStale) continue
        isRetry = !isRetry && !(error instanceof webApi.WebAPIRateLimitedError)
        home.isStale = isRetry
        if (!isRetry) log.warn({ err: error }, 'Slack: a home tab could not be updated')
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
    /** After a command: updates the person's tab, and the tabs of others that show a changed group. */
    async follow(
      { actor, where }: Pick<Invocation, 'actor' | 'where'>,
      { changed, refused }: BotResponse,
    ): Promise<void> {
      // A press on the home tab shows that it is open, even if that happened before this process started.
      const isOpen = opened.has(actor.id)
      if (isOpen ? changed : isAtHome(where) && !refused) await show(actor, false)
      const changedGroups = new Set(changed?.groups)
      if (changedGroups.size === 0) return
      // A tab that is being published may show the state before the change.
      const affected = [...opened.rvalues()]
        .filter((home) => home !== undefined)
        .filter(
          (home) =>
            home.actor.id !== actor.id && (home.isPublishing || home.groups.some((group) => changedGroups.has(group))),
        )
      // One after another, to avoid a burst of requests for a large group.
      for (const home of affected) await update(home)
    },
  }
}

export type HomeTabs = ReturnType<typeof createHomeTabs>
