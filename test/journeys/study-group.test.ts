import { describe, expect, test } from 'vitest'
import { createWorld } from '../support/world.ts'

/** The first line of an answer: its title. */
const title = (answer: string) => answer.split('\n')[0]

describe('a group begins', () => {
  test('without a group, a command says how to make one', async () => {
    const { say } = await createWorld()
    expect(await say('/roadmap week')).toMatchInlineSnapshot()
  })

  test('is created with the creator’s time zone, starts on the coming Monday, and carries a Join button', async () => {
    const { say } = await createWorld({ start: '2026-11-25T12:00' })
    expect(await say('/roadmap group create Backend Friends')).toMatchInlineSnapshot()
    expect(title(await say('@ana 1'))).toBe('ana joins Backend Friends')
    expect(await say('/roadmap group show')).toMatchInlineSnapshot()
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
    ['name:"  "', '✗ For [name] I expected'],
    [`name:${'x'.repeat(3000)}`, '✗ For [name] I expected'],
    ['name:"a\u202eb"', '✗ For [name] I expected'],
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
    expect(title(await say('/roadmap group show'))).toBe('✗ No study group meets here yet')
  })

  test('a name is shown as it is, whatever it means elsewhere', async () => {
    const { say } = await createWorld()
    expect(title(await say('/roadmap group create *<@everyone>* [x](y)'))).toBe('*<@everyone>* [x](y) is at home here')
  })

  test('a city is not a time zone, but the bot knows which is meant', async () => {
    const { say } = await createWorld()
    expect(await say('/roadmap group create timezone:berlin')).toMatchInlineSnapshot()
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
    expect(await say('@ana /roadmap done fastapi')).toMatchInlineSnapshot()
    expect(await say('@ana /roadmap done fastapi')).toMatchInlineSnapshot()
  })

  test('with several matches asks which, and records nothing', async () => {
    const { say } = await world()
    expect(await say('@ana /roadmap done fast')).toMatchInlineSnapshot()
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
    expect(await say('@ana /roadmap done nosql databases')).toMatchInlineSnapshot()
    expect(title(await say('@ana 1'))).toBe('Recorded: NoSQL Databases, part 2 of 2')
    expect(title(await say('@ana 1', '@ana /roadmap done web-frameworks-with-django all:yes'))).toBe(
      'Recorded: Web Frameworks with Django, parts 3-5 of 5',
    )
  })

  test('for yesterday, or a day of the last week; never the future, never earlier', async () => {
    const { say, at } = await world()
    at('2026-11-26T09:30')
    expect(await say('@ana /roadmap done docker when:yesterday')).toContain('Day                   Wed 25 Nov 2026')
    expect(await say('@ana /roadmap done sql when:2026-11-20')).toContain('Fri 20 Nov 2026')
    expect(await say('@ana /roadmap done orm when:2026-11-18')).toMatchInlineSnapshot()
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
    expect(await say('@ana /roadmap undo')).toMatchInlineSnapshot()
    expect(await say('@ana /roadmap progress')).toBe(before)
  })

  test('what does not apply is left out, at most a fifth of a stage', async () => {
    const { say } = await world()
    expect(await say('@ana /roadmap skip flask')).toMatchInlineSnapshot()
    expect(title(await say('@ana /roadmap skip flask'))).toBe('Taken in again: Flask')
    expect(await say('@ana /roadmap skip web-frameworks-with-django')).toMatchInlineSnapshot()
    expect(title(await say('@ana /roadmap done orm', '@ana /roadmap skip orm'))).toBe(
      '✗ You have done ORM, at least in part',
    )
  })

  test('somebody who is no member is asked to join', async () => {
    const { say } = await world()
    expect(await say('@eve /roadmap done docker')).toMatchInlineSnapshot()
  })

  test('an item of another roadmap is not found', async () => {
    const { say } = await world()
    expect(title(await say('@ana /roadmap done knitting'))).toBe('✗ Nothing in Backend Developer is called “knitting”')
  })

  test('without an item, offers what this week is for', async () => {
    const { say } = await world()
    expect(await say('@ana /roadmap done')).toMatchInlineSnapshot()
  })
})

