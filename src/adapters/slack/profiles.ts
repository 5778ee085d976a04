/** Names, time zones and rights of people, as Slack tells them: kept for ten minutes, so that answers are quick and rights are fresh. */
import { inTime } from '../../bot/in-time.ts'
import type { Actor } from '../../bot/invocation.ts'
import type { Log } from '../../bot/log.ts'
import { putLast } from '../../bot/put-last.ts'
import type { Instant } from '../../core/calendar.ts'
import type { Installations } from './installations.ts'

type Profile = Pick<Actor, 'name' | 'isNameGuess' | 'zone' | 'mayManage'>

type Parts = { installations: Installations; clock: () => Instant; log: Log }

/** In milliseconds: of what was looked up, and of a failure, so that not each command waits for a Slack that does not answer. */
const [freshness, freshnessOfFailure] = [10 * 60_000, 30_000]

/** How long a command waits for it, of the three seconds that Slack gives it; in milliseconds. */
const patience = 1500

const mostKept = 10_000

/** `name`: what the account is called, where the profile cannot be had. */
type Who = { team: string; user: string; name: string }

/** Never rejects. */
export type Profiles = (who: Who) => Promise<Profile>

export const createProfiles = ({ installations, clock, log }: Parts): Profiles => {
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

  const ask = async ({ team, user, name }: Who, key: string): Promise<Profile> => {
    try {
      const profile = await lookUp(team, user)
      if (profile) return keep(key, profile, freshness)
    } catch (error) {
      log.warn({ err: error }, 'a profile could not be looked up in Slack')
    }
    return keep(key, without(key, name), freshnessOfFailure)
  }

  return async (who) => {
    const key = `${who.team}-${who.user}`
    const known = kept.get(key)
    if (known && known.until > clock().epochMilliseconds) return known.profile
    const asking = asked.get(key) ?? ask(who, key).finally(() => asked.delete(key))
    asked.set(key, asking)
    const profile = await inTime(asking, patience)
    return profile === 'slow' ? without(key, who.name) : profile
  }
}
