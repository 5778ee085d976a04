import { expect, test } from 'vitest'
import { createWorld } from '../support/world.ts'

/** The first line of an answer: its title. */
const title = (answer: string) => answer.split('\n')[0]

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
  expect(await say('@ana /roadmap settings timezone:Asia/Kolkata reminders:on away:2026-12-10')).toMatchInlineSnapshot(`
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
