import { describe, expect, test } from 'vitest'
import { createWorld } from '../support/world.ts'

/** The first line of an answer: its title. */
const title = (answer: string) => answer.split('\n')[0]

describe('a group begins', () => {
  test('without a group, a command says how to make one', async () => {
    const { say } = await createWorld()
    expect(await say('/roadmap week')).toMatchInlineSnapshot(`
      "No study group meets here yet
      ─────────────────────────────
      Do you want to start one in this channel? Others can then /roadmap join.

      [1] Create a group"
    `)
  })

  test('is created with the creator’s time zone, starts on the coming Monday, and carries a Join button', async () => {
    const { say } = await createWorld({ start: '2026-11-25T12:00' })
    expect(await say('/roadmap group create Backend Friends')).toMatchInlineSnapshot(`
      "Backend Friends is at home here
      ───────────────────────────────
      Sam has founded it to learn Backend Developer together. Who wants to learn
      along, presses Join.

      Roadmap      Backend Developer
      Start        Mon 30 Nov 2026
      End          Sun 11 Jul 2027
      Tempo        steady
      Weekly post  Monday 09:00, Europe/Berlin

      [1] Join   [2] Stage 1   [3] The group"
    `)
    expect(title(await say('@ana 1'))).toBe('ana joins Backend Friends')
    expect(await say('/roadmap group show')).toMatchInlineSnapshot(`
      "Backend Friends
      ───────────────
      It starts on Mon 30 Nov 2026.

      Roadmap      Backend Developer
      Start        Mon 30 Nov 2026
      End          Sun 11 Jul 2027
      Tempo        steady
      Weekly post  Monday 09:00, Europe/Berlin

      Schedule
      #  Stage                             From             To
      ─  ────────────────────────────────  ───────────────  ───────────────
      1  Programming Foundations           Mon 30 Nov 2026  Sun 3 Jan 2027
      2  Databases & SQL                   Mon 4 Jan 2027   Sun 7 Feb 2027
      3  Web Frameworks & APIs             Mon 8 Feb 2027   Sun 28 Mar 2027
      4  Security & Best Practices         Mon 29 Mar 2027  Sun 18 Apr 2027
      5  Deployment & DevOps               Mon 19 Apr 2027  Sun 23 May 2027
      6  Advanced Topics & Specialization  Mon 24 May 2027  Sun 11 Jul 2027

      2 members
      Sam (organizer) and ana

      [1] Join   [2] My week   [3] Leaderboard"
    `)
  })

  test('a Monday counts as the coming one', async () => {
    const { say } = await createWorld({ start: '2026-11-23T23:50' })
    expect(await say('/roadmap group create')).toContain('Start        Mon 23 Nov 2026')
  })

  test('a channel is the home of one group', async () => {
    const { say } = await createWorld()
    expect(title(await say('/roadmap group create A', '/roadmap group create B'))).toBe('✗ A meets here already')
  })

  test.each([
    ['name:"  "', '✗ For [name] I expected a name of up to 80 characters, on one line'],
    [`name:${'x'.repeat(81)}`, '✗ For [name] I expected a name of up to 80 characters'],
    ['name:"a\u202eb"', '✗ For [name] I expected a name of up to 80 characters'],
    ['name:"!!!"', '✗ For [name] I expected a name of up to 80 characters'],
    ['start:someday', '✗ “someday” is not a date that I understand'],
    ['start:2026-02-30', '✗ “2026-02-30” is not a date that I understand'],
    ['start:1999-01-01', '✗ Fri 1 Jan 1999 is too far away for a start'],
    ['start:2099-01-01', '✗ Thu 1 Jan 2099 is too far away for a start'],
    ['timezone:Mars/Base', '✗ I know no time zone “Mars/Base”'],
    ['tempo:hasty', '✗ For tempo: I expected one of relaxed, steady, fast, but got “hasty”'],
    ['roadmap:frontend', '✗ I know no roadmap “frontend”'],
  ])('group create %s is refused, and makes nothing', async (options, problem) => {
    const { say } = await createWorld()
    expect(await say(`/roadmap group create ${options}`)).toContain(problem)
    expect(title(await say('/roadmap group show'))).toBe('No study group meets here yet')
  })

  test('a name is shown as it is, whatever it means elsewhere', async () => {
    const { say } = await createWorld()
    expect(title(await say('/roadmap group create *<@everyone>* [x](y)'))).toBe('*<@everyone>* [x](y) is at home here')
  })

  test('a city with a typing error is found', async () => {
    const { say } = await createWorld()
    expect(await say('/roadmap group create timezone:berln')).toMatchInlineSnapshot(`
      "✗ I know no time zone “berln”
      Did you mean Berlin?

      [1] Berlin"
    `)
    expect(await say('1')).toContain('Europe/Berlin')
  })
})

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
    const { say, at } = await world()
    expect(title(await say('@ana /roadmap done web frameworks with django'))).toBe(
      'Recorded: Web Frameworks with Django, part 1 of 5',
    )
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

  test('a pause moves everything after it', async () => {
    const { say, at } = await createWorld()
    await say('/roadmap group create Friends')
    expect(await say('/roadmap group pause 2 confirm:yes')).toMatchInlineSnapshot(`
      "Friends pauses from Mon 30 Nov 2026, for 2 weeks
      ────────────────────────────────────────────────
      I post it in the channel, without your name.

      [1] The group

      Friends pauses from Mon 30 Nov 2026, for 2 weeks
      ────────────────────────────────────────────────
      Plan, pace, streaks and weekly posts move with it. What you do meanwhile still
      counts.

      End of the roadmap  Sun 18 Jul 2027

      [1] The group"
    `)
    at('2026-12-02T09:00')
    expect(await say('/roadmap week')).toContain('This week is a pause')
    expect(await say('/roadmap group resume confirm:yes')).toMatchInlineSnapshot(`
      "Friends goes on
      ───────────────
      I post it in the channel, without your name.

      [1] The group

      Friends goes on
      ───────────────
      Plan, pace, streaks and weekly posts move with it. What you do meanwhile still
      counts.

      End of the roadmap  Sun 4 Jul 2027

      [1] The group"
    `)
    expect(title(await say('/roadmap group resume'))).toBe('✗ Friends has no pause')
  })

  test.each(['0', '1000', 'two', '-1'])('a pause of %s weeks is refused', async (weeks) => {
    const { say } = await createWorld()
    await say('/roadmap group create Friends')
    expect(title(await say(`/roadmap group pause ${weeks}`))).toContain(
      '✗ For [weeks] I expected a whole number from 1 to 26',
    )
  })
})

