import { describe, expect, test } from 'vitest'
import { createWorld } from '../support/world.ts'

describe('weeks go by', () => {
  test('the week says what to do, what is left over, and how to be level', async () => {
    const { say, at } = await createWorld()
    await say('/roadmap group create Friends', '@ana /roadmap join')
    expect(await say('@ana /roadmap week')).toMatchInlineSnapshot(`
      "Your week of Mon 23 Nov 2026
      ────────────────────────────
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
    at('2026-11-30T09:00')
    expect(await say('@ana /roadmap week')).toMatchInlineSnapshot(`
      "Your week of Mon 30 Nov 2026
      ────────────────────────────
      Stage 1: Programming Foundations, week 2 of 5.

      To do
        • Python Programming (left over)
        • Data Structures (left over)
        • Algorithms
        • Python Fundamentals, parts 1-2 of 4
        • Command-line task manager

      Pace: 0.9 weeks behind: finish Python Programming, Data Structures and Python
      Fundamentals, parts 1-2 of 4 to be level.

      [1] Done: Python Programming   [2] Done: Data Structures   [3] Done: Algorithms
      [4] Done: Python Fundamentals, part 1   [5] Done: Command-line task manager

      [6] My progress

      Seen only by ana."
    `)
    await say(
      '@ana /roadmap done python programming',
      '@ana /roadmap done data-structures',
      '@ana /roadmap done python-fundamentals part:1',
    )
    expect(await say('@ana /roadmap done python-fundamentals part:2', '@ana /roadmap week')).toContain('On track.')
    expect(await say('@ana /roadmap why pace')).toMatchInlineSnapshot(`
      "Why this pace
      ─────────────
      On track.

      Done            0.91 weeks of work
      Due             0.91 weeks: what was planned for weeks that are over
      With this week  2.31 weeks

      Planned for      What                              Weeks  Done
      ───────────────  ────────────────────────────────  ─────  ────
      Mon 23 Nov 2026  Python Programming                 0.17  yes
      Mon 23 Nov 2026  Data Structures                    0.17  yes
      Mon 23 Nov 2026  Python Fundamentals, part 1 of 4   0.29  yes
      Mon 23 Nov 2026  Python Fundamentals, part 2 of 4   0.28  yes
      Mon 30 Nov 2026  Algorithms                         0.17  no
      Mon 30 Nov 2026  Python Fundamentals, part 3 of 4   0.28  no
      Mon 30 Nov 2026  Python Fundamentals, part 4 of 4   0.28  no
      Mon 30 Nov 2026  Command-line task manager          0.67  no

      Behind means done is less than due; ahead means done is more than due with this
      week's. A part weighs its stage's weeks by its share of the stage's points.

      Weeks count from the first Monday since you joined (Mon 23 Nov 2026). An earlier
      part that you did since then counts for the next open part of its course. Weeks
      begin on Monday in Europe/Berlin; pauses and your weeks away move them.

      Seen only by ana."
    `)
  })

  test('the board ranks ties fairly, tells last week’s when it is closed, and a late completion scores in the open week', async () => {
    const { say, at } = await createWorld()
    await say(
      '/roadmap group create Friends',
      '@ana /roadmap join',
      '@ben /roadmap join',
      '@chen /roadmap join',
      '@dina /roadmap join',
    )
    await say('@ana /roadmap done docker', '@ben /roadmap done docker', '@chen /roadmap done sql')
    expect(await say('/roadmap leaderboard')).toMatchInlineSnapshot(`
      "Friends: this week
      ──────────────────
      This week (Mon 23 Nov 2026 to Sun 29 Nov 2026)

      Rank  Name  Points
      ────  ────  ──────
        =1  ana       17
        =1  ben       17
        =1  chen      17

      [1] Last week   [2] This month   [3] Since the beginning

      You are not ranked yet
      ──────────────────────
      This week, you have no points so far.

      Seen only by Sam."
    `)
    at('2026-11-30T08:00')
    expect(await say('/roadmap leaderboard last')).toContain('Provisional')
    at('2026-11-30T09:00')
    // Before anything is written the closed week looks the same.
    expect(await say('@dina /roadmap done orm when:2026-11-27')).toMatch(
      /the points are in the week of Mon 30 Nov\s2026/,
    )
    expect(await say('/roadmap leaderboard last')).toMatchInlineSnapshot(`
      "Friends: last week
      ──────────────────
      Last week (Mon 23 Nov 2026 to Sun 29 Nov 2026)

      Rank  Name  Points
      ────  ────  ──────
        =1  ana       17
        =1  ben       17
        =1  chen      17

      [1] This week   [2] This month   [3] Since the beginning

      You are not ranked yet
      ──────────────────────
      Last week, you have no points so far.

      Seen only by Sam."
    `)
    expect(await say('/roadmap leaderboard')).toMatchInlineSnapshot(`
      "Friends: this week
      ──────────────────
      This week (Mon 30 Nov 2026 to Sun 6 Dec 2026)

      Rank  Name  Points
      ────  ────  ──────
         1  dina      23

      [1] Last week   [2] This month   [3] Since the beginning

      You are not ranked yet
      ──────────────────────
      This week, you have no points so far.

      Seen only by Sam."
    `)
    expect(await say('@dina /roadmap why rank')).toMatchInlineSnapshot(`
      "Why this rank
      ─────────────
      Rank 1, with 23 points this week: nobody has more.

      Day              What                           Points
      ───────────────  ─────────────────────────────  ──────
      Fri 27 Nov 2026  ORM (its own week was closed)      23

      Counted: what you completed since joining (Mon 23 Nov 2026), dated in that time,
      in Europe/Berlin. What you knew before does not count. Equal points share a rank
      (1, 1, 3), and zero points are not ranked.

      Seen only by dina."
    `)
  })

  test('who is not on the board is told the own row, alone', async () => {
    const { say } = await createWorld()
    await say(
      '/roadmap group create Friends',
      '@ana /roadmap join',
      '@ana /roadmap done sql',
      '@ana /roadmap settings visibility:hidden',
    )
    const answer = await say('@ana /roadmap leaderboard')
    expect(answer).toContain('You would be rank 1')
    expect(answer).toContain('Seen only by ana.')
    await say('@ana /roadmap settings visibility:anonymous')
    expect(await say('@ana /roadmap leaderboard')).toMatchInlineSnapshot(`
      "Friends: this week
      ──────────────────
      This week (Mon 23 Nov 2026 to Sun 29 Nov 2026)

      Rank  Name      Points
      ────  ────────  ──────
         1  a member      17

      [1] Last week   [2] This month   [3] Since the beginning

      Seen only by ana.

      You: rank 1
      ───────────
      This week, with 17 points.

      [1] Why this rank

      Seen only by ana."
    `)
  })

  test('finishing a stage is announced once, even after undo', async () => {
    const { say } = await createWorld()
    await say('/roadmap group create Friends', '@ana /roadmap join')
    const security = [
      'authentication-authorization',
      'owasp-security',
      'input-validation',
      'rate-limiting',
      'https-tls',
      'secure-coding-practices',
      'security-audit',
      'implement-oauth2-authentication',
      'secure-api',
    ]
    for (const id of security) expect(await say(`@ana /roadmap done ${id}`)).not.toContain('finished')
    expect(await say('@ana /roadmap done security-deployment all:yes')).toMatchInlineSnapshot(`
      "Recorded: Security & Deployment, parts 1-3 of 3
      ───────────────────────────────────────────────
      Earned                     160 points
      Total                      400 of 3,600 points (11%)
      Security & Best Practices  100%

      [1] My week   [2] Leaderboard   [3] Undo

      Seen only by ana.

      Stage 4 finished
      ────────────────
      ana has finished Security & Best Practices: 6 skills, 1 course and 3 projects."
    `)
    expect(await say('@ana /roadmap undo', '@ana /roadmap done security-deployment all:yes')).not.toContain('finished')
  })
})

describe('what a week counts', () => {
  test('one completion scores in one week, also for somebody in two groups', async () => {
    const { at, sayIn } = await createWorld()
    await sayIn('one', '/roadmap group create One', '@ann /roadmap join', '@bob /roadmap join')
    await sayIn(
      'two',
      '/roadmap group create Two',
      '@ann /roadmap join',
      '@bob /roadmap join',
      '@bob /roadmap done docker',
    )
    at('2026-11-30T10:00')
    await sayIn('one', '@ann /roadmap done sql when:yesterday')
    expect(await sayIn('two', '/roadmap leaderboard last')).not.toContain('ann')
    expect(await sayIn('two', '/roadmap leaderboard')).toContain('ann')
  })

  test('a board of a week that is over does not change when somebody hides', async () => {
    const { say, at } = await createWorld()
    await say(
      '/roadmap group create Friends',
      '@ann /roadmap join',
      '@bob /roadmap join',
      '@ann /roadmap done docker',
      '@ann /roadmap done sql',
      '@bob /roadmap done flask',
    )
    at('2026-11-30T10:00')
    await say('@ann /roadmap settings visibility:hidden')
    expect(await say('/roadmap leaderboard last')).toMatch(/2 {2}bob/)
    await say('@ann /roadmap settings visibility:named')
    expect(await say('/roadmap leaderboard last')).toMatch(/1 {2}ann/)
  })

  test('a unit pays once in each of one’s groups: undone and done again, it scores on no second board', async () => {
    const { say, at } = await createWorld()
    await say('/roadmap group create Friends start:2026-11-23', '@ana /roadmap join')
    await say(
      '#two /roadmap group create Others start:2026-11-23',
      '#two @ana /roadmap join',
      '@ana /roadmap done flask',
    )
    at('2026-12-01T10:00')
    await say('@ana /roadmap undo flask', '@ana /roadmap done flask')
    for (const channel of ['', '#two ']) {
      expect(await say(`${channel}@ana /roadmap leaderboard last`)).toContain('23')
      expect(await say(`${channel}@ana /roadmap leaderboard week`)).toContain('Nobody has scored yet')
    }
  })

  test('a unit pays once: undone and done again, it does not score on a second board', async () => {
    const { say, at } = await createWorld()
    await say('/roadmap group create Friends', '@ann /roadmap join', '@ann /roadmap done docker')
    at('2026-11-30T10:00')
    await say('@ann /roadmap undo', '@ann /roadmap done docker')
    expect(await say('/roadmap leaderboard last')).toMatch(/ann +17/)
    expect(await say('/roadmap leaderboard')).toContain('Nobody has scored yet')
  })

  test('changing the day of the weekly post closes nothing behind anybody’s back', async () => {
    const { say, at } = await createWorld({ between: { minutes: 3 } })
    await say('/roadmap group create Friends', '@ann /roadmap join', '/roadmap group settings day:friday confirm:yes')
    at('2026-12-01T10:00')
    await say('@ann /roadmap done docker when:2026-11-29', '/roadmap group settings day:monday confirm:yes')
    expect(await say('/roadmap leaderboard last')).toMatch(/ann +17/)
    expect(await say('/roadmap leaderboard')).toContain('Nobody has scored yet')
  })

  test('who comes back has no debt, and the points of before', async () => {
    const { say, at } = await createWorld()
    await say('/roadmap group create Friends', '@bob /roadmap join', '@bob /roadmap done docker', '@bob /roadmap leave')
    at('2027-02-01T10:00')
    await say('@bob /roadmap join')
    expect(await say('@bob /roadmap week')).toContain('Pace: On track.')
    expect(await say('/roadmap leaderboard all')).toMatch(/bob +17/)
  })

  test('weeks away before joining move nothing', async () => {
    const { say, at } = await createWorld()
    await say('/roadmap group create Friends', '@bob /roadmap settings away:2026-12-07')
    at('2026-12-08T10:00')
    await say('@bob /roadmap join')
    expect(await say('@bob /roadmap week')).toContain('week 3 of 5')
  })

  test('what was left out and then done is left out again after undo', async () => {
    const { say } = await createWorld()
    await say('/roadmap group create Friends', '/roadmap skip sql', '/roadmap done sql', '/roadmap undo')
    expect(await say('/roadmap skip')).toContain('SQL, stage 2')
  })

  test('weeks away are no debt', async () => {
    const { say, at } = await createWorld()
    await say('/roadmap group create Friends', '@ana /roadmap join', '@ana /roadmap settings away:2026-12-07')
    at('2026-12-07T10:00')
    expect(await say('@ana /roadmap week')).toContain('Pace: On track.')
    expect(await say('/roadmap week')).toContain('behind')
  })
})
