import { PrismaPg } from '@prisma/adapter-pg'
import { expect, test } from 'vitest'
import { postgresPool } from '../../src/store/clients.ts'
import { readMigrations, schemaOf } from '../../src/store/migrations.ts'
import { applyMigrations } from '../../src/store/schema-engine.ts'
import { sqliteDriver } from '../../src/store/sqlite-driver.ts'
import { prepareSqliteFile } from '../../src/store/sqlite-file.ts'
import { kinds, openStore } from '../support/database.ts'

const yes = { sqlite: '1', postgresql: 'true' }

/** A group as the first version kept it. */
const contents = (kind: 'sqlite' | 'postgresql') => [
  `INSERT INTO "Learner" ("id", "name", "visibility", "nudges", "away") VALUES ('ana', 'Ana', 'named', ${yes[kind]}, '[]')`,
  `INSERT INTO "Account" ("id", "learnerId") VALUES ('test:ana', 'ana')`,
  `INSERT INTO "StudyGroup" ("id", "name", "roadmapId", "start", "tempo", "zone", "pauses", "postDay", "postTime", "nudges", "createdOn", "rescheduledAt")
   VALUES ('g', 'Friends', 'backend-developer', '2026-11-02', 'steady', 'UTC', '[]', 'monday', '09:00:00', ${yes[kind]}, '2026-11-01', '2026-11-01T09:00:00.000000000Z')`,
  `INSERT INTO "Channel" ("platform", "workspace", "channel", "groupId", "position") VALUES ('test', 'w', 'home', 'g', 0)`,
  `INSERT INTO "Membership" ("groupId", "learnerId", "joinedOn", "planFrom", "organizer") VALUES ('g', 'ana', '2026-11-01', '2026-11-01', ${yes[kind]})`,
  `INSERT INTO "Learner" ("id", "name", "visibility", "nudges", "away") VALUES ('ben', 'Nightowl', 'named', ${yes[kind]}, '[]')`,
  `INSERT INTO "Account" ("id", "learnerId") VALUES ('test:ben', 'ben')`,
  `INSERT INTO "StudyGroup" ("id", "name", "roadmapId", "start", "tempo", "zone", "pauses", "postDay", "postTime", "nudges", "createdOn", "rescheduledAt")
   SELECT 'g2', "name", "roadmapId", "start", "tempo", "zone", "pauses", "postDay", "postTime", "nudges", "createdOn", "rescheduledAt" FROM "StudyGroup"`,
  `INSERT INTO "Channel" ("platform", "workspace", "channel", "groupId", "position") VALUES ('test', 'w2', 'home', 'g2', 0)`,
  ...['g', 'g2'].map(
    (group) => `INSERT INTO "Membership" ("groupId", "learnerId", "joinedOn", "planFrom", "organizer")
   VALUES ('${group}', 'ben', '2026-11-01', '2026-11-01', ${yes[kind]})`,
  ),
  `INSERT INTO "Completion" ("learnerId", "roadmapId", "itemId", "part", "doneOn", "recordedAt", "known", "requestId")
   VALUES ('ana', 'backend-developer', 'fastapi', 1, '2026-11-03', '2026-11-03T09:00:00.000000000Z', ${yes[kind] === '1' ? '0' : 'false'}, 'r')`,
  `INSERT INTO "ClosedWeek" ("groupId", "week", "closedAt") VALUES ('g', '2026-11-02', '2026-11-09T09:00:00.000000000Z')`,
  `INSERT INTO "ClosedWeekRow" ("groupId", "week", "learnerId", "points", "rank") VALUES ('g', '2026-11-02', 'ana', 20, 1)`,
]

test.each(['sqlite', 'postgresql'] as const)('a database of the first version loses nothing on %s', async (kind) => {
  const url = await kinds[kind]()
  if (kind === 'sqlite') prepareSqliteFile(url)
  const pool = kind === 'postgresql' ? postgresPool(url) : undefined
  const factory = pool ? new PrismaPg(pool) : sqliteDriver(url)
  await applyMigrations(factory, schemaOf(kind), (await readMigrations(kind)).slice(0, 1))
  const old = await factory.connect()
  for (const sql of contents(kind)) await old.executeScript(sql)
  await old.dispose()
  await pool?.end()

  const { store } = openStore(url)
  const group = await store.reads.groupAt({ platform: 'test', workspace: 'w', channel: 'home' })
  expect(group).toMatchObject({ name: 'Friends', nudges: true })
  expect(await store.reads.membersOf('g')).toMatchObject([
    { name: 'Ana', learner: { id: 'ana', unansweredReminders: 0 }, organizer: true },
    { learner: { id: 'ben' } },
  ])
  // Which server a name came from is not known of somebody who is in two: it is shown in neither.
  expect((await store.reads.membersOf('g')).map(({ name }) => name)).toEqual(['Ana', 'someone'])
  expect((await store.reads.membersOf('g2')).map(({ name }) => name)).toEqual(['someone'])
  expect(await store.reads.completionsOf(['ana'], 'backend-developer')).toHaveLength(1)
  expect(await store.reads.closedWeeksOf('g')).toHaveLength(1)
  expect(await store.reads.exportOf('test:ana')).toMatchObject({ boardRows: [{ points: 20, rank: 1 }] })
  // Weekly posts begin with the upgrade: nothing is owed for the weeks before.
  expect(group?.postsSince.toString().slice(0, 2)).toBe('20')
})
