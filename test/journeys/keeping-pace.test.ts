import { describe, expect, test } from 'vitest'
import { createWorld } from '../support/world.ts'

/** As it reads, however its lines are broken. */
const flat = (card: string) => card.replaceAll(/\s+/g, ' ')

/** What `week` lists, and what it says of the pace. */
const listed = (card: string) => [...card.matchAll(/^ {2}• (.*(?:\n {4}.*)*)$/gm)].map(([, line = '']) => flat(line))
const pace = (card: string) => /Pace: (.*?)(?= \[\d\])/.exec(flat(card))?.[1]

describe('joining', () => {
  test('on Sunday night makes nobody behind on Monday morning, and the week of joining stays in the list', async () => {
    const { say, at } = await createWorld()
    await say('/roadmap group create Friends')
    at('2026-11-29T23:00')
    await say('@ana /roadmap join')
    const sunday = await say('@ana /roadmap week')
    expect(listed(sunday)).toEqual(['Python Programming', 'Data Structures', 'Python Fundamentals, parts 1-2 of 4'])
    expect(pace(sunday)).toBe('On track.')
    at('2026-11-30T00:05')
    const monday = await say('@ana /roadmap week')
    expect(pace(monday)).toBe('On track.')
    expect(listed(monday)).toEqual([
      'Python Programming (left over)',
      'Data Structures (left over)',
      'Algorithms',
      'Python Fundamentals, parts 1-2 of 4',
      'Command-line task manager',
    ])
    // The weeks that began since then are due as they end.
    at('2026-12-07T00:05')
    expect(pace(await say('@ana /roadmap week'))).toMatch(/^1\.4 weeks behind/)
  })

  test('on its first day, the week is due', async () => {
    const { say, at } = await createWorld()
    await say('/roadmap group create Friends', '@ana /roadmap join')
    at('2026-11-30T00:05')
    expect(pace(await say('@ana /roadmap week'))).toMatch(/^0\.9 weeks behind/)
  })

  test('in the middle of a course offers its first part, and doing what is offered keeps on track', async () => {
    const { say, at } = await createWorld()
    await say('/roadmap group create Friends')
    // Parts 1 and 2 of Data Structures & Algorithms were last week's.
    at('2026-12-14T10:00')
    const first = await say('@ana /roadmap join', '@ana /roadmap week')
    expect(listed(first)).toEqual([
      'Command Line',
      'Data Structures & Algorithms in Python, part 1 of 3',
      'Simple data processing scripts',
    ])
    await say(
      '@ana /roadmap done command line',
      '@ana /roadmap done data-structures-algorithms',
      '@ana /roadmap done simple data processing scripts',
    )
    const done = await say('@ana /roadmap week')
    expect(done).toContain('Everything of this week is done.')
    expect(pace(done)).toBe('On track.')
    at('2026-12-21T00:05')
    const next = await say('@ana /roadmap week')
    expect(pace(next)).toBe('On track.')
    // What is open of a course that was begun comes last, and may be left.
    expect(listed(next)).toEqual([
      'Basic algorithm implementations',
      'Data Structures & Algorithms in Python, part 2 of 3 (optional)',
    ])
    expect(flat(await say('@ana /roadmap why pace'))).toContain(
      'Data Structures & Algorithms in 0.28 by an earlier part',
    )
    await say('@ana /roadmap done basic algorithm implementations')
    at('2026-12-28T00:05')
    expect(pace(await say('@ana /roadmap week'))).toBe('On track.')
  })

  test('what was known before pays for nothing', async () => {
    const { say, at } = await createWorld()
    await say('/roadmap group create Friends')
    at('2026-12-14T10:00')
    await say(
      '@ana /roadmap join',
      '@ana /roadmap done data-structures-algorithms part:1 known:yes',
      '@ana /roadmap done command line',
      '@ana /roadmap done simple data processing scripts',
    )
    expect(listed(await say('@ana /roadmap week'))).toEqual(['Data Structures & Algorithms in Python, part 2 of 3'])
    at('2026-12-21T00:05')
    expect(pace(await say('@ana /roadmap week'))).toMatch(/^0\.3 weeks behind: finish .*part 2 of 3 to be level/)
  })
})

test('a course stands once in my week, with its first open parts, also when earlier ones are open', async () => {
  const { say, at } = await createWorld()
  await say('/roadmap group create Friends', '/roadmap done python programming', '/roadmap done data structures')
  at('2026-11-30T09:00')
  expect(listed(await say('/roadmap week'))).toEqual([
    'Python Fundamentals, parts 1-2 of 4 (left over)',
    'Algorithms',
    'Command-line task manager',
  ])
  await say('/roadmap done python-fundamentals part:1')
  expect(await say('/roadmap done')).toContain('Python Fundamentals, parts 2-3 of 4 (left over)')
})

describe('leaving and joining again', () => {
  const begun = async () => {
    const world = await createWorld()
    await world.say('/roadmap group create Friends', '@ana /roadmap join', '@ana /roadmap done data structures')
    world.at('2026-12-08T12:00')
    return world
  }

  test('within 30 days wipes nothing of what is open', async () => {
    const { say, at } = await begun()
    const before = await say('@ana /roadmap week')
    expect(pace(before)).toMatch(/^2\.1 weeks behind/)
    expect(flat(await say('@ana /roadmap leave'))).toContain(
      'Come back within 30 days and your plan goes on as it was.',
    )
    await say('@ana /roadmap join')
    expect(await say('@ana /roadmap week')).toBe(before)
    const untouched = await begun()
    await say('@ana /roadmap leave')
    for (const world of [{ say, at }, untouched]) world.at('2027-01-07T12:00')
    await say('@ana /roadmap join')
    // Somebody who never left has the same plan and the same pace.
    expect(await say('@ana /roadmap week')).toBe(await untouched.say('@ana /roadmap week'))
    expect(await say('@ana /roadmap why pace')).toBe(await untouched.say('@ana /roadmap why pace'))
  })

  test('after more than 30 days is a new beginning', async () => {
    const { say, at } = await begun()
    await say('@ana /roadmap leave')
    at('2027-01-08T12:00')
    await say('@ana /roadmap join')
    const week = await say('@ana /roadmap week')
    expect(pace(week)).toBe('On track.')
    expect(week).not.toContain('left over')
  })

  test('does not change boards that were closed meanwhile', async () => {
    const { say, at, tick } = await createWorld()
    await say('/roadmap group create Friends', '@ana /roadmap join', '@ana /roadmap done data structures')
    await say('@ana /roadmap leave')
    at('2026-11-30T09:00')
    await tick()
    await say('@ana /roadmap join')
    expect(await say('/roadmap leaderboard last')).not.toContain('ana')
    expect(await say('/roadmap leaderboard all')).toMatch(/1 +ana +20/)
  })
})
