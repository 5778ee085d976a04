/**
 * Names, time zones and rights of people in Slack. Profiles are cached for ten minutes, so that answers are quick; rights are looked up
 * again before a group is changed.
 */

import { LRUCache } from 'lru-cache'
import { withTimeout } from '../../../bot/with-timeout.ts'
import type { Actor } from '../../../chat/invocation.ts'
import type { Instant } from '../../../core/calendar.ts'
import type { Log } from '../../../ports/log.ts'
import type { Installations } from '../transport/installations.ts'

type Profile = Pick<Actor, 'name' | 'isNameGuess' | 'zone' | 'mayManage'>

type ProfilesDeps = { installations: Installations; clock: () => Instant; log: Log }

/** How long a profile is kept, and how long a failed look-up, so that not every command waits for a Slack that does not answer; in milliseconds. */
const [freshness, freshnessOfFailure] = [10 * 60_000, 30_000]

/** How long a command waits for a profile, of the three seconds that Slack gives it; in milliseconds. */
const timeoutMs = 1500

const maxProfiles = 10_000

type Account = { team: string; user: string }

/** `name`: the name of the account, for the case that the profile cannot be looked up. */
type Who = Account & { name: string }

/** Looks up people; neither function rejects. */
export type Profiles = {
  of(who: Who): Promise<Profile>
  /** Whether somebody is an admin at this moment; undefined where Slack does not tell. */
  mayManageNow(account: Account): Promise<boolean | undefined>
}

export const createProfiles = ({ installations, clock, log }: ProfilesDeps): Profiles => {
  const lookUp = async ({ team, user }: Account): Promise<Profile | undefined> => {
    const { user: account } = (await installations.find(team)?.web.users.info({ user })) ?? {}
    if (!account) return undefined
    const { profile, real_name, name, tz, team_id, is_stranger, is_admin, is_owner, is_primary_owner } = account
    // In a shared channel, people of another workspace are admins of that one.
    const isOfWorkspace = !is_stranger && (team_id === undefined || team_id === team)
    return {
      name: profile?.display_name || profile?.real_name || real_name || name || user,
      ...(tz && { zone: tz }),
      mayManage: isOfWorkspace && ((is_admin || is_owner || is_primary_owner) ?? false),
    }
  }

  /** Undefined where Slack does not answer, or does not know the account. */
  const tryLookUp = async (account: Account): Promise<Profile | undefined> => {
    try {
      return await lookUp(account)
    } catch (error) {
      log.warn({ err: error }, 'Slack: a profile could not be looked up')
      return undefined
    }
  }

  const profiles = new LRUCache<string, Profile, Who>({
    max: maxProfiles,
    ttl: freshness,
    ttlResolution: 0,
    perf: { now: () => clock().epochMilliseconds },
    ignoreFetchAbort: true,
    async fetchMethod(_key, stale, { options, context: who }) {
      const profile = await tryLookUp(who)
      if (profile) return profile
      options.ttl = freshnessOfFailure
      return guessOf(who, stale)
    },
  })

  return {
    async of(who) {
      const key = keyOf(who)
      // Several requests of one person share one look-up.
      const profile = await withTimeout(profiles.fetch(key, { context: who }), timeoutMs)
      if (profile !== undefined && profile !== 'timeout') return profile
      return guessOf(who, profiles.peek(key, { allowStale: true }))
    },
    async mayManageNow(account) {
      const profile = await tryLookUp(account)
      if (profile) profiles.set(keyOf(account), profile)
      return profile?.mayManage
    },
  }
}

/** The profile of an account that cannot be looked up: the last known name, and no rights. */
const guessOf = ({ name }: Who, last: Profile | undefined): Profile => ({
  ...(last ?? { name }),
  isNameGuess: true,
  mayManage: false,
})

const keyOf = ({ team, user }: Account): string => `${team}-${user}`
