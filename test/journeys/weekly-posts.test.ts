import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { kinds, openStore } from '../support/database.ts'
import { createNotifying } from '../support/notifying.ts'
import { createWorld } from '../support/world.ts'

const open = async (options: Omit<Parameters<typeof createNotifying>[0], 'store'> = {}) =>
  createNotifying({ store: openStore(await kinds.sqlite()).store, start: '2026-11-18T12:00', ...options })

describe('a group learns', () => {
  test('its first Monday introduces the first stage', async () => {
    const { say, tick, at } = await createWorld({ start: '2026-11-18T12:00' })
    await say('/roadmap group create Backend Friends', '@ana /roadmap join')
    at('2026-11-23T08:59')
    expect(await tick()).toBe('')
    at('2026-11-23T09:00')
    expect(await tick()).toMatchInlineSnapshot(`
      "Backend Friends: week of Mon 23 Nov 2026
      ────────────────────────────────────────
      The roadmap begins. Stage 1: Programming Foundations, week 1 of 5, until Sun 27
      Dec 2026.

      Build a solid foundation in programming concepts and Python, the most versatile
      language for backend development. It has 6 skills, 2 courses and 3 projects.

        Python Fundamentals
          4 weeks · Beginner
        Data Structures & Algorithms in Python
          3 weeks · Beginner to Intermediate

      This week
        • Python Programming
        • Data Structures
        • Python Fundamentals, parts 1-2 of 4

      [1] Mark done   [2] My week   [3] Leaderboard"
    `)
    expect(await tick()).toBe('')
  })

  test('the next Monday tells what was done, with a fair podium', async () => {
    const { say, tick, at } = await createWorld({ start: '2026-11-23T08:00' })
    await say(
      '/roadmap group create Backend Friends',
      '@ana /roadmap join',
      '@ben /roadmap join',
      '@chen /roadmap join',
    )
    await say(
      '@ana /roadmap done python-programming',
      '@ben /roadmap done python-programming',
      '@chen /roadmap settings visibility:hidden',
    )
    await say('@chen /roadmap done python-programming')
    at('2026-11-30T09:00')
    expect(await tick()).toMatchInlineSnapshot(`
      "Backend Friends: week of Mon 30 Nov 2026
      ────────────────────────────────────────
      Stage 1: Programming Foundations, week 2 of 5, until Sun 27 Dec 2026.

      This week
        • Algorithms
        • Python Fundamentals, parts 3-4 of 4
        • Command-line task manager

      Last week
      Rank  Name  Points
      ────  ────  ──────
        =1  ana       20
        =1  ben       20

      A tie at the top. Together: 40 points, made by 2 members.

      The group  ░░░░░░░░░░  <1%

      [1] Mark done   [2] My week   [3] Leaderboard"
    `)
    expect(await say('1')).toContain('What have you completed?')
  })

  test('a week without anything recorded is nobody’s fault', async () => {
    const { say, tick, at } = await createWorld({ start: '2026-11-23T08:00' })
    await say('/roadmap group create Backend Friends')
    at('2026-11-30T09:00')
    const post = await tick()
    expect(post).toContain('Nothing was recorded for the board. This week is a fresh start.')
    expect(post).not.toMatch(/Sam|behind/)
  })

  test('a new stage is introduced in its first week', async () => {
    const notifying = await open()
    await notifying.addGroup('home', { start: Temporal.PlainDate.from('2026-10-12') })
    await notifying.tickAt('2026-11-16T09:00')
    await notifying.tickAt('2026-11-23T09:00')
    const [post = ''] = notifying.mail.in('home')
    expect(post).toContain('Stage 2: Databases & SQL, week 2 of 5')
    expect(post).not.toContain('A new stage begins.')
    const other = await open()
    await other.addGroup('home', { start: Temporal.PlainDate.from('2026-10-19') })
    await other.tickAt('2026-11-23T09:00')
    expect(other.mail.in('home')[0]).toContain('A new stage begins. Stage 2: Databases & SQL, week 1 of 5')
  })

  test('after the last week comes a summary to keep, once', async () => {
    const notifying = await open({ start: '2026-11-16T08:00' })
    await notifying.say('Ana', 'group create Fast Friends start:2026-11-16 tempo:fast')
    for (const name of ['Ben', 'Cem']) await notifying.say(name, 'join')
    await notifying.say('Ana', 'done api-development-with-fastapi all:yes')
    await notifying.say('Ana', 'done fastapi')
    await notifying.say('Ben', 'done python-programming')
    for (let week = 1; week <= 30; week++) {
      const monday = Temporal.PlainDate.from('2026-11-16').add({ weeks: week })
      await notifying.tickAt(`${monday}T09:00`)
    }
    const posts = notifying.mail.in('home')
    expect(posts).toHaveLength(27)
    expect(posts.at(-1)).toMatchInlineSnapshot(`
      "Fast Friends is through Backend Developer
      ─────────────────────────────────────────
      27 weeks of learning together, from Mon 16 Nov 2026 to Sun 23 May 2027. The last stage is behind you.

      Members    3
      Completed  2 skills and 4 course weeks
      Points     185
      Best week  Mon 16 Nov 2026, with 185 points together

      The board of the whole time
      Rank  Name  Points
      ────  ────  ──────
         1  Ana      165
         2  Ben       20

      The group  ░░░░░░░░░░  1%

      This is the last weekly post. What is left over stays open and still counts; an organizer ends the group with /roadmap
      group end when everybody is done.

      [1] The whole board   [2] My progress   [3] Roadmaps"
    `)
    expect(await notifying.say('Ana', 'group log')).toContain('none: the roadmap is through')
    expect(await notifying.say('Ana', 'group post')).toContain('has no post to come')
  })

  test('who finishes a stage is announced in the channel, through the same ledger', async () => {
    const notifying = await open()
    await notifying.say('Ana', 'group create')
    const items = ['authentication-authorization', 'owasp-security', 'input-validation', 'rate-limiting', 'https-tls']
    const others = ['secure-coding-practices', 'security-audit', 'implement-oauth2-authentication', 'secure-api']
    for (const item of [...items, ...others]) await notifying.say('Ana', `done ${item}`)
    notifying.mail.answer('home', { posted: { failed: 'out of order' } }, 1)
    await notifying.say('Ana', 'done security-deployment all:yes')
    expect(notifying.mail.in('home')).toEqual([])
    await notifying.tickAt('2026-11-18T12:10')
    expect(notifying.mail.in('home')).toHaveLength(1)
    expect(notifying.mail.in('home')[0]).toContain('Ana has finished Security & Best Practices')
    expect(await notifying.say('Ana', 'group log')).toContain('Finished stage, sent on')
  })

  test('what is taken back, or of somebody who hides now, is not announced any more', async () => {
    const finish = async (afterwards: string) => {
      const notifying = await open()
      await notifying.say('Ana', 'group create')
      const items = ['authentication-authorization', 'owasp-security', 'input-validation', 'rate-limiting', 'https-tls']
      const others = ['secure-coding-practices', 'security-audit', 'implement-oauth2-authentication', 'secure-api']
      for (const item of [...items, ...others]) await notifying.say('Ana', `done ${item}`)
      notifying.mail.answer('home', { posted: { failed: 'out of order' } }, 1)
      await notifying.say('Ana', 'done security-deployment all:yes')
      await notifying.say('Ana', afterwards)
      await notifying.tickAt('2026-11-18T13:00')
      expect(notifying.mail.in('home')).toEqual([])
      return notifying.say('Ana', 'group log')
    }
    expect(await finish('undo')).toContain('skipped: it was taken back before')
    expect(await finish('settings visibility:hidden')).not.toContain('Finished stage')
  })
})

