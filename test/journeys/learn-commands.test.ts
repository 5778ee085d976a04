import { describe, expect, test } from 'vitest'
import { createWorld } from '../support/world.ts'

/** The first line of an answer: its title. */
const title = (answer: string) => answer.split('\n')[0]

describe('recording what was done', () => {
  const world = async () => {
    const made = await createWorld()
    await made.say('/roadmap group create Friends', '@ana /roadmap join')
    return made
  }

  test('earns points, once', async () => {
    const { say } = await world()
    expect(await say('@ana /roadmap done fastapi')).toMatchInlineSnapshot(`
      "Recorded: FastAPI
      ─────────────────
      Earned                 23 points
      Total                  23 of 3,600 points (<1%)
      Web Frameworks & APIs  2%

      [1] My week   [2] Leaderboard   [3] Undo

      Seen only by ana."
    `)
    expect(await say('@ana /roadmap done fastapi')).toMatchInlineSnapshot(`
      "You have done FastAPI already
      ─────────────────────────────
      It counts once; nothing was changed.

      [1] My week   [2] Leaderboard

      Seen only by ana."
    `)
  })

  test('with several matches asks which, and records nothing', async () => {
    const { say } = await world()
    expect(await say('@ana /roadmap done fast')).toMatchInlineSnapshot(`
      "✗ Which “fast” do you mean?
      Nothing was recorded.

      [1] FastAPI   [2] API Development with FastAPI

      Seen only by ana."
    `)
    expect(await say('@ana /roadmap undo')).toContain('There is nothing to take back')
  })

  test('of a course, the next part; a second so soon is asked about', async () => {
    const { say, at, pass } = await world()
    expect(title(await say('@ana /roadmap done web frameworks with django'))).toBe(
      'Recorded: Web Frameworks with Django, part 1 of 5',
    )
    pass({ minutes: 3 })
    expect(title(await say('@ana /roadmap done web frameworks with django'))).toBe(
      'Recorded: Web Frameworks with Django, part 2 of 5',
    )
    at('2026-11-23T10:00')
    await say('@ana /roadmap done nosql databases')
    at('2026-11-23T09:58:30')
    expect(await say('@ana /roadmap done nosql databases')).toMatchInlineSnapshot(`
      "Part 2 of NoSQL Databases as well?
      ──────────────────────────────────
      You have just recorded part 1. Nothing more was recorded.

      [1] My week   [2] Mark part 2 done   [3] Undo part 1

      Seen only by ana."
    `)
    expect(title(await say('@ana 2'))).toBe('Recorded: NoSQL Databases, part 2 of 2')
    expect(title(await say('@ana 1', '@ana /roadmap done web-frameworks-with-django all:yes'))).toBe(
      'Recorded: Web Frameworks with Django, parts 3-5 of 5',
    )
  })

  test('several at once, with commas between; one undo takes all of it back', async () => {
    const { say } = await world()
    expect(await say('@ana /roadmap done flask, docker, web frameworks with django, part 2')).toMatchInlineSnapshot(`
      "Recorded: 3 things
      ──────────────────
        • Flask
        • Docker
        • Web Frameworks with Django, part 2 of 5

      Earned                 76 points
      Total                  76 of 3,600 points (2%)
      Web Frameworks & APIs  7%
      Deployment & DevOps    3%

      [1] My week   [2] Leaderboard   [3] Undo

      Seen only by ana."
    `)
    expect(title(await say('@ana /roadmap done flask, docker'))).toBe('You have done Flask and Docker already')
    expect(title(await say('@ana /roadmap done docker, sql, git'))).toBe('Recorded: SQL and Version Control (Git)')
    expect(title(await say('@ana /roadmap undo'))).toBe('Taken back: Version Control (Git) and SQL')
    expect(await say('@ana /roadmap undo')).toMatchInlineSnapshot(`
      "Taken back: 3 things
      ────────────────────
        • Flask
        • Web Frameworks with Django, part 2 of 5
        • Docker

      They were recorded for Mon 23 Nov 2026. That is 76 points less.

      [1] My week   [2] Leaderboard

      Seen only by ana."
    `)
  })

  test('undo takes back what is named, exactly; or says what of it is not there', async () => {
    const { say } = await world()
    await say('@ana /roadmap done python-fundamentals all:yes', '@ana /roadmap done flask, orm, middleware')
    expect(title(await say('@ana /roadmap undo orm, python-fundamentals part 2'))).toBe(
      'Taken back: Python Fundamentals, part 2 of 4 and ORM',
    )
    expect(await say('@ana /roadmap undo flask, python-fundamentals parts 2-3')).toMatchInlineSnapshot(`
      "✗ Python Fundamentals, part 2 is not recorded
      It may have been taken back already. Nothing was changed.

      Seen only by ana."
    `)
    expect(title(await say('@ana /roadmap undo python-fundamentals'))).toBe(
      'Taken back: Python Fundamentals, part 4 of 4',
    )
    expect(title(await say('@ana /roadmap undo ,'))).toBe('Taken back: Flask and Middleware')
  })

  test('several at once are recorded all or not at all, and what is asked keeps the others', async () => {
    const { say } = await world()
    expect(await say('@ana /roadmap done flask, python, docker')).toMatchInlineSnapshot(`
      "✗ Which “python” do you mean?
      Nothing was recorded.

      [1] Python Programming   [2] Python Fundamentals
      [3] Data Structures & Algorithms in Python

      Seen only by ana."
    `)
    expect(title(await say('@ana 1'))).toMatch(/^Recorded: 3 things/)
    expect(title(await say('@ana /roadmap done orm, nonsense'))).toBe(
      '✗ Nothing in Backend Developer is called “nonsense”',
    )
    expect(title(await say('@ana /roadmap done orm, middleware part 3'))).toBe('✗ Middleware has no part 3')
    expect(title(await say('@ana /roadmap done orm, middleware part:2'))).toBe('✗ Which of them is the part of?')
    expect(title(await say('@ana /roadmap done orm'))).toBe('Recorded: ORM')
  })

  test('for yesterday, or a day of the last week; never the future, never earlier', async () => {
    const { say, at } = await world()
    at('2026-11-26T09:30')
    expect(await say('@ana /roadmap done docker when:yesterday')).toMatch(/Day +Wed 25 Nov 2026/)
    expect(await say('@ana /roadmap done sql when:2026-11-20')).toContain('Fri 20 Nov 2026')
    expect(await say('@ana /roadmap done orm when:2026-11-18')).toMatchInlineSnapshot(`
      "✗ Wed 18 Nov 2026 is more than 7 days back
      Write today, yesterday, or a date from 2026-11-19 to 2026-11-26. Nothing was
      recorded.

      Seen only by ana."
    `)
    expect(title(await say('@ana /roadmap done orm when:tomorrow'))).toBe('✗ Fri 27 Nov 2026 is in the future')
    expect(title(await say('@ana /roadmap done orm when:soon'))).toBe('✗ “soon” is not a day that I understand')
  })

  test('what was known before counts for progress, not for the board', async () => {
    const { say } = await world()
    expect(await say('@ana /roadmap done flask known:yes')).toContain('it counts for progress and not for the board')
    expect(await say('/roadmap leaderboard')).toContain('Nobody has scored yet')
  })

  test.each(['javascript:alert(1)', 'ftp://x.org', 'data:text/html,x', 'x'])('the link %s is refused', async (link) => {
    const { say } = await world()
    expect(title(await say(`@ana /roadmap done docker link:"${link}"`))).toContain('✗ For link: I expected')
    expect(await say('@ana /roadmap undo')).toContain('There is nothing to take back')
  })

  test('undo takes back exactly what the last request recorded', async () => {
    const { say } = await world()
    const before = await say('@ana /roadmap progress')
    await say('@ana /roadmap done microservices architecture all:yes')
    expect(await say('@ana /roadmap undo')).toMatchInlineSnapshot(`
      "Taken back: Microservices Architecture, parts 1-5 of 5
      ──────────────────────────────────────────────────────
      They were recorded for Mon 23 Nov 2026. That is 178 points less.

      [1] My week   [2] Leaderboard

      Seen only by ana."
    `)
    expect(await say('@ana /roadmap progress')).toBe(before)
  })

  test('what does not apply is left out, at most a fifth of a stage', async () => {
    const { say } = await world()
    expect(await say('@ana /roadmap skip flask')).toMatchInlineSnapshot(`
      "Left out: Flask
      ───────────────
      It is gone from your plan and from what Web Frameworks & APIs counts for you. It
      earns nothing.

      [1] My week   [2] Put Flask back

      Seen only by ana."
    `)
    expect(title(await say('@ana /roadmap skip flask'))).toBe('Taken in again: Flask')
    expect(await say('@ana /roadmap skip web-frameworks-with-django')).toMatchInlineSnapshot(`
      "✗ Leaving out Web Frameworks with Django would be too much of its stage
      At most a fifth of a stage’s points can be left out. Nothing was changed.

      Seen only by ana."
    `)
    expect(title(await say('@ana /roadmap done orm', '@ana /roadmap skip orm'))).toBe(
      '✗ You have done ORM, at least in part',
    )
  })

  test('somebody who is no member is asked to join', async () => {
    const { say } = await world()
    expect(await say('@eve /roadmap done docker')).toMatchInlineSnapshot(`
      "Join Friends?
      ─────────────
      You are not in Friends yet. What you did before counts.

      [1] Join Friends

      Seen only by eve."
    `)
  })

  test('an item of another roadmap is not found', async () => {
    const { say } = await world()
    expect(title(await say('@ana /roadmap done knitting'))).toBe('✗ Nothing in Backend Developer is called “knitting”')
  })

  test('without an item, offers what this week is for', async () => {
    const { say } = await world()
    expect(await say('@ana /roadmap done')).toMatchInlineSnapshot(`
      "What have you completed?
      ────────────────────────
      Stage 1: Programming Foundations, week 1 of 5.

      To do
        • Python Programming
        • Data Structures
        • Python Fundamentals, parts 1-2 of 4

      Pace: On track.

      [1] Done: Python Programming   [2] Done: Data Structures
      [3] Done: Python Fundamentals, part 1

      [4] My progress

      Seen only by ana."
    `)
  })
})

