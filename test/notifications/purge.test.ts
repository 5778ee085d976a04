import { expect, test } from 'vitest'
import { kinds, openStore } from '../support/database.ts'
import { createNotifying } from '../support/notifying.ts'

/** A group that the platform called removed on 23 November. */
const removed = async (timeoutMs = 20_000) => {
  const notifying = createNotifying({ store: openStore(await kinds.sqlite()).store, timeoutMs })
  await notifying.say('Ana', 'group create Friends start:2026-11-23')
  notifying.mail.answer('home', { posted: { refused: 'removed' } }, 1)
  await notifying.tickAt('2026-11-23T09:00')
  return {
    ...notifying,
    group: () => notifying.store.reads.groupAt({ platform: 'test', workspace: 'w', channel: 'home' }),
  }
}

test.each([
  ['throws', async () => Promise.reject(new Error('a bug'))],
  ['hangs', () => new Promise<never>(() => {})],
])('an adapter that %s when it is asked deletes no group', async (_, answer) => {
  const { mail, tickAt, group } = await removed(20)
  mail.confirmRemovals(answer)
  await tickAt('2026-12-07T09:00')
  expect(await group()).toBeDefined()
})

test('a platform that takes its time with the answer keeps no minute waiting', async () => {
  const { mail, at, notifications, say, group } = await removed()
  const asked = Promise.withResolvers<void>()
  const answer = Promise.withResolvers<'removed'>()
  mail.confirmRemovals(() => {
    asked.resolve()
    return answer.promise
  })
  await say('Ben', 'group create Others start:2026-11-23', { channel: 'other' })
  at('2026-12-07T09:00')
  await notifications.runCycle()
  await asked.promise
  await notifications.deliver()
  expect(mail.in('other').join()).toContain('Others: week of Mon 7 Dec 2026')
  answer.resolve('removed')
  await expect.poll(group).toBeUndefined()
})

test('somebody types in the channel while the platform is asked: the group stays', async () => {
  const { mail, tickAt, ask, group } = await removed()
  mail.confirmRemovals(async () => {
    await ask('Ana', 'done fastapi', { inDelivery: true })
    return 'removed'
  })
  await tickAt('2026-12-07T09:00')
  expect((await group())?.name).toBe('Friends')
})

test('a process that does not serve the platform neither deletes nor warns', async () => {
  const { tickAt, openAll, group, log, at } = await removed()
  at('2026-12-07T09:00')
  await openAll([]).runCycleAndWait()
  expect(await group()).toBeDefined()
  expect(log.entries.filter(({ message }) => message.includes('not deleted'))).toEqual([])
  await tickAt('2026-12-07T09:00')
  expect(await group()).toBeUndefined()
})
