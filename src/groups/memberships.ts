/**
 * Checks with platforms whether people are still in the servers and workspaces of their groups, and ends the memberships of people who
 * left (design 4). Answers are cached for some minutes.
 */

import { LRUCache } from 'lru-cache'
import type { Memberships, Unconfirmed } from '../bot/memberships.ts'
import { withTimeout } from '../bot/with-timeout.ts'
import type { ActorId, Address } from '../chat/invocation.ts'
import type { Membership, MessageSender } from '../chat/message-sender.ts'
import { dateAt, type Instant } from '../core/calendar.ts'
import type { Group, Learner } from '../core/group.ts'
import type { Roadmap } from '../core/roadmap.ts'
import { StoreUnavailable } from '../errors/store-unavailable.ts'
import type { Database } from '../ports/database.ts'
import type { Log } from '../ports/log.ts'
import { closeWeeksOf } from './close-weeks.ts'
import { presentMembers } from './group-context.ts'
import { removeMember } from './remove-member.ts'

type MembershipSender = Pick<MessageSender, 'platform' | 'checkMembership'>

type MembershipsDeps = {
  store: Database
  roadmaps: readonly Roadmap[]
  senders: readonly MembershipSender[]
  clock: () => Instant
  newId: () => string
  log: Log
}

/** How long an answer is cached, in milliseconds; an unknown one only briefly. */
const freshness = { member: 5 * 60_000, unknown: 10_000 } as const

/** How long a request waits for a platform, in milliseconds, out of the three seconds that platforms wait for an answer. */
const timeoutMs = 1000

const maxAnswers = 10_000

export const createMemberships = (deps: MembershipsDeps): Memberships => {
  const { store, clock, newId, log } = deps
  const check = createCheck(deps)

  const look = async (person: ActorId, groupId: string | undefined) => {
    const learner = await store.reads.learnerOf(person)
    const groups = learner ? await store.reads.groupsOf(learner.id) : []
    const concerned = groups.filter(({ id }) => groupId === undefined || id === groupId)
    const checked = concerned.map(async (group) => {
      const [home] = await store.reads.channelsOf(group.id)
      return { group, membership: home ? await check(person, home) : ('member' as const) }
    })
    return { learner, checked: await Promise.all(checked) }
  }

  /** Undefined while the database is unavailable: commands that need it report that themselves. */
  const lookIfPossible = async (...options: Parameters<typeof look>) => {
    try {
      return await look(...options)
    } catch (error) {
      if (error instanceof StoreUnavailable) return undefined
      throw error
    }
  }

  const end = async (learner: Learner, gone: readonly Group[]): Promise<void> => {
    const now = clock()
    await store.transaction({ id: `gone ${newId()}`, at: now }, async (within) => {
      await closeWeeksOf(learner.id, { roadmaps: deps.roadmaps, now }, within)
      for (const group of gone) {
        const members = await within.membersOf(group.id)
        const member = presentMembers(members).find((one) => one.learner.id === learner.id)
        if (member) await removeMember({ group, members, today: dateAt(now, group.zone), now }, member, { within })
      }
    })
    log.info({ learner: learner.id, groups: gone.map(({ id }) => id) }, 'memberships ended: the person left the server')
  }

  return {
    async confirm(person, groupId): Promise<Unconfirmed> {
      const result = await lookIfPossible(person, groupId)
      if (!result) return () => true
      const { learner, checked } = result
      const withMembership = (requested: Membership) =>
        checked.flatMap(({ group, membership }) => (membership === requested ? [group] : []))
      const gone = withMembership('gone')
      if (learner && gone.length > 0) await end(learner, gone)
      const unconfirmed = new Set(withMembership('unknown').map(({ id }) => id))
      return (id) => unconfirmed.has(id)
    },
  }
}

type Question = { person: ActorId; where: Address }

/** Requests about the same person and channel share one question to the platform. */
const createCheck = ({ senders, clock }: Pick<MembershipsDeps, 'senders' | 'clock'>) => {
  const answers = new LRUCache<string, keyof typeof freshness, Question>({
    max: maxAnswers,
    ttl: freshness.member,
    ttlResolution: 0,
    perf: { now: () => clock().epochMilliseconds },
    ignoreFetchAbort: true,
    async fetchMethod(_key, _stale, { options, context: { person, where } }) {
      const sender = senders.find(({ platform }) => platform === where.platform)
      const isTheirs = person.startsWith(`${where.platform}:`)
      const membership = sender && isTheirs ? await sender.checkMembership(person, where) : 'unknown'
      // The cache keeps no undefined: somebody who is gone may come back at any moment.
      if (membership === 'gone') return undefined
      options.ttl = freshness[membership]
      return membership
    },
  })

  return async (person: ActorId, where: Address): Promise<Membership> => {
    const key = `${person} ${where.workspace} ${where.channel}`
    const membership = await withTimeout(answers.fetch(key, { context: { person, where } }), timeoutMs)
    return membership === 'timeout' ? 'unknown' : (membership ?? 'gone')
  }
}