describe('weeks go by', () => {
  test('the week says what to do, what is left over, and how to be level', async () => {
    const { say, at } = await createWorld()
    await say('/roadmap group create Friends', '@ana /roadmap join')
    expect(await say('@ana /roadmap week')).toMatchInlineSnapshot()
    at('2026-11-30T09:00')
    expect(await say('@ana /roadmap week')).toMatchInlineSnapshot()
    await say(
      '@ana /roadmap done python programming',
      '@ana /roadmap done data-structures',
      '@ana /roadmap done python-fundamentals part:1',
    )
    expect(await say('@ana /roadmap done python-fundamentals part:2', '@ana /roadmap week')).toContain('On track.')
    expect(await say('@ana /roadmap why pace')).toMatchInlineSnapshot()
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
    expect(await say('/roadmap leaderboard')).toMatchInlineSnapshot()
    at('2026-11-30T08:00')
    expect(await say('/roadmap leaderboard last')).toContain('Provisional')
    at('2026-11-30T09:00')
    // Before anything is written the closed week looks the same.
    expect(await say('@dina /roadmap done orm when:2026-11-27')).toContain(
      'the points are in the week of Mon 30 Nov 2026',
    )
    expect(await say('/roadmap leaderboard last')).toMatchInlineSnapshot()
    expect(await say('/roadmap leaderboard')).toMatchInlineSnapshot()
    expect(await say('@dina /roadmap why rank')).toMatchInlineSnapshot()
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
    expect(answer).toContain('You are hidden on boards')
    expect(answer).toContain('Seen only by ana.')
    await say('@ana /roadmap settings visibility:anonymous')
    expect(await say('@ana /roadmap leaderboard')).toMatchInlineSnapshot()
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
    expect(await say('@ana /roadmap done security-deployment all:yes')).toMatchInlineSnapshot()
    expect(await say('@ana /roadmap undo', '@ana /roadmap done security-deployment all:yes')).not.toContain('finished')
  })

  test('a pause moves everything after it', async () => {
    const { say, at } = await createWorld()
    await say('/roadmap group create Friends')
    expect(await say('/roadmap group pause 2')).toMatchInlineSnapshot()
    at('2026-12-02T09:00')
    expect(await say('/roadmap week')).toContain('This week is a pause')
    expect(await say('/roadmap group resume')).toMatchInlineSnapshot()
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
    expect(await say('@ben /roadmap group settings tempo:fast')).toMatchInlineSnapshot()
    expect(await say('@ana /roadmap group settings tempo:fast time:18:30')).toMatchInlineSnapshot()
    expect(await say('@ana 1')).toMatchInlineSnapshot()
    expect(title(await say('@ana /roadmap group settings tempo:fast'))).toBe('✗ That is how it is already')
  })

  test('when the last organizer leaves, the longest member takes over, and is told', async () => {
    const { say } = await createWorld()
    await say('@ana /roadmap group create Friends', '@ben /roadmap join', '@chen /roadmap join')
    expect(await say('@ana /roadmap leave')).toMatchInlineSnapshot()
    expect(title(await say('@ana /roadmap leave'))).toBe('✗ You are not in Friends')
    expect(await say('@ben /roadmap group settings name:Others sure:yes')).toContain('Others is changed')
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
    expect(title(await say('@ana /roadmap group remove Ben'))).toBe('ben is no longer in Friends')
  })

  test('the group ends after a question, and the channel is free', async () => {
    const { say } = await createWorld()
    await say('/roadmap group create Friends')
    expect(await say('/roadmap group end')).toMatchInlineSnapshot()
    expect(title(await say('1'))).toBe('Friends has ended')
    expect(title(await say('/roadmap group create Next'))).toBe('Next is at home here')
  })

  test('another’s progress shows percent and points, never pace; and only of who is named', async () => {
    const { say } = await createWorld()
    await say('/roadmap group create Friends', '@ana /roadmap join', '@ben /roadmap join', '@ana /roadmap done docker')
    const seen = await say('@ben /roadmap progress ana')
    expect(title(seen)).toBe('ana: Backend Developer')
    expect(seen).not.toContain('Pace')
    await say('@ana /roadmap settings visibility:anonymous')
    expect(title(await say('@ben /roadmap progress ana'))).toBe('✗ ana keeps this private')
  })

  test('own settings', async () => {
    const { say } = await createWorld()
    expect(await say('@ana /roadmap settings')).toMatchInlineSnapshot()
    expect(await say('@ana /roadmap settings timezone:Asia/Kolkata nudges:on away:2026-12-10')).toMatchInlineSnapshot()
    expect(title(await say('@ana /roadmap settings away:2026-11-01'))).toBe(
      '✗ I cannot take “2026-11-01” as the day of your return',
    )
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
    expect(await say('@ana /roadmap privacy delete')).toMatchInlineSnapshot()
    expect(title(await say('@ana 1'))).toBe('Everything of yours is deleted')
    expect(title(await say('@ana /roadmap privacy export'))).toBe('Nothing is stored about you')
    expect(await say('/roadmap group show')).not.toContain('ana')
  })

  test.each(['points', 'streak'])('why %s', async (number) => {
    const { say } = await createWorld()
    await say(
      '/roadmap group create Friends',
      '@ana /roadmap join',
      '@ana /roadmap done docker',
      '@ana /roadmap done flask known:yes',
    )
    expect(await say(`@ana /roadmap why ${number}`)).toMatchSnapshot()
  })
})
