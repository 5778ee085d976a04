/**
 * `npm start -- --demo`: makes a sample group with some weeks of history by running the commands that people type, at a clock that
 * moves through those weeks.
 */

import { Temporal } from 'temporal-polyfill'
import { createBot } from '../bot/create-bot.ts'
import type { MessageSender } from '../chat/message-sender.ts'
import { dateAt, type Instant, instantOf, mondayOf, type PlainDate } from '../core/calendar.ts'
import { type PlannedUnit, planOf } from '../core/plan.ts'
import type { Roadmap } from '../core/roadmap.ts'
import { isLate } from '../core/slot.ts'
import type { NotificationOptions } from '../notifications/deps.ts'
import { createNotifications } from '../notifications/notifications.ts'

const weeksOfHistory = 6

/** `completes`: how many of each week's planned units a person completes, from the first week of the history to this week. */
const people: readonly { name: string; completes: readonly number[]; settings?: string }[] = [
  // Keeps up with everything.
  { name: 'Ana', completes: [9, 9, 9, 9, 9, 9, 2] },
  // As many points as Ana in the latest weeks: a tie.
  { name: 'Ben', completes: [9, 9, 1, 0, 9, 9, 2] },
  // Four weeks in a row, one missed: a freeze keeps the streak.
  { name: 'Chen', completes: [2, 2, 2, 2, 0, 2, 1] },
  { name: 'Dina', completes: [0, 3, 1, 2, 1, 1, 0], settings: 'settings visibility:anonymous' },
  { name: 'Eli', completes: [3, 3, 3, 3, 3, 3, 1], settings: 'settings visibility:hidden' },
]

type Stage = {
  roadmap: Roadmap
  zone: string
  now: Instant
  /** The dependencies of the bot; the clock is replaced. */
  botDeps: Parameters<typeof createBot>[0]
  deps: NotificationOptions
}

/** Posts of the history are sent to nobody. */
const silentSender: MessageSender = {
  platform: 'terminal',
  idempotencyWindowSeconds: 0,
  isUp: () => true,
  confirmRemoved: async () => 'present',
  checkMembership: async () => 'member',
  prepare: async () => ({ send: async () => ({ sent: 'unread' }) }),
}

/** Runs the history; afterwards the store has the group. */
export const playDemo = async ({ roadmap, zone, now, botDeps, deps }: Stage): Promise<void> => {
  const today = dateAt(now, zone)
  const thisMonday = mondayOf(today)
  const start = thisMonday.subtract({ weeks: weeksOfHistory })
  const where = { platform: 'terminal', workspace: 'terminal', channel: 'terminal' }
  let at = now
  const notifications = createNotifications({ ...deps, senders: [silentSender], clock: () => at })
  const bot = createBot({ ...botDeps, clock: () => at, onEnqueued: () => void notifications.deliver() })
  let minute = 0
  let requests = 0
  const say = async (name: string, line: string, on: PlainDate) => {
    // Minutes apart, so that no command looks like a repeated one.
    minute += 3
    requests += 1
    at = instantOf(on, Temporal.PlainTime.from('07:00'), zone).add({ minutes: minute })
    const actor = { id: `terminal:${name.toLowerCase()}`, name, zone, mayManage: true }
    const { answer } = await bot.handle({
      id: `demo:${requests}`,
      source: 'command',
      actor,
      where,
      ask: { line },
      checkChannel: async () => 'ok',
    })
    await notifications.deliver()
    if (answer.tone === 'problem') throw new Error(`the demo cannot say "${line}" as ${name}: ${answer.title}`)
  }

  await say('Ana', `group create name:"Backend Friends" start:${start.toString()}`, start)
  for (const { name, settings } of people) {
    if (name !== 'Ana') await say(name, 'join', start)
    if (settings) await say(name, settings, start)
  }
  for (let week = 0; week <= weeksOfHistory; week++) {
    minute = 0
    const monday = start.add({ weeks: week })
    const post = instantOf(monday, Temporal.PlainTime.from('09:00'), zone)
    // The latest post stays pending, so that it is shown, unless it is overdue.
    if (isLate(post, now)) {
      at = post
      await notifications.runCycleAndWait()
    }
    const planned = planOf(roadmap, 'steady').filter((unit) => unit.week === week)
    for (const { name, completes } of people) {
      for (const unit of planned.slice(0, completes[week]))
        await say(name, lineFor(unit), week < weeksOfHistory ? monday.add({ days: 2 }) : today)
    }
  }
}

const lineFor = ({ item, part, parts }: PlannedUnit) => (parts > 1 ? `done ${item.id} part:${part}` : `done ${item.id}`)
