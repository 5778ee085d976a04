/**
 * `npm start -- --demo`: a sample group with some weeks of history, told by the very commands that people type, at a clock
 * that is moved through those weeks.
 */

import { Temporal } from 'temporal-polyfill'
import { createBot } from '../bot/bot.ts'
import type { MessageSender } from '../chat/message-sender.ts'
import { dateAt, type Instant, instantOf, mondayOf, type PlainDate } from '../core/calendar.ts'
import { type PlannedUnit, planOf } from '../core/plan.ts'
import type { Roadmap } from '../core/roadmap.ts'
import { isLate } from '../core/slot.ts'
import type { NotificationOptions as NudgesParts } from '../notifications/deps.ts'
import { createNotifications } from '../notifications/notifications.ts'

const weeksOfHistory = 6

/** How many of each week's planned units somebody does, from the first week to the last of the history, and then this week. */
const people: readonly { name: string; doesOf: readonly number[]; settings?: string }[] = [
  // Keeps up with everything.
  { name: 'Ana', doesOf: [9, 9, 9, 9, 9, 9, 2] },
  // As many points as Ana in the latest weeks: a tie.
  { name: 'Ben', doesOf: [9, 9, 1, 0, 9, 9, 2] },
  // Four weeks in a row, one missed: a freeze keeps the streak.
  { name: 'Chen', doesOf: [2, 2, 2, 2, 0, 2, 1] },
  { name: 'Dina', doesOf: [0, 3, 1, 2, 1, 1, 0], settings: 'settings visibility:anonymous' },
  { name: 'Eli', doesOf: [3, 3, 3, 3, 3, 3, 1], settings: 'settings visibility:hidden' },
]

type Stage = {
  roadmap: Roadmap
  zone: string
  now: Instant
  /** What a bot is made of besides its clock. */
  talk: Parameters<typeof createBot>[0]
  deps: NudgesParts
}

/** Whoever reads the history missed its posts. */
const silentSender: MessageSender = {
  platform: 'terminal',
  idempotencyWindowSeconds: 0,
  isUp: () => true,
  confirmRemoved: async () => 'present',
  checkMembership: async () => 'member',
  prepare: async () => ({ send: async () => ({ sent: 'unread' }) }),
}

/** Plays the history; afterwards the store that the bot writes to has the group. */
export const playDemo = async ({ roadmap, zone, now, talk, deps }: Stage): Promise<void> => {
  const today = dateAt(now, zone)
  const thisMonday = mondayOf(today)
  const start = thisMonday.subtract({ weeks: weeksOfHistory })
  const where = { platform: 'terminal', workspace: 'terminal', channel: 'terminal' }
  let at = now
  const notifications = createNotifications({ ...deps, senders: [silentSender], clock: () => at })
  const bot = createBot({ ...talk, clock: () => at, onEnqueued: () => void notifications.deliver() })
  let minute = 0
  let requests = 0
  const say = async (name: string, line: string, on: PlainDate) => {
    // Minutes apart, so that nothing looks like a slip of the finger.
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
    // The latest one is left to be seen, if it is not too late for it.
    if (isLate(post, now)) {
      at = post
      await notifications.runCycleAndWait()
    }
    const planned = planOf(roadmap, 'steady').filter((unit) => unit.week === week)
    for (const { name, doesOf } of people) {
      for (const unit of planned.slice(0, doesOf[week]))
        await say(name, lineFor(unit), week < weeksOfHistory ? monday.add({ days: 2 }) : today)
    }
  }
}

const lineFor = ({ item, part, parts }: PlannedUnit) => (parts > 1 ? `done ${item.id} part:${part}` : `done ${item.id}`)
