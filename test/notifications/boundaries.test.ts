import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { kinds, openStore } from '../support/database.ts'
import { createPostOffice } from '../support/message-sender.ts'
import { createNudging } from '../support/notifying.ts'

/** Groups on a database that the test can also change by hand. */
const open = async () => {
  const url = await kinds.sqlite()
  const nudging = createNudging({ store: openStore(url).store })
  for (const channel of ['a', 'b', 'c']) await nudging.addGroup(channel)
  const byHand = (sql: string) => {
    const database = new Database(url.replace('file:', ''))
    database.exec(sql)
    database.close()
  }
  return { nudging, byHand }
}

test('a group whose row the database itself cannot read keeps nobody waiting', async () => {
  const { nudging, byHand } = await open()
  byHand(`UPDATE "StudyGroup" SET "postsEnabled" = 'maybe' WHERE "id" = 'group-a'`)
  await nudging.tickAt('2026-11-23T09:00')
  expect(nudging.mail.arrived.map(({ to }) => to).toSorted()).toEqual(['b', 'c'])
})

test('a post of a kind that only a newer version knows is left to that version', async () => {
  const { nudging, byHand } = await open()
  byHand(`INSERT INTO "OutboxMessage" ("id", "kind", "platform", "orderingKey", "dueAt", "state", "nextAt")
    VALUES ('later', 'birthday', 'test', 'x', '2026-11-23T07:00:00.000000000Z', 'pending', '2026-11-23T07:00:00.000000000Z')`)
  await nudging.tickAt('2026-11-23T09:00')
  expect(nudging.mail.arrived).toHaveLength(3)
})

test('a platform that hangs keeps another waiting neither with its posts nor with the next minute', async () => {
  const { nudging } = await open()
  const other = createPostOffice({ platform: 'other', clock: nudging.clock })
  const hanging = { ...nudging.mail.sender, prepare: () => new Promise<never>(() => {}) }
  const notifications = nudging.openAll([hanging, other.sender])
  nudging.at('2026-11-23T09:00')
  await nudging.store.transaction({ id: 'owe', at: nudging.clock() }, (within) =>
    within.enqueue(
      [
        {
          ...{ id: 'extra', kind: 'extra', groupId: 'group-a', orderingKey: 'elsewhere', platform: 'other' },
          ...{ about: '2026-11-23', dueAt: nudging.clock() },
        },
      ],
      nudging.clock(),
    ),
  )
  await notifications.runCycle()
  await expect.poll(() => other.arrived.length).toBe(1)
  // The next minute plans, although the first platform's posts of this one are not through.
  nudging.at('2026-11-30T09:00')
  await notifications.runCycle()
  expect(await nudging.ledger('b')).toContain('week 2026-11-30 pending')
})
