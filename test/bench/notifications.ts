/** How quick weekly posts are: many groups due in the same minute, a tick when nothing is due, and memory meanwhile. */
import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import type { MessageSender } from '../../src/chat/message-sender.ts'
import type { Group } from '../../src/core/group.ts'
import { unitsOf } from '../../src/core/points.ts'
import { createNotifications } from '../../src/notifications/notifications.ts'
import { createDatabase } from '../../src/store/create-database.ts'
import { backendDeveloper } from '../support/bot.ts'
import { createRecordingLog } from '../support/recording-log.ts'
import { line, medians } from './measure.ts'

const start = Temporal.Instant.from('2026-11-16T09:30:00Z')
export const due = Temporal.Instant.from('2026-11-23T09:00:00Z')

const [membersEach, completionsEach] = [2, 2]

/** Takes every post at once. */
const officeThat = (onPost: () => void): MessageSender => ({
  platform: 'bench',
  idempotencyWindowSeconds: 0,
  isUp: () => true,
  confirmRemoved: async () => 'present',
  checkMembership: async () => 'member',
  prepare: async (to, _, key) => ({
    async send() {
      if ('channel' in to) onPost()
      return { sent: key }
    },
  }),
})

type Watching = { onStatement?: () => void; onPost?: () => void }

export const openNotifications = (url: string, { onStatement, onPost = () => {} }: Watching = {}) => {
  let now = start
  const log = createRecordingLog()
  const parts = { log, newId: randomUUID }
  const store = createDatabase({ url, ...parts, ...(onStatement && { onStatement }) })
  const roadmaps = backendDeveloper
  const senders = [officeThat(onPost)]
  const notifications = createNotifications({ store, roadmaps, senders, clock: () => now, random: () => 0, ...parts })
  return {
    store,
    log,
    notifications,
    at(instant: Temporal.Instant) {
      now = instant
    },
  }
}

/** Adds groups that are due on the next Monday, with some members who did something. */
export const fillGroups = async ({ store }: ReturnType<typeof openNotifications>, from: number, until: number) => {
  const units = unitsOf(backendDeveloper[0] ?? never()).slice(0, completionsEach)
  const monday = Temporal.PlainDate.from('2026-11-16')
  for (let first = from; first < until; first += 250) {
    await store.transaction({ id: randomUUID(), at: start }, async (within) => {
      for (let at = first; at < Math.min(until, first + 250); at++) {
        const group: Group = {
          ...{ id: `g${at}`, name: `Group ${at}`, roadmapId: 'backend-developer', start: monday, tempo: 'steady' },
          ...{
            zone: 'UTC',
            pauses: [],
            postDay: 'monday',
            postTime: Temporal.PlainTime.from('09:00'),
            postsEnabled: true,
          },
          ...{ postsSince: start, nextPostAt: due, createdOn: monday, rescheduledAt: start },
        }
        await within.createGroup(group, { platform: 'bench', workspace: 'w', channel: `c${at}` })
        for (let member = 0; member < membersEach; member++) {
          const name = `m${at}-${member}`
          const learner = await within.upsertLearner(
            { id: `bench:${name}`, name, mayManage: false },
            { workspace: 'w' },
          )
          await within.saveMember({ learner, groupId: group.id, joinedOn: monday, planFrom: monday, organizer: true })
          const done = { learnerId: learner.id, roadmapId: 'backend-developer', on: monday, recordedAt: start }
          await within.record(
            units.map(({ item, part }) => ({ ...done, itemId: item.id, part, known: false, requestId: name })),
          )
        }
      }
    })
  }
}

const never = (): never => {
  throw new Error('no roadmap')
}

export const benchNudges = async (kind: string, urlOf: (name: string) => Promise<string>) => {
  const many = 10_000
  console.log(`\n${kind}: weekly posts of ${many.toLocaleString('en')} groups that are due in the same minute`)
  let statements = 0
  let posts = 0
  const counting = openNotifications(await urlOf('nudges'), {
    onStatement: () => {
      statements += 1
    },
    onPost: () => {
      posts += 1
    },
  })
  await fillGroups(counting, 0, many)
  counting.at(due)
  statements = 0
  const began = process.hrtime.bigint()
  await counting.notifications.runCycleAndWait()
  const seconds = Number(process.hrtime.bigint() - began) / 1e9
  if (posts !== many) throw new Error(`${posts} posts of ${many}`)
  line('posts per second', Math.round(posts / seconds).toLocaleString('en'))
  line('statements per post (aim: 10 or fewer)', (statements / posts).toFixed(2))
  await counting.store.close()

  const idle = openNotifications(await urlOf('idle'))
  await fillGroups(idle, 0, 1000)
  const tick = () => idle.notifications.runCycleAndWait()
  const { few } = await medians({ few: tick }, { iterations: 100, warmup: 200 })
  await fillGroups(idle, 1000, 20_000)
  const { more } = await medians({ more: tick }, { iterations: 100, warmup: 200 })
  line('an idle tick with 1,000 groups, with 20,000', `${few.toFixed(2)} ms, ${more.toFixed(2)} ms`)
  line('ratio (aim: 1.5 or less)', (more / few).toFixed(2))
  await idle.store.close()
}
