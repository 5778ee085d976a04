import { expect, test } from 'vitest'
import { readable as readableInSlack } from '../loopback-slack/readable.ts'
import { createDiscordWorld, readable } from '../support/discord-world.ts'
import { createSlackWorld } from '../support/slack-world.ts'

test('on Discord, who left their group a year ago reads in a direct message that their data will be deleted, and keeps it by a press', async () => {
  const { begin, say, press, at, notifications, discord, person, store } = await createDiscordWorld()
  await begin()
  await say('Ana', 'group create Friends timezone:UTC start:2026-11-23')
  await say('Ana', 'leave confirm:yes')
  const isKept = async () => (await store.reads.learnerOf(`discord:${person('Ana').id}`)) !== undefined
  at('2027-11-28T09:00')
  await notifications.runCycleAndWait()
  const [message] = discord.messages(discord.directMessages(person('Ana')))
  if (!message) throw new Error('no direct message')
  expect(readable(message)).toContain('I will delete your data on Tue 28 Dec 2027')
  at('2027-12-27T09:00')
  await press('Ana', message, 'Show what I can do')
  at('2027-12-28T09:00')
  await notifications.runCycleAndWait()
  expect(await isKept()).toBe(true)
  expect(discord.refusals).toEqual([])
})

test('on Slack, who left their group a year ago reads in a direct message that their data will be deleted', async () => {
  const { begin, say, at, notifications, slack, person, workspace, store } = await createSlackWorld()
  person('Ana', { admin: true })
  await begin()
  await say('Ana', 'group create Friends timezone:UTC start:2026-11-23')
  await say('Ana', 'leave confirm:yes')
  expect(await store.reads.learnerOf(`slack:${workspace.id}-${person('Ana').id}`)).toBeDefined()
  at('2027-11-28T09:00')
  await notifications.runCycleAndWait()
  const [message] = slack.directMessages(person('Ana'))
  expect(message && readableInSlack(message)).toContain('I will delete your data on Tue 28 Dec 2027')
  at('2027-12-28T09:00')
  await notifications.runCycleAndWait()
  expect(await store.reads.learnerOf(`slack:${workspace.id}-${person('Ana').id}`)).toBeUndefined()
  expect(slack.refusals).toEqual([])
})
