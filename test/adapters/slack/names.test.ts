import { expect, test } from 'vitest'
import { withGroup } from '../../support/slack-group.ts'

test('a new name is shown from the next command on, also where that only reads', async () => {
  const { say, at, person } = await withGroup()
  await say('Ana', 'done flask')
  person('Ana').displayName = 'Ana Maria'
  // Profiles are looked up again after ten minutes.
  at('2026-11-23T10:00')
  await say('Ana', 'week')
  expect((await say('Sam', 'leaderboard week')).text).toContain('Ana Maria')
})

test('a process that has just begun, and cannot look up a profile, takes nobody’s name away', async () => {
  const { say, at, person, slack, restart } = await withGroup()
  await say('Ana', 'done flask')
  person('Ana').displayName = 'Ana Maria'
  at('2026-11-23T10:00')
  await say('Ana', 'week')
  await restart()
  // The account is still called Ana, which comes with every command.
  slack.failNext({ method: 'users.info', error: 'internal_error', times: 9 })
  await say('Ana', 'week')
  expect((await say('Sam', 'leaderboard week')).text).toContain('Ana Maria')
})
