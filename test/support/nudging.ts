import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { createBot } from '../../src/bot/bot.ts'
import type { PostOffice } from '../../src/bot/chat-adapter.ts'
import type { Store } from '../../src/bot/store.ts'
import { commands } from '../../src/commands/index.ts'
import type { Group } from '../../src/core/group.ts'
import type { Roadmap } from '../../src/core/roadmap.ts'
import { slotAfter, weeklyOf } from '../../src/core/slot.ts'
import { createHome } from '../../src/groups/home.ts'
import { createMemberships } from '../../src/groups/memberships.ts'
import { createNudges } from '../../src/nudges/nudges.ts'
import { homeCard } from '../../src/views/home.ts'
import { backendDeveloper } from './bot.ts'
import { createPostOffice, rendered } from './post-office.ts'
import { createRecordingLog } from './recording-log.ts'

type Options = { store: Store; zone?: string; start?: string; remembersKeys?: number; patience?: number }

/** Groups on a platform of the test's own, with nudges at a clock that the test moves. Nothing here sleeps. */
export const createNudging = ({
  store,
  zone = 'Europe/Berlin',
  start = '2026-11-16T12:00',
  remembersKeys = 0,
  patience = 20_000,
}: Options) => {
  const instantAt = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant()
  let now = instantAt(start)
  const clock = () => now
  const log = createRecordingLog()
  const mail = createPostOffice({ clock, remembersKeys })
  const memberships = createMemberships({
    ...{ store, roadmaps: backendDeveloper, clock, log, newId: randomUUID },
    offices: [mail.office],
  })
  const openAll = (offices: readonly PostOffice[], roadmaps: readonly Roadmap[] = backendDeveloper) =>
    createNudges({
      ...{ store, roadmaps, offices, clock, log, patience, memberships },
      newId: randomUUID,
      chance: () => 0,
    })
  const open = (office: PostOffice = mail.office, roadmaps?: readonly Roadmap[]) => openAll([office], roadmaps)
  const nudges = open()
  let owed = Promise.resolve()
  const bot = createBot({
    ...{ commands, roadmaps: backendDeveloper, store, clock, log, newId: randomUUID, notices: nudges.notices },
    ...{ memberships, home: createHome(homeCard) },
    onOwed: () => {
      owed = nudges.deliver()
    },
  })

  type Ask = { channel?: string; via?: 'typed' | 'control'; mayManage?: boolean; inDelivery?: boolean }

  /** `inDelivery`: asked in the middle of one, which cannot be waited for. */
  const ask = async (
    name: string,
    line: string,
    { channel = 'home', via = 'typed', mayManage = false, inDelivery = false }: Ask = {},
  ) => {
    now = now.add({ seconds: 1 })
    const actor = { id: `test:${name.toLowerCase()}`, name, mayManage, zone }
    const where = { platform: 'test', workspace: 'w', channel }
    const outcome = await bot.handle({
      ...{ id: randomUUID(), via, actor, where, ask: { line } },
      checkChannel: async () => 'ok',
    })
    if (!inDelivery) await owed
    return outcome
  }

  return {
    store,
    log,
    bot,
    mail,
    nudges,
    clock,
    /** Another process on the same database. */
    open,
    openAll,
    ask,
    /** What somebody types, and what they see of it. */
    async say(name: string, line: string, more: Omit<Ask, 'inDelivery'> = {}): Promise<string> {
      const { answer, asides } = await ask(name, line, more)
      return [answer, ...asides].map(rendered).join('\n\n')
    },
    /** Moves the clock to a local time, and lets the minute's tick come. */
    async tickAt(local: string): Promise<void> {
      now = instantAt(local)
      await nudges.tick()
    },
    at(local: string) {
      now = instantAt(local)
    },
    /** A group without anybody in it, as quickly as it can be made. */
    async addGroup(channel: string, more: Partial<Group> = {}): Promise<Group> {
      const base = {
        ...{ id: `group-${channel}`, name: channel, roadmapId: 'backend-developer', tempo: 'steady' as const, zone },
        start: Temporal.PlainDate.from('2026-11-16'),
        pauses: [],
        nudgeDay: 'monday' as const,
        nudgeTime: Temporal.PlainTime.from('09:00'),
        nudges: true,
        nudgesSince: now,
        createdOn: Temporal.PlainDate.from('2026-11-16'),
        rescheduledAt: now,
        ...more,
      }
      const group: Group = { nextNudgeAt: slotAfter(weeklyOf(base), now).at, ...base }
      await store.change({ id: randomUUID(), at: now }, (within) =>
        within.createGroup(group, { platform: 'test', workspace: 'w', channel }),
      )
      return group
    },
    /** State and reason of each of a group's posts, the oldest first. */
    async ledger(channel: string): Promise<string[]> {
      const posts = await store.postsOf(`group-${channel}`, 100)
      return posts
        .toReversed()
        .map(({ kind, week, state, reason }) => [kind, week, state, reason].filter(Boolean).join(' '))
    },
  }
}