describe('progress and its explanation', () => {
  test('another’s progress shows percent and points, never pace; and only of who is named', async () => {
    const { say } = await createWorld()
    await say('/roadmap group create Friends', '@ana /roadmap join', '@ben /roadmap join', '@ana /roadmap done docker')
    const seen = await say('@ben /roadmap progress ana')
    expect(title(seen)).toBe('ana: Backend Developer')
    expect(seen).not.toContain('Pace')
    await say('@ana /roadmap settings visibility:anonymous')
    // As unknown as a stranger: the answer itself tells nothing of her.
    expect(title(await say('@ben /roadmap progress ana'))).toBe('✗ Nobody here is called “ana”')
  })

  test('a number can be explained', async () => {
    const { say } = await createWorld()
    await say('/roadmap group create Friends', '@ana /roadmap join')
    await say('@ana /roadmap done docker', '@ana /roadmap done flask known:yes')
    expect(await say('@ana /roadmap why points')).toMatchInlineSnapshot(`
      "Why 40 points
      ─────────────
      Day              What                  Points
      ───────────────  ────────────────────  ──────
      Mon 23 Nov 2026  Flask (known before)      23
      Mon 23 Nov 2026  Docker                    17

      A stage is worth 100 points for each week of its longest duration: 40% its
      courses, by weeks; 40% its projects; 20% its skills. Each part pays once.

      40 of 3,600 is 1.11%. Skipped items are left out of both. Days are those of
      Europe/Berlin.

      Seen only by ana."
    `)
    expect(await say('@ana /roadmap why streak')).toMatchInlineSnapshot(`
      "Why this streak
      ───────────────
      1 week in a row (best 1, 1 active week).

      Week of          Completions  Counts as
      ───────────────  ───────────  ─────────
      Mon 23 Nov 2026            2  active

      A week with a completion is active. Every fourth active week in a row earns a
      freeze (at most two), and a missed week uses one up. This week can only add.
      Weeks begin on Monday in Europe/Berlin.

      Seen only by ana."
    `)
  })
})
