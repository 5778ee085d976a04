import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Roadmap } from '../../src/core/roadmap.ts'
import { readRoadmap } from '../../src/roadmaps/read-roadmap.ts'
import { kinds, openStore } from '../support/database.ts'
import { createWorld } from '../support/world.ts'

const reading = [
  ...['overview', 'stage 3', 'career', 'search sql', 'list', 'help', 'week', 'done', 'progress', 'skip', 'leaderboard'],
  ...['leaderboard last', 'leaderboard month', 'leaderboard all', 'why points', 'why pace', 'why streak', 'why rank'],
  ...[
    'settings',
    'group show',
    'group settings',
    'group settings tempo:fast',
    'group end',
    'privacy export',
    'privacy delete',
  ],
]

test('commands that only read write nothing, whatever week is over', async () => {
  const { say, at, folder, store } = await createWorld()
  await say('/roadmap group create Friends', '@ana /roadmap join', '@ana /roadmap done docker')
  at('2026-12-14T10:00')
  // The first command of a day notes that she was there.
  await say('@ana /roadmap help')
  const contents = () => ['bot.db', 'bot.db-wal'].map((name) => readFileSync(join(folder, name)).toString('base64'))
  await store.reads.learnerOf('x')
  const before = contents()
  for (const line of reading) await say(`@ana /roadmap ${line}`)
  for (const line of reading) await say(`@stranger /roadmap ${line}`)
  expect(contents()).toEqual(before)
})

test.each(Object.entries(kinds))(
  'a request that a platform delivers twice, even at once, counts once (%s)',
  async (_, makeUrl) => {
    const { bot, say } = await createWorld({ store: openStore(await makeUrl()).store })
    await say('/roadmap group create Friends', '@ana /roadmap join')
    const actor = { id: 'terminal:ana', name: 'ana', mayManage: false }
    const where = { platform: 'terminal', workspace: 'terminal', channel: 'terminal' }
    const deliver = () =>
      bot.handle({ id: 'delivered', source: 'command', actor, where, ask: { line: 'done web-frameworks-with-django' } })
    const titles = (await Promise.all([deliver(), deliver(), deliver()])).map(({ answer }) => answer.title).toSorted()
    expect(titles).toEqual([
      'Recorded: Web Frameworks with Django, part 1 of 5',
      'That was done already',
      'That was done already',
    ])
    expect(await say('@ana /roadmap progress')).toContain('36 of 3,600 points')
  },
)

describe('when the database is gone', () => {
  test('people are told that nothing was recorded; the roadmap can still be read; and it goes on by itself', async () => {
    const { say, folder, log } = await createWorld()
    await say('/roadmap group create Friends', '@ana /roadmap join')
    const file = join(folder, 'bot.db')
    for (const ending of ['', '-wal', '-shm']) renameSync(file + ending, `${file}.away${ending}`)
    writeFileSync(file, 'not a database at all, but somebody’s notes'.repeat(40))
    expect(await say('@ana /roadmap done docker')).toMatchInlineSnapshot(`
      "✗ My memory is out of reach
      Nothing was recorded. Please try again in a minute.

      Seen only by ana."
    `)
    expect(await say('@ana /roadmap done docker')).toContain('Nothing was recorded')
    expect(await say('@ana /roadmap stage 3')).toContain('Stage 3 of 6')
    expect(
      log.entries.filter(({ level }) => level === 'error').map(({ details }) => (details as { remedy: string }).remedy),
    ).toContain('Stop the bot and put a backup in the place of the damaged file, or name another one in DATABASE_URL.')
    rmSync(file)
    for (const ending of ['', '-wal', '-shm']) renameSync(`${file}.away${ending}`, file + ending)
    expect(await say('@ana /roadmap done docker')).toContain('Recorded: Docker')
  })
})

test('what a newer roadmap no longer has is kept, worth nothing, and shown as retired', async () => {
  const store = openStore(await kinds.sqlite()).store
  const file = (skills: string) =>
    `{title: Small, summary: s, months: 1, level: Beginner, technologies: [x], stages: [{title: One, summary: s, weeks: 1, skills: [${skills}]}]}`
  const roadmapOf = (skills: string): Roadmap[] => {
    const reading = readRoadmap(file(skills), 'x.yaml')
    return 'roadmap' in reading ? [reading.roadmap] : []
  }
  const before = await createWorld({ store, roadmaps: roadmapOf('Old thing, Kept thing') })
  await before.say('/roadmap group create Friends', '/roadmap done old thing', '/roadmap done kept thing')
  const after = await createWorld({ store, roadmaps: roadmapOf('Kept thing, New thing') })
  const progress = await after.say('/roadmap progress')
  expect(progress).toContain('50 of 100 points')
  expect(progress).toContain('1 completion of items that the roadmap no longer has')
  expect(await after.say('/roadmap why points')).toContain('old-thing (retired)')
})
