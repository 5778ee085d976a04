/**
 * What is kept, in the subject's words: the port that a database fills. Everything read outside of a change is a look;
 * every change is one transaction that happens wholly or not at all.
 */

import type { ChannelScope } from '../chat/channel-event.ts'
import type { Actor, ActorId, Address } from '../chat/invocation.ts'
import type { Instant, PlainDate } from '../core/calendar.ts'
import type { ClosedWeek } from '../core/closed-week.ts'
import type { Completion } from '../core/completion.ts'
import type { Group, Learner, Member } from '../core/group.ts'
import type { IdleLearner } from '../core/idle.ts'
import type { ScoredUnit } from '../core/leaderboard.ts'
import type { NewOutboxMessage, OutboxMessage, SkipReason } from '../core/outbox-message.ts'
import type { Outbox } from './outbox.ts'
import type { StoredActions } from './stored-actions.ts'

/** A row of a closed week's board. */
type BoardRow = { learnerId: string; points: number; rank: number }

type Skip = { learnerId: string; itemId: string }

/** A row as it is stored, by its columns. */
export type StoredRow = Readonly<Record<string, unknown>>

/** What is stored about a person: rows by section, such as `completions`; sections without rows are left out. */
export type StoredPerson = Readonly<Record<string, readonly StoredRow[]>>

export type Reads = {
  /** The group that meets in a channel. One statement. */
  groupAt(where: Address): Promise<Group | undefined>
  /** The groups at home in a channel, or in a whole server or workspace, the oldest first. */
  groupsIn(place: ChannelScope): Promise<Group[]>
  /** The servers and workspaces in which groups meet, and how many do. */
  workspaces(): Promise<(Omit<ChannelScope, 'channel'> & { groups: number })[]>
  /** A group that has not ended. */
  groupOf(groupId: string): Promise<Group | undefined>
  /** The groups that a learner is a member of now, the oldest first. */
  groupsOf(learnerId: string): Promise<Group[]>
  /** Of the groups that have not ended, how many a learner is a member of now, and how many they founded, as the first who ever joined. */
  groupCountsOf(learnerId: string): Promise<{ joined: number; founded: number }>
  /** Where a group meets; the first is its home. */
  channelsOf(groupId: string): Promise<Address[]>
  learnerOf(actorId: ActorId): Promise<Learner | undefined>
  learner(learnerId: string): Promise<Learner | undefined>
  /** How platforms know a learner. */
  accountsOf(learnerId: string): Promise<ActorId[]>
  /** All who ever joined, also those who left, in the order of joining. */
  membersOf(groupId: string): Promise<Member[]>
  /** Completions of some learners in one roadmap, in the order of recording; `from`: only those dated or recorded on that day (UTC) or later. */
  completionsOf(learnerIds: readonly string[], roadmapId: string, from?: PlainDate): Promise<Completion[]>
  skipsOf(learnerIds: readonly string[], roadmapId: string): Promise<Skip[]>
  /** The closed weeks of a group, the latest first. */
  closedWeeksOf(groupId: string): Promise<ClosedWeek[]>
  /** When a week was last closed in one of the groups that a learner is a member of. */
  lastClosingOf(learnerId: string): Promise<Instant | undefined>
  /** The kept board of a closed week, the first rank first; empty for a week that is not closed. */
  boardOf(groupId: string, week: PlainDate): Promise<BoardRow[]>
  /** Units that scored on a closed board of the group and were taken back since. */
  scoredUnitsOf(groupId: string): Promise<ScoredUnit[]>
  /** The latest posts for a group's channel, the latest first; `weekly`: only those of weeks. */
  postsOf(groupId: string, most: number, which?: 'weekly'): Promise<OutboxMessage[]>
  /** The Monday of the latest week in which the group was told of its end, or is about to be. */
  endAnnouncedIn(groupId: string): Promise<PlainDate | undefined>
  /** The groups whose platform refuses their posts. */
  blockedGroups(): Promise<Group[]>
  /** Learners who could not be written to and do not know it. */
  unreachableLearners(): Promise<Learner[]>
  /** Learners who are in no group, and have been in none and used no command since a day or longer; or the one of them with this id. */
  idleLearners(until: PlainDate, learnerId?: string): Promise<IdleLearner[]>
  /** The line of a stored action; undefined when it is too old, or its owner was deleted. */
  storedLine(id: string): Promise<string | undefined>
  /** Everything that is stored about the person behind an account, learner or not; empty for a stranger (design 4.8). */
  exportOf(actorId: ActorId): Promise<StoredPerson>
}

