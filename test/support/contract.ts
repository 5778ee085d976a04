/** The data and the shortcuts of the contract suites, one for each port, which run on every kind of database. */
import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import type { Actor } from '../../src/chat/invocation.ts'
import type { Completion } from '../../src/core/completion.ts'
import type { Group, Learner } from '../../src/core/group.ts'
import type { Repositories } from '../../src/ports/database.ts'
import { openStore } from './database.ts'

export const date = Temporal.PlainDate.from
export const now = Temporal.Instant.from('2026-11-23T09:30:00.123456789Z')
export const where = { platform: 'test', workspace: 'w', channel: 'c' }

export const group: Group = {
  id: 'g1',
  name: 'Friends *<@everyone>*',
  roadmapId: 'backend-developer',
  start: date('2026-11-23'),
  tempo: 'steady',
  zone: 'Europe/Berlin',
  pauses: [{ from: date('2026-12-21'), until: date('2027-01-04') }, { from: date('2027-02-01') }],
  postDay: 'monday',
  postTime: Temporal.PlainTime.from('09:00'),
  postsEnabled: true,
  createdOn: date('2026-11-23'),
  rescheduledAt: now,
  postsSince: now,
  nextPostAt: now.add({ hours: 24 }),
}

export const actor = (name: string): Actor => ({ id: `test:${name}`, name, mayManage: false })

/** A database with shortcuts to change it, closed after the test. */
export const openContract = async (makeUrl: () => Promise<string>) => {
  const opened = openStore(await makeUrl())
  const change = <T>(work: (within: Repositories) => Promise<T>, id: string = randomUUID()) =>
    opened.store.transaction({ id, at: now }, work)
  const upsertLearner = async (name: string): Promise<Learner> => {
    const learner = await change((within) => within.upsertLearner(actor(name), where))
    if ('repeated' in learner) throw new Error('enrolled twice')
    return learner
  }
  return { ...opened, change, upsertLearner }
}

export const completion = (learnerId: string, more: Partial<Completion> = {}): Completion => ({
  learnerId,
  roadmapId: 'backend-developer',
  itemId: 'sql',
  part: 1,
  on: date('2026-11-20'),
  recordedAt: now,
  known: false,
  requestId: 'r1',
  ...more,
})
