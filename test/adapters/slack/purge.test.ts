import { describe, expect, test } from 'vitest'
import { withGroup } from '../../support/slack-group.ts'

/** Friends, in whose channel the bot was on 23 November, and two weeks later. */
const removed = async (how: 'from the channel' | 'from the workspace') => {
  const world = await withGroup()
  const { slack, workspace, channel, store, notifications, at, log } = world
  const group = () => store.reads.groupAt({ platform: 'slack', workspace: workspace.id, channel: channel.id })
  const told = how === 'from the channel' ? [slack.kickBot(channel)] : slack.uninstall(workspace)
  for (const { acked } of told) await acked
  await expect.poll(async () => (await group())?.deliveryBlock?.kind).toBe('removed')
  const tickAt = async (local: string) => {
    at(local)
    await notifications.runCycleAndWait()
  }
  const warned = () => log.entries.filter(({ message }) => message.startsWith('a group is not deleted')).length
  return { ...world, group, tickAt, warned }
}

describe.each(['from the channel', 'from the workspace'] as const)('the bot was removed %s two weeks ago', (how) => {
  test('and Slack says so once more: the group is deleted', async () => {
    const { group, tickAt } = await removed(how)
    await tickAt('2026-12-06T08:00')
    expect(await group()).toBeDefined()
    await tickAt('2026-12-08T08:00')
    expect(await group()).toBeUndefined()
  })

  test.each([
    ['is out of order', { status: 503 }],
    ['breaks off', { afterHandling: true }],
    ['limits the bot', { status: 429, headers: { 'retry-after': '30' } }],
    ['says something about itself', { error: 'internal_error' }],
    ['lacks a scope', { error: 'missing_scope' }],
  ])(
    'and Slack %s: the group stays until it answers, which is asked for once an hour and logged once',
    async (_, fault) => {
      const { slack, group, tickAt, warned } = await removed(how)
      slack.failNext({ method: 'conversations.info', ...fault, times: 2 })
      const asked = () => slack.requests.filter(({ method }) => method === 'conversations.info').length
      const before = asked()
      for (const minute of ['00', '01', '59']) await tickAt(`2026-12-08T08:${minute}`)
      expect([await group(), asked() - before, warned()]).toEqual([expect.anything(), 1, 1])
      await tickAt('2026-12-08T09:00')
      expect([await group(), asked() - before, warned()]).toEqual([expect.anything(), 2, 1])
      await tickAt('2026-12-08T10:00')
      expect(await group()).toBeUndefined()
    },
  )
})

test('the bot is in the channel after all, and nobody told it: the group goes on, with the next weekly post', async () => {
  const { slack, channel, workspace, group, tick, at } = await removed('from the channel')
  channel.members.add(workspace.botUserId)
  at('2026-12-08T08:00')
  await tick()
  expect((await group())?.deliveryBlock).toBeUndefined()
  at('2026-12-14T09:00')
  expect((await tick()).join()).toContain('Friends: week of Mon 14 Dec 2026')
  expect(slack.refusals).toEqual([])
})
