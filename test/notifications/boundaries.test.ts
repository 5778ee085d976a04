import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { kinds, openStore } from '../support/database.ts'
import { createTestSender } from '../support/message-sender.ts'
import { createNotifying } from '../support/notifying.ts'

/** Groups on a database that the test can also change by hand. */
const open = async () => {
  const url = await kinds.sqlite()
  const notifying = createNotifying({ store: openStore(url).store })
  for (const channel of ['a', 'b', 'c']) await notifying.addGroup(channel)
  const byHand = (sql: string) => {
    const database = new Database(url.replace('file:', ''))
    database.exec(sql)
    database.close()
  }
  return { notifying, byHand }
}

test('a group whose row the database itself cannot read keeps nobody waiting', async () => {
  const { notifying, byHand } = await open()
  byHand(`UPDATE "StudyGroup" SET "postsEnabled" = 'maybe' WHERE "id" = 'group-a'`)
  await notifying.tickAt('2026-11-23T09:00')
  expect(notifying.mail.arrived.map(({ to }) => to).toSorted()).toEqual(['b', 'c'])
})

test('a post of a kind that only a newer version knows is left to that version', async () => {
  const { notifying, byHand } = await open()
  byHand(`INSERT INTO "OutboxMessage" ("id", "kind", "platform", "orderingKey", "dueAt", "state", "nextAt")
    VALUES ('later', 'birthday', 'test', 'x', '2026-11-23T07:00:00.000000000Z', 'pending', '2026-11-23T07:00:00.000000000Z')`)
  await notifying.tickAt('2026-11-23T09:00')
  expect(notifying.mail.arrived).toHaveLength(3)
})

test('a platform that hangs keeps another waiting neither with its posts nor with the next minute', async () => {
  const { notifying } = await open()
  const other = createTestSender({ platform: 'other', clock: notifying.clock })
  const hanging = { ...notifying.mail.sender, prepare: () => new Promise<never>(() => {}) }
  const notifications = notifying.openAll([hanging, other.sender])
  notifying.at('2026-11-23T09:00')
  await notifying.store.transaction({ id: 'owe', at: notifying.clock() }, (within) =>
    within.enqueue(
      [
        {
          ...{ id: 'extra', kind: 'extra', groupId: 'group-a', orderingKey: 'elsewhere', platform: 'other' },
          ...{ about: '2026-11-23', dueAt: notifying.clock() },
        },
      ],
      notifying.clock(),
    ),
  )
  await notifications.runCycle()
  await expect.poll(() => other.arrived.length).toBe(1)
  // The next minute plans, although the first platform's posts of this one are not through.
  notifying.at('2026-11-30T09:00')
  await notifications.runCycle()
  expect(await notifying.outbox('b')).toContain('week 2026-11-30 pending')
})