test('all who share the first rank are winners, and hidden work is in no sum', async () => {
  const notifying = await open({ start: '2026-11-16T08:00' })
  await notifying.say('Ana', 'group create name:Friends start:2026-11-16')
  for (const name of ['Ben', 'Chen', 'Dina', 'Eli', 'Fay']) await notifying.say(name, 'join')
  for (const name of ['Ana', 'Ben', 'Chen', 'Dina', 'Eli', 'Fay']) await notifying.say(name, 'done python-programming')
  await notifying.say('Fay', 'settings visibility:hidden')
  await notifying.tickAt('2026-11-23T09:00')
  const [post = ''] = notifying.mail.in('home').slice(-1)
  expect(post.match(/=1 /g)).toHaveLength(5)
  expect(post).toContain('A tie at the top. Together: 100 points, made by 5 members.')
  expect(post).not.toContain('Fay')
})

describe('the organizer', () => {
  test('previews the next post and posts one now, and the scheduled one comes all the same', async () => {
    const { say, tick, at } = await createWorld({ start: '2026-11-23T08:00' })
    await say('/roadmap group create Backend Friends', '@ana /roadmap join')
    const preview = await say('/roadmap group post')
    expect(preview).toContain('This is the next post, as it would be now. It comes on Mon 23 Nov 2026 09:00')
    expect(preview).toContain('[1] Post it now')
    expect(await say('1')).toContain('[3] Post it now')
    const posted = await say('3')
    expect(posted).toContain('is on its way')
    expect(posted).toContain('Backend Friends: week of Mon 23 Nov 2026')
    at('2026-11-23T09:00')
    expect(await tick()).toContain('Backend Friends: week of Mon 23 Nov 2026')
    expect(await say('@ana /roadmap group post')).toContain('Only an organizer can do that')
  })

  test('has nothing to post before the start', async () => {
    const { say } = await createWorld({ start: '2026-11-18T12:00' })
    await say('/roadmap group create')
    expect(await say('/roadmap group post now:yes')).toContain('The group has not started yet. Nothing was posted.')
    expect(await say('/roadmap group post')).toContain('It comes on Mon 23 Nov 2026 09:00')
  })

  test('reads the log in the own time', async () => {
    const notifying = await open()
    await notifying.say('Ana', 'group create Friends')
    await notifying.say('Ana', 'settings timezone:Asia/Kathmandu')
    await notifying.tickAt('2026-11-23T09:03')
    expect(await notifying.say('Ana', 'group log')).toMatchInlineSnapshot(`
      "Posts of Friends
      ────────────────
      Last weekly post  Mon 23 Nov 2026 13:48
      Next due          Mon 30 Nov 2026 13:45
      Times in          Asia/Kathmandu

      The latest
        • Mon 23 Nov 2026 13:45: Weekly post, sent

      [1] Preview the next"
    `)
  })

  test('learns at the next command that the channel takes no posts, once, and heals it', async () => {
    const notifying = await open()
    await notifying.say('Ana', 'group create Friends')
    await notifying.say('Ben', 'join')
    notifying.mail.answer('home', { posted: { refused: 'archived' } }, 1)
    await notifying.tickAt('2026-11-23T09:00')
    await notifying.tickAt('2026-11-23T09:01')
    expect(notifying.mail.attempts()).toBe(1)
    expect(await notifying.say('Ben', 'list')).not.toContain('archived')
    expect(await notifying.say('Ana', 'list')).toMatchInlineSnapshot(`
      "1 roadmap
      ─────────
        Backend Developer (backend-developer)
          A comprehensive roadmap to becoming a professional Backend Developer. Master server-side programming, databases,
          APIs, and deployment to build robust applications that power modern web experiences.
          6 stages · 6-8 months · Beginner to Advanced

      [1] Backend Developer

      ✗ Friends gets no weekly posts
      I cannot post for the group: the channel is archived.

      Unarchive the channel, then /roadmap group settings posts:on; or move the group with /roadmap group settings channel:….

      [1] Let it meet here"
    `)
    expect(await notifying.say('Ana', 'list')).not.toContain('archived')
    // Nothing more is tried, and the log has a line for it.
    await notifying.tickAt('2026-11-30T09:00')
    expect(notifying.mail.attempts()).toBe(1)
    expect(await notifying.say('Ben', 'group log')).toContain('skipped: the channel takes no posts')
    expect(await notifying.say('Ana', 'group post now:yes')).toContain('Unarchive the channel')
    // Healed by turning nudges on.
    expect(await notifying.say('Ana', 'group settings posts:on')).toContain('Posts: they come again in #home')
    await notifying.say('Ana', 'group settings posts:on confirm:yes')
    await notifying.tickAt('2026-12-07T09:00')
    const [changed, weekly, ...others] = notifying.mail.in('home')
    expect(changed).toContain('they come again')
    expect(weekly).toContain('week of Mon 7 Dec 2026')
    expect(others).toEqual([])
  })

  test('heals a channel that is gone by moving the group', async () => {
    const notifying = await open()
    await notifying.say('Ana', 'group create Friends')
    notifying.mail.answer('home', { posted: { refused: 'channel-gone' } })
    await notifying.tickAt('2026-11-23T09:00')
    await notifying.say('Ana', 'group settings channel:other confirm:yes')
    await notifying.tickAt('2026-11-30T09:00')
    expect(notifying.mail.in('other').map((post) => post.split('\n')[0])).toEqual([
      'Friends is changed',
      'Friends: week of Mon 30 Nov 2026',
    ])
  })

  test('whose bot was removed: the group is purged after 14 days, and progress stays', async () => {
    const notifying = await open()
    await notifying.say('Ana', 'group create Friends')
    await notifying.say('Ana', 'done fastapi')
    notifying.mail.answer('home', { posted: { refused: 'removed' } })
    await notifying.tickAt('2026-11-23T09:00')
    await notifying.tickAt('2026-12-07T08:59')
    expect(await notifying.say('Ana', 'group show')).toContain('Friends')
    await notifying.tickAt('2026-12-07T09:00')
    expect(await notifying.say('Ana', 'group show')).toContain('No study group meets here yet')
    await notifying.say('Ana', 'group create Anew')
    expect(await notifying.say('Ana', 'done fastapi')).toContain('You have done FastAPI already')
  })
})

