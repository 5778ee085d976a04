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
})

describe('a pause', () => {
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
