import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { createBot } from '../../src/bot/create-bot.ts'
import type { MessageSender } from '../../src/chat/message-sender.ts'
import { commands } from '../../src/commands/index.ts'
import type { Group } from '../../src/core/group.ts'
import type { Roadmap } from '../../src/core/roadmap.ts'
import { slotAfter, weeklyOf } from '../../src/core/slot.ts'
import { createHome } from '../../src/groups/home.ts'
import { createMemberships } from '../../src/groups/memberships.ts'
import { createNotifications } from '../../src/notifications/notifications.ts'
import type { Database } from '../../src/ports/database.ts'
import { homeCard } from '../../src/views/home.ts'
import { backendDeveloper } from './bot.ts'
import { createTestSender, rendered } from './message-sender.ts'
import { createRecordingLog } from './recording-log.ts'
import { type ClockOptions, createTestClock } from './test-clock.ts'

type Options = ClockOptions & { store: Database; start?: string; idempotencyWindowSeconds?: number; timeoutMs?: number }

/** Groups on a platform of the test's own, with nudges at a clock that the test moves. Nothing here sleeps. */
export const createNotifying = ({
  store,
  zone = 'Europe/Berlin',
  start = '2026-11-16T12:00',
  idempotencyWindowSeconds = 0,
  timeoutMs = 20_000,
  between,
}: Options) => {
  const { clock, at, afterLine } = createTestClock(start, { zone, ...(between && { between }) })
  const log = createRecordingLog()
  const mail = createTestSender({ clock, idempotencyWindowSeconds })
  const memberships = createMemberships({
    ...{ store, roadmaps: backendDeveloper, clock, log, newId: randomUUID },
    senders: [mail.sender],
  })
  const openAll = (senders: readonly MessageSender[], roadmaps: readonly Roadmap[] = backendDeveloper) =>
    createNotifications({
      ...{ store, roadmaps, senders, clock, log, timeoutMs, memberships },
      newId: randomUUID,
      random: () => 0,
    })
  const open = (sender: MessageSender = mail.sender, roadmaps?: readonly Roadmap[]) => openAll([sender], roadmaps)
  const notifications = open()
  let owed = Promise.resolve()
  const bot = createBot({
    ...{ commands, roadmaps: backendDeveloper, store, clock, log, newId: randomUUID, notices: notifications.warnings },
    ...{ memberships, home: createHome(homeCard) },
    onEnqueued: () => {
      owed = notifications.deliver()
    },
  })

  type Ask = { channel?: string; source?: 'command' | 'component'; mayManage?: boolean; inDelivery?: boolean }

  /** `inDelivery`: asked in the middle of one, which cannot be waited for. */
  const ask = async (
    name: string,
    line: string,
    { channel = 'home', source = 'command', mayManage = false, inDelivery = false }: Ask = {},
  ) => {
    const actor = { id: `test:${name.toLowerCase()}`, name, mayManage, zone }
    const where = { platform: 'test', workspace: 'w', channel }
    const outcome = await bot.handle({
      ...{ id: randomUUID(), source, actor, where, ask: { line } },
      checkChannel: async () => 'ok',
    })
    if (!inDelivery) await owed
    afterLine()
    return outcome
  }

  return {
    store,
    log,
    bot,
    mail,
    notifications,
    clock,
    /** Another process on the same database. */
    open,
    openAll,
    ask,
    /** What somebody types, and what they see of it. */
    async say(name: string, line: string, more: Omit<Ask, 'inDelivery'> = {}): Promise<string> {
      const { answer, followUps } = await ask(name, line, more)
      return [answer, ...followUps].map(rendered).join('\n\n')
    },
    /** Moves the clock to a local time, and lets the minute's tick come. */
    async tickAt(local: string): Promise<void> {
      at(local)
      await notifications.runCycleAndWait()
    },
    at,
    /** A group without anybody in it, as quickly as it can be made. */
    async addGroup(channel: string, more: Partial<Group> = {}): Promise<Group> {
      const base = {
        ...{ id: `group-${channel}`, name: channel, roadmapId: 'backend-developer', tempo: 'steady' as const, zone },
        start: Temporal.PlainDate.from('2026-11-16'),
        pauses: [],
        postDay: 'monday' as const,
        postTime: Temporal.PlainTime.from('09:00'),
        postsEnabled: true,
        postsSince: clock(),
        createdOn: Temporal.PlainDate.from('2026-11-16'),
        rescheduledAt: clock(),
        ...more,
      }
      const group: Group = { nextPostAt: slotAfter(weeklyOf(base), clock()).at, ...base }
      await store.transaction({ id: randomUUID(), at: clock() }, (within) =>
        within.createGroup(group, { platform: 'test', workspace: 'w', channel }),
      )
      return group
    },
    /** State and reason of each of a group's posts, the oldest first. */
    async outbox(channel: string): Promise<string[]> {
      const posts = await store.reads.postsOf(`group-${channel}`, 100)
      return posts
        .toReversed()
        .map(({ kind, week, state, reason }) => [kind, week, state, reason].filter(Boolean).join(' '))
    },
  }
}