describe('people come, go and change their minds', () => {
  test('only organizers change the group, after seeing what follows', async () => {
    const { say } = await createWorld()
    await say('@ana /roadmap group create Friends', '@ben /roadmap join')
    expect(await say('@ben /roadmap group settings tempo:fast')).toMatchInlineSnapshot(`
      "✗ Only an organizer can do that
      Friends is organized by ana. Ask them, or whoever manages the channel.

      Seen only by ben."
    `)
    expect(await say('@ana /roadmap group settings tempo:fast time:18:30')).toMatchInlineSnapshot(`
      "Change Friends?
      ───────────────
        • Tempo: steady becomes fast
        • Weekly post: Monday 09:00, Europe/Berlin becomes Monday 18:30, Europe/Berlin

      The dates that follow
      #  Stage                             From             To
      ─  ────────────────────────────────  ───────────────  ───────────────
      1  Programming Foundations           Mon 23 Nov 2026  Sun 20 Dec 2026
      2  Databases & SQL                   Mon 21 Dec 2026  Sun 17 Jan 2027
      3  Web Frameworks & APIs             Mon 18 Jan 2027  Sun 28 Feb 2027
      4  Security & Best Practices         Mon 1 Mar 2027   Sun 21 Mar 2027
      5  Deployment & DevOps               Mon 22 Mar 2027  Sun 18 Apr 2027
      6  Advanced Topics & Specialization  Mon 19 Apr 2027  Sun 30 May 2027

      [1] Cancel   [2] Apply

      Seen only by ana."
    `)
    expect(await say('@ana 2')).toMatchInlineSnapshot(`
      "Friends is changed
      ──────────────────
      I post it in the channel, without your name.

      [1] The group

      Seen only by ana.

      Friends is changed
      ──────────────────
        • Tempo: steady becomes fast
        • Weekly post: Monday 09:00, Europe/Berlin becomes Monday 18:30, Europe/Berlin

      [1] The group"
    `)
    expect(title(await say('@ana /roadmap group settings tempo:fast'))).toBe('✗ That is how it is already')
  })

  test('when the last organizer leaves, the longest member takes over, and is told', async () => {
    const { say } = await createWorld()
    await say('@ana /roadmap group create Friends', '@ben /roadmap join', '@chen /roadmap join')
    expect(await say('@ana /roadmap leave confirm:yes')).toMatchInlineSnapshot(`
      "You have left Friends
      ─────────────────────
      Boards no longer show you, and your progress is kept. Come back within 30 days
      and your plan goes on as it was. /roadmap privacy delete removes everything.

      [1] Join again

      Seen only by ana.

      ben now organizes Friends
      ─────────────────────────
      The last organizer left, and ben has been a member longest."
    `)
    expect(title(await say('@ana /roadmap leave'))).toBe('✗ You are not in Friends')
    expect(await say('@ben /roadmap group settings name:Others confirm:yes')).toContain('Others is changed')
  })

  test('leaving hides at once and keeps progress for a return', async () => {
    const { say } = await createWorld()
    await say('/roadmap group create Friends', '@ana /roadmap join', '@ana /roadmap done docker')
    await say('@ana /roadmap leave')
    expect(await say('/roadmap leaderboard')).toContain('Nobody has scored yet')
    expect(title(await say('@ana /roadmap join'))).toBe('ana is back in Friends')
    expect(await say('/roadmap leaderboard')).toContain('ana')
  })

  test('a member is removed by an organizer, and nobody else', async () => {
    const { say } = await createWorld()
    await say('@ana /roadmap group create Friends', '@ben /roadmap join')
    expect(title(await say('@ben /roadmap group remove ana'))).toBe('✗ Only an organizer can do that')
    expect(title(await say('@ana /roadmap group remove eve'))).toBe('✗ Nobody here is called “eve”')
    expect(title(await say('@ana /roadmap group remove Ben confirm:yes'))).toBe('You removed ben from Friends')
  })

  test('the group ends after a question, and the channel is free', async () => {
    const { say } = await createWorld()
    await say('/roadmap group create Friends')
    expect(await say('/roadmap group end')).toMatchInlineSnapshot(`
      "End Friends?
      ────────────
      The group would end for 1 member, and the channel would be free for another
      group. Everyone keeps their progress.

      Everyone in the group’s channel is told.

      [1] Cancel   [2] End the group"
    `)
    expect(title(await say('2'))).toBe('Friends has ended')
    expect(title(await say('/roadmap group create Next'))).toBe('Next is at home here')
  })

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

  test('own settings', async () => {
    const { say } = await createWorld()
    expect(await say('@ana /roadmap settings')).toMatchInlineSnapshot(`
      "Your settings
      ─────────────
      Time zone          not set: the group’s is used
      Boards show you    by name
      Private reminders  off
      Away               no

      [1] Visibility: anonymous   [2] Visibility: hidden   [3] Private reminders on"
    `)
    expect(
      await say('@ana /roadmap settings timezone:Asia/Kolkata reminders:on away:2026-12-10'),
    ).toMatchInlineSnapshot(`
      "Your settings are changed
      ─────────────────────────
      Time zone          Asia/Kolkata
      Boards show you    by name
      Private reminders  on: Saturdays at 10:00, when nothing is logged that week
      Away               until Mon 14 Dec 2026; these weeks are no debt

      [1] Visibility: anonymous   [2] Visibility: hidden   [3] Private reminders off"
    `)
    expect(title(await say('@ana /roadmap settings away:2026-11-01'))).toBe(
      '✗ I cannot take “2026-11-01” as the day of your return',
    )
  })

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
    const { say, at } = await createWorld()
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

  test('a group that everybody has left belongs to whoever comes first', async () => {
    const { say } = await createWorld()
    await say('@ana /roadmap group create Friends', '@ana /roadmap leave confirm:yes', '@cem /roadmap join')
    expect(await say('/roadmap group show')).toContain('cem (organizer)')
  })

  test('a group moves to another channel, unless that is the home of another', async () => {
    const { say } = await createWorld()
    await say('/roadmap group create Friends', '#two /roadmap group create Others')
    expect(title(await say('/roadmap group settings channel:two confirm:yes'))).toBe(
      '✗ That channel is the home of another group',
    )
    expect(await say('/roadmap group settings channel:#three')).toContain('Channel: #terminal becomes #three')
    expect(title(await say('2'))).toBe('Friends is changed')
    expect(title(await say('/roadmap group show'))).toBe('No study group meets here yet')
    expect(title(await say('#three /roadmap group show'))).toBe('Friends')
    expect(title(await say('#two @ana /roadmap join'))).toBe('ana joins Others')
    expect(await say('#!? /roadmap list')).toContain('is not a name of a channel')
  })

  test('weeks away are no debt', async () => {
    const { say, at } = await createWorld()
    await say('/roadmap group create Friends', '@ana /roadmap join', '@ana /roadmap settings away:2026-12-07')
    at('2026-12-07T10:00')
    expect(await say('@ana /roadmap week')).toContain('Pace: On track.')
    expect(await say('/roadmap week')).toContain('behind')
  })

  test('a person’s data can be had, and deleted for good', async () => {
    const { say } = await createWorld()
    await say(
      '/roadmap group create Friends',
      '@ana /roadmap join',
      '@ana /roadmap done docker link:https://example.org/x',
    )
    const data = await say('@ana /roadmap privacy export')
    expect(data).toContain('"https://example.org/x"')
    expect(await say('@ana /roadmap privacy delete')).toMatchInlineSnapshot(`
      "Delete everything of yours?
      ───────────────────────────
      Your progress, settings and places on boards go for good, and you leave Friends.
      /roadmap privacy export gives you a copy first.

      [1] Cancel   [2] Export first   [3] Delete everything

      Seen only by ana."
    `)
    expect(title(await say('@ana 3'))).toBe('Everything of yours is deleted')
    expect(title(await say('@ana /roadmap privacy export'))).toBe('Nothing is stored about you')
    expect(await say('/roadmap group show')).not.toContain('ana')
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
