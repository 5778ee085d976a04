import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { encodeAction } from '../../src/chat/action-encoding.ts'
import { unitsOf } from '../../src/core/points.ts'
import { exportFields } from '../../src/views/export-fields.ts'
import { backendDeveloper } from '../support/bot.ts'
import { openedStore } from '../support/database.ts'
import { createDiscordWorld } from '../support/discord-world.ts'
import { schemaColumns } from '../support/schema-columns.ts'

type Row = Record<string, unknown>
type File = Record<string, Row[]> & { fields: Record<string, Record<string, string>> }

/** Where the rows of each table stand in the file. A new table belongs here, or among the exceptions with its reason. */
const sectionsOf: Record<string, readonly string[]> = {
  Learner: ['person'],
  Account: ['accounts'],
  AccountName: ['names'],
  StudyGroup: ['ownGroups'],
  Channel: ['ownGroupChannels'],
  Membership: ['memberships'],
  Completion: ['completions'],
  Skip: ['skips'],
  ClosedWeek: ['ownGroupWeeks'],
  ClosedWeekRow: ['boardRows'],
  Announcement: ['announcements'],
  OutboxMessage: ['posts', 'ownGroupPosts'],
  StoredAction: ['storedActions'],
}

const exceptions: Record<string, string> = {
  HandledRequest: 'ids of requests without anybody’s account, kept for three days so that none is done twice',
  Lease: 'which process of the bot is connected',
}

const firstStage = backendDeveloper.flatMap(unitsOf).filter(({ item }) => item.stageNumber === 1)

const longName = 'A very long name for a study group of people who like very long names'

/** Ana does something of every kind, in a group with Ben and Cem, and in one of her own. */
const exportOfAna = async () => {
  const world = await createDiscordWorld({ start: '2026-11-16T08:00', store: (await openedStore()).store })
  await world.begin()
  const { say, at, pass, notifications, person, addChannel, store } = world
  await say('Ana', 'group create name:Friends start:2026-11-16 timezone:UTC', { mayManage: true })
  for (const name of ['Benedict', 'Cem']) await say(name, 'join')
  await say('Ana', 'settings reminders:yes')
  await say('Ana', 'settings away:2026-11-29')
  await say('Ana', 'skip sql')
  await say('Ana', 'done flask link:https://example.org/ana')
  await say('Benedict', 'done django link:https://example.org/benedict')
  for (const { item } of firstStage) {
    // Two parts of one course at once would be asked about.
    pass({ minutes: 3 })
    await say('Ana', `done ${item.id}`)
  }
  const own = addChannel('own')
  await say('Ana', 'group create name:Mine start:2026-11-16 timezone:UTC', { where: own, mayManage: true })
  await say('Ana', 'done django')
  await say('Ana', 'undo django')
  for (const week of ['2026-11-23', '2026-11-30', '2026-12-07']) {
    at(`${week}T09:01`)
    await notifications.runCycleAndWait()
    await say('Ana', 'done docker')
  }
  // Questions whose buttons are too long for Discord: about herself, and about others.
  await say('Ana', `group create name:"${longName}" tempo:fast time:18:30`, { where: addChannel('third') })
  await say('Ana', `group remove Benedict keepout:yes`)
  const ref = (await store.reads.learnerOf(`discord:${person('Benedict').id}`))?.id ?? ''
  await store.storedActions.storeActions(
    [
      { command: 'group remove', input: { member: `#${ref.slice(0, 8)}`, keepout: true } },
      { command: 'progress', input: { member: 'Benedict' }, group: 'g' },
      { command: 'group remove', input: { member: `@discord:${person('Benedict').id}` } },
    ].map(encodeAction),
    {
      owner: `discord:${person('Ana').id}`,
      at: Temporal.Instant.from('2026-12-07T10:00:00Z'),
    },
  )
  const { message } = await say('Ana', 'privacy export')
  const content = Buffer.from(message.files[0]?.bytes ?? '').toString()
  const others = await Promise.all(
    ['Benedict', 'Cem'].map(async (name) => {
      const account = `discord:${person(name).id}`
      return [name, person(name).id, ((await store.reads.learnerOf(account))?.id ?? 'nobody').slice(0, 8)]
    }),
  )
  return { content, file: JSON.parse(content) as File, others: others.flat() }
}

test('a table or column that is not in the export, and a field that is not described, is noticed', async () => {
  const columns = schemaColumns()
  expect([...columns.keys()].toSorted()).toEqual([...Object.keys(sectionsOf), ...Object.keys(exceptions)].toSorted())
  const { file } = await exportOfAna()
  const { fields, ...sections } = file
  expect(Object.keys(fields)).toEqual(Object.keys(sections))
  expect(Object.keys(sections).toSorted()).toEqual(Object.values(sectionsOf).flat().toSorted())
  for (const [table, names] of Object.entries(sectionsOf))
    for (const name of names) {
      const [row = {}] = sections[name] ?? []
      expect(Object.keys(row), name).toEqual(expect.arrayContaining([...(columns.get(table) ?? ['?'])]))
    }
  for (const [name, rows] of Object.entries(sections))
    for (const field of rows.flatMap(Object.keys)) expect(fields[name], `${name}.${field}`).toHaveProperty(field)
  for (const [name, described] of Object.entries(exportFields)) {
    for (const sentence of Object.values(described)) expect(sentence, name).toMatch(/^[A-Z].*\.$/)
  }
}, 30_000)

test('the export can be read: titles beside ids, and what a week or group is about', async () => {
  const { file } = await exportOfAna()
  expect(Object.keys(file)[0]).toBe('fields')
  expect(file.fields.completions?.doneOn).toBe('The day for which you recorded it.')
  expect(file.completions).toContainEqual(
    expect.objectContaining({ itemId: 'flask', itemTitle: 'Flask', roadmapTitle: 'Backend Developer' }),
  )
  expect(file.skips).toMatchObject([{ itemId: 'sql', itemTitle: 'SQL' }])
  expect(file.memberships).toMatchObject([{ groupName: 'Friends' }, { groupName: 'Mine' }])
  expect(file.person).toMatchObject([{ away: [{ from: '2026-11-16' }] }])
  expect(file.announcements?.[0]).toHaveProperty('itemTitle')
  expect(file.boardRows?.[0]).toMatchObject({ groupName: expect.stringMatching(/Friends|Mine/), rank: 1 })
}, 30_000)

test('nobody else’s name or id is in an export', async () => {
  const { content, others } = await exportOfAna()
  for (const other of others) expect(content).not.toContain(other)
  expect(content).toContain('somebody else')
  expect(content).not.toContain('example.org/benedict')
}, 30_000)