export type Writes = {
  /** The learner behind an account, made at the first time; takes over the name that the server or workspace says now. */
  upsertLearner(actor: Actor, where: Pick<Address, 'workspace'>): Promise<Learner>
  saveLearner(learner: Learner): Promise<void>
  /** Makes a group at home in a channel. False when the channel has a group already (a unique key, not a check before). */
  createGroup(group: Group, where: Address): Promise<boolean>
  saveGroup(group: Group): Promise<void>
  /** Moves the group's home. False when that channel has a group already. */
  moveGroup(groupId: string, where: Address): Promise<boolean>
  /** Ends a group: its channels are free again; members, completions and boards are kept. */
  endGroup(groupId: string, on: PlainDate): Promise<void>
  /** Adds a member, or changes the one there is. */
  saveMember(member: Omit<Member, 'name'>): Promise<void>
  /** Records completions; returns those that were new. What is there already stays as it is. */
  record(completions: readonly Completion[]): Promise<Completion[]>
  /** Takes back these completions; what is gone already stays so. */
  takeBack(completions: readonly Completion[]): Promise<void>
  skip(learnerId: string, roadmapId: string, itemId: string): Promise<void>
  unskip(learnerId: string, roadmapId: string, itemId: string): Promise<void>
  /** Keeps a week's board. False when the week was closed already. */
  closeWeek(groupId: string, closedWeek: ClosedWeek, rows: readonly BoardRow[]): Promise<boolean>
  /** Notes that a unit scored on a closed board of the group, so that it never scores there again. */
  markScored(groupId: string, scoredUnits: ScoredUnit): Promise<void>
  /** True the first time a thing is announced in a group, such as a learner's finished stage. */
  markAnnounced(groupId: string, learnerId: string, what: string): Promise<boolean>
  /** Notes what is owed, or was skipped from the start; returns how many of it were new. */
  enqueue(posts: readonly (NewOutboxMessage & { skipped?: SkipReason })[], at: Instant): Promise<number>
  /** Sets when a group's next weekly post falls due; false when another process did so already. */
  rescheduleGroup(groupId: string, was: Instant, next: Instant): Promise<boolean>
  /** The same for a learner's private reminder. */
  rescheduleLearner(learnerId: string, was: Instant, next: Instant): Promise<boolean>
  /** Owes again what was skipped for this reason and fell due after an instant; returns how much that was. */
  requeueSkipped(groupId: string, reason: SkipReason, since: Instant): Promise<number>
  /** Skips everything that is owed to a group's channel. */
  cancelPending(groupId: string, reason: SkipReason, at: Instant): Promise<void>
  /** Removes a group and everything of it; progress stays the people's own. */
  deleteGroup(groupId: string): Promise<void>
  /** Removes the person behind an account, learner or not, and everything of theirs; ranks of kept boards stay as they are. */
  deletePerson(actorId: ActorId): Promise<void>
}

/** A change that was delivered twice. */
export type Repeated = { repeated: true }

export type Store = Reads &
  Outbox & {
    /**
     * Takes over what a server or workspace calls an account now, and the day on which its person was last seen, if that is told. Writes
     * only where these differ, and nothing of an account that is not known.
     */
    refreshName(actor: Actor, where: Pick<Address, 'workspace'>, seenOn?: PlainDate): Promise<void>
    /** Keeps lines that are too long for a control, in one statement; what is kept already stays, and so does its id. */
    storeActions(lines: readonly string[], card: { owner?: ActorId; at: Instant }): Promise<StoredActions>
    /**
     * Runs one change as a transaction. The same request id a second time changes nothing and says so. The work may be run
     * again when another change came in between, so it does nothing but read and write through what it is given.
     */
    change<T>(request: { id: string; at: Instant }, work: (within: Reads & Writes) => Promise<T>): Promise<T | Repeated>
    /** Upkeep now and then: what was deleted leaves the files, and old copies of the database go. */
    tidy(now: Instant): Promise<void>
    close(): Promise<void>
  }