describe('a private reminder', () => {
  const opened = async () => {
    const notifying = await open({ start: '2026-11-16T08:00' })
    await notifying.say('Ana', 'group create Friends start:2026-11-16')
    await notifying.say('Ana', 'settings reminders:on')
    return notifying
  }

  test('comes on Saturday at 10:00 by the member’s clock, when nothing is logged', async () => {
    const notifying = await opened()
    await notifying.tickAt('2026-11-21T09:59')
    expect(notifying.mail.in('test:ana')).toEqual([])
    await notifying.tickAt('2026-11-21T10:00')
    await notifying.tickAt('2026-11-21T10:01')
    expect(notifying.mail.in('test:ana')).toHaveLength(1)
    expect(notifying.mail.in('test:ana')[0]).toMatchInlineSnapshot(`
      "Nothing is logged this week yet
      ───────────────────────────────
      No harm done: there is time until Sunday night. One small thing would do, such as:

      Friends
        • Python Programming
        • Data Structures
        • Python Fundamentals, parts 1-2 of 4

      Did something already? Record it in your group’s channel with /roadmap done.

      [1] My week   [2] Keep reminding me   [3] No more of these"
    `)
  })

  test('follows the own zone', async () => {
    const notifying = await opened()
    await notifying.say('Ana', 'settings timezone:America/New_York')
    await notifying.tickAt('2026-11-21T15:59')
    expect(notifying.mail.in('test:ana')).toEqual([])
    await notifying.tickAt('2026-11-21T16:00')
    expect(notifying.mail.in('test:ana')).toHaveLength(1)
  })

  test('does not come when something is logged, in a pause, when away, or when turned off', async () => {
    const without = async (name: string, line: string) => {
      const notifying = await opened()
      await notifying.say(name, line)
      await notifying.tickAt('2026-11-21T10:00')
      return notifying.mail.in('test:ana').length
    }
    expect(await without('Ana', 'done fastapi')).toBe(0)
    expect(await without('Ana', 'group pause now:yes confirm:yes')).toBe(0)
    expect(await without('Ana', 'settings away:2026-12-01')).toBe(0)
    expect(await without('Ana', 'settings reminders:off')).toBe(0)
    expect(await without('Ana', 'leave confirm:yes')).toBe(0)
    expect(await without('Ana', 'week')).toBe(1)
  })

  test('after three without a reaction it asks, and stops', async () => {
    const notifying = await opened()
    for (const day of ['11-21', '11-28', '12-05', '12-12', '12-19', '12-26'])
      await notifying.tickAt(`2026-${day}T10:00`)
    const letters = notifying.mail.in('test:ana')
    expect(letters).toHaveLength(4)
    expect(letters.at(-1)).toMatchInlineSnapshot(`
      "Shall I go on reminding you?
      ────────────────────────────
      I have written 3 times and heard nothing, so this is the last one unless you say so. Your progress is kept either way.

      [1] Yes, go on"
    `)
    expect(await notifying.say('Ana', 'settings')).toContain('Private reminders  off')
  })

  test.each([
    ['a completion', 'done fastapi', 'command'],
    ['a press', 'week', 'component'],
  ] as const)('%s is a reaction', async (_, line, source) => {
    const notifying = await opened()
    for (const day of ['11-21', '11-28', '12-05']) await notifying.tickAt(`2026-${day}T10:00`)
    notifying.at('2026-12-07T12:00')
    await notifying.say('Ana', line, { source })
    await notifying.tickAt('2026-12-19T10:00')
    expect(notifying.mail.in('test:ana').at(-1)).toContain('Nothing is logged this week yet')
  })

  test('that is refused turns them off, and says so at the next command', async () => {
    const notifying = await opened()
    notifying.mail.answer('test:ana', { posted: { refused: 'no-permission' } })
    await notifying.tickAt('2026-11-21T10:00')
    expect(await notifying.say('Ana', 'list')).toContain('I could not write to you privately')
    await notifying.tickAt('2026-11-28T10:00')
    expect(notifying.mail.attempts()).toBe(1)
    await notifying.say('Ana', 'settings reminders:on')
    await notifying.notifications.runCycleAndWait()
    expect(await notifying.say('Ana', 'list')).not.toContain('privately')
  })
})
