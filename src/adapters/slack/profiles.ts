/** Names, time zones and rights of people, as Slack tells them: kept for ten minutes, so that answers are quick and rights are fresh. */

import type { Actor } from '../../bot/invocation.ts'
import type { Log } from '../../bot/log.ts'
import type { Instant } from '../../core/calendar.ts'
import type { Installations } from './installations.ts'

type Profile = Pick<Actor, 'name' | 'zone' | 'mayManage'>

type Parts = { installations: Installations; clock: () => Instant; log: Log }

/** In milliseconds. */
const freshness = 10 * 60_000

const mostKept = 10_000

export type Profiles = (who: { team: string; user: string; name: string }) => Promise<Profile>

export const createProfiles = ({ installations, clock, log }: Parts): Profiles => {
  const kept = new Map<string, { profile: Profile; until: number }>()

  const lookUp = async (team: string, user: string): Promise<Profile | undefined> => {
    const { user: found } = (await installations.of(team)?.web.users.info({ user })) ?? {}
    if (!found) return undefined
    const { profile, real_name, name, tz, is_admin, is_owner, is_primary_owner } = found
    return {
      name: profile?.display_name || profile?.real_name || real_name || name || user,
      ...(tz && { zone: tz }),
      mayManage: (is_admin || is_owner || is_primary_owner) ?? false,
    }
  }

  return async ({ team, user, name }) => {
    const key = `${team}-${user}`
    const now = clock().epochMilliseconds
    const known = kept.get(key)
    if (known && known.until > now) return known.profile
    try {
      const profile = await lookUp(team, user)
      if (profile) {
        kept.delete(key)
        kept.set(key, { profile, until: now + freshness })
        const [oldest] = kept.keys()
        if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
        return profile
      }
    } catch (error) {
      log.warn({ err: error }, 'a profile could not be looked up in Slack')
    }
    // Rights that cannot be looked up are nobody's.
    return { ...(known?.profile ?? { name }), mayManage: false }
  }
}
