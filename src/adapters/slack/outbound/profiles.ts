/**
 * Names, time zones and rights of people, as Slack tells them: kept for ten minutes, so that answers are quick. Rights that change a
 * group are asked for anew.
 */

import { putLast } from '../../../bot/put-last.ts'
import { withTimeout } from '../../../bot/with-timeout.ts'
import type { Actor } from '../../../chat/invocation.ts'
import type { Instant } from '../../../core/calendar.ts'
import type { Log } from '../../../ports/log.ts'
import type { Installations } from '../transport/installations.ts'

type Profile = Pick<Actor, 'name' | 'isNameGuess' | 'zone' | 'mayManage'>

type ProfilesDeps = { installations: Installations; clock: () => Instant; log: Log }

/** In milliseconds: of what was looked up, and of a failure, so that not each command waits for a Slack that does not answer. */
const [freshness, freshnessOfFailure] = [10 * 60_000, 30_000]

/** How long a command waits for it, of the three seconds that Slack gives it; in milliseconds. */
const timeoutMs = 1500

const mostKept = 10_000

/** `name`: what the account is called, where the profile cannot be had. */
type Who = { team: string; user: string; name: string }

/** Neither of them rejects. */
export type Profiles = {
  of(who: Who): Promise<Profile>
  /** Whether somebody is an admin at this moment; undefined where Slack does not tell. */
  mayManageNow(who: Omit<Who, 'name'>): Promise<boolean | undefined>
}

export const createProfiles = ({ installations, clock, log }: ProfilesDeps): Profiles => {
  const kept = new Map<string, { profile: Profile; until: number }>()
  /** What is being looked up: several requests of one person wait for one answer. */
  const asked = new Map<string, Promise<Profile>>()

  const lookUp = async (team: string, user: string): Promise<Profile | undefined> => {
    const { user: found } = (await installations.find(team)?.web.users.info({ user })) ?? {}
    if (!found) return undefined
    const { profile, real_name, name, tz, team_id, is_stranger, is_admin, is_owner, is_primary_owner } = found
    // In a channel that is shared with others, people are admins of theirs.
    const isOwn = !is_stranger && (team_id === undefined || team_id === team)
    return {
      name: profile?.display_name || profile?.real_name || real_name || name || user,
      ...(tz && { zone: tz }),
      mayManage: isOwn && ((is_admin || is_owner || is_primary_owner) ?? false),
    }
  }

  const keep = (key: string, profile: Profile, howLong: number): Profile => {
    putLast(kept, [key, { profile, until: clock().epochMilliseconds + howLong }], mostKept)
    return profile
  }

  /** Of somebody who cannot be looked up: rights are nobody's then. */
  const without = (key: string, name: string): Profile => ({
    ...(kept.get(key)?.profile ?? { name }),
    isNameGuess: true,
    mayManage: false,
  })

  /** Undefined where Slack does not tell. */
  const ask = async ({ team, user }: Omit<Who, 'name'>, key: string): Promise<Profile | undefined> => {
    try {
      const profile = await lookUp(team, user)
      return profile && keep(key, profile, freshness)
    } catch (error) {
      log.warn({ err: error }, 'a profile could not be looked up in Slack')
      return undefined
    }
  }

  const askOrGuess = async (who: Who, key: string): Promise<Profile> =>
    (await ask(who, key)) ?? keep(key, without(key, who.name), freshnessOfFailure)

  return {
    async of(who) {
      const key = keyOf(who)
      const known = kept.get(key)
      if (known && known.until > clock().epochMilliseconds) return known.profile
      const asking = asked.get(key) ?? askOrGuess(who, key).finally(() => asked.delete(key))
      asked.set(key, asking)
      const profile = await withTimeout(asking, timeoutMs)
      return profile === 'timeout' ? without(key, who.name) : profile
    },
    mayManageNow: async (who) => (await ask(who, keyOf(who)))?.mayManage,
  }
}

const keyOf = ({ team, user }: Omit<Who, 'name'>): string => `${team}-${user}`
