import { expect, test } from 'vitest'
import { kinds, nextMigrations, openStore, runSql } from '../support/database.ts'
import { dump } from '../support/dump.ts'

const yes = { sqlite: '1', postgresql: 'true' }
const no = { sqlite: '0', postgresql: 'false' }
const at = '2026-11-09T09:00:00.000000000Z'

/** A group with two members and something in every table that a version may change. */
const contents = (kind: 'sqlite' | 'postgresql') => [
  ...['ana', 'ben'].flatMap((id) => [
    `INSERT INTO "Learner" ("id", "visibility", "remindersEnabled", "away") VALUES ('${id}', 'named', ${yes[kind]}, '[]')`,
    `INSERT INTO "Account" ("id", "learnerId") VALUES ('test:${id}', '${id}')`,
    `INSERT INTO "AccountName" ("accountId", "workspace", "name") VALUES ('test:${id}', 'w', '${id.toUpperCase()}')`,
  ]),
  ...['g', 'g2'].flatMap((id) => [
    `INSERT INTO "StudyGroup" ("id", "name", "roadmapId", "start", "tempo", "zone", "pauses", "postDay", "postTime", "postsEnabled", "postsSince", "nextPostAt", "createdOn", "rescheduledAt")
     VALUES ('${id}', 'Friends', 'backend-developer', '2026-11-02', 'steady', 'UTC', '[]', 'monday', '09:00:00', ${yes[kind]}, '${at}', '${at}', '2026-11-01', '${at}')`,
    `INSERT INTO "Channel" ("platform", "workspace", "channel", "groupId", "position") VALUES ('test', 'w', 'home ${id}', '${id}', 0)`,
    `INSERT INTO "Membership" ("groupId", "learnerId", "joinedOn", "planFrom", "organizer") VALUES ('${id}', 'ana', '2026-11-01', '2026-11-01', ${yes[kind]})`,
  ]),
  `INSERT INTO "Membership" ("groupId", "learnerId", "joinedOn", "planFrom", "organizer") VALUES ('g', 'ben', '2026-11-01', '2026-11-01', ${no[kind]})`,
  `INSERT INTO "Completion" ("learnerId", "roadmapId", "itemId", "part", "doneOn", "recordedAt", "known", "requestId")
   VALUES ('ana', 'backend-developer', 'fastapi', 1, '2026-11-03', '${at}', ${no[kind]}, 'r')`,
  `INSERT INTO "Skip" ("learnerId", "roadmapId", "itemId") VALUES ('ben', 'backend-developer', 'flask')`,
  `INSERT INTO "ClosedWeek" ("groupId", "week", "closedAt") VALUES ('g', '2026-11-02', '${at}')`,
  `INSERT INTO "ClosedWeekRow" ("groupId", "week", "learnerId", "points", "rank") VALUES ('g', '2026-11-02', 'ana', 20, 1)`,
  `INSERT INTO "Announcement" ("groupId", "learnerId", "what") VALUES ('g', 'ana', 'stage 1')`,
  `INSERT INTO "HandledRequest" ("id", "at") VALUES ('r', '${at}')`,
  `INSERT INTO "OutboxMessage" ("id", "kind", "groupId", "platform", "orderingKey", "dueAt", "state", "nextAt")
   VALUES ('week g 2026-11-09', 'week', 'g', 'test', 'g', '${at}', 'pending', '${at}')`,
  `INSERT INTO "StoredAction" ("id", "ownerId", "line", "at") VALUES ('a', 'test:ana', 'done django', '${at}')`,
]

test.each(['sqlite', 'postgresql'] as const)(
  'a filled database loses nothing when it is upgraded on %s',
  async (kind) => {
    const url = await kinds[kind]()
    const { store } = openStore(url)
    await store.open()
    for (const sql of contents(kind)) await runSql(url, sql)
    const before = await dump(url)
    await store.close()

    const upgraded = openStore(url, { migrations: nextMigrations(kind) }).store
    const group = await upgraded.reads.groupAt({ platform: 'test', workspace: 'w', channel: 'home g' })
    expect(group).toMatchObject({ name: 'Friends', postsEnabled: true })
    expect(await dump(url)).toEqual({
      ...before,
      StudyGroup: before.StudyGroup?.map((row) => ({ ...row, motto: '' })),
    })
    expect(Object.entries(before).filter(([name, rows]) => rows.length === 0 && name !== 'Lease')).toEqual([])
    expect((await upgraded.reads.membersOf('g')).map(({ name }) => name)).toEqual(['ANA', 'BEN'])
    expect(await upgraded.reads.exportOf('test:ana')).toMatchObject({
      completions: [{ itemId: 'fastapi' }],
      boardRows: [{ points: 20, rank: 1 }],
    })
  },
)
