import { describe, expect, test } from 'vitest'
import { createSlackWorld } from '../../support/slack-world.ts'

/** Friends, whom Sam has made; Kim is an admin of the workspace, no member, and has just been looked up. */
const withAdmin = async () => {
  const world = await createSlackWorld()
  const { slack, person, say, store, workspace, channel } = world
  person('Sam')
  person('Ana')
  await world.begin()
  await say('Sam', 'group create name:Friends start:2026-11-23 timezone:Europe/Berlin')
  await say('Ana', 'join')
  const kim = person('Kim', { admin: true })
  await say('Kim', 'list')
  const kept = async () => {
    const group = await store.reads.groupAt({ platform: 'slack', workspace: workspace.id, channel: channel.id })
    const members = group ? await store.reads.membersOf(group.id) : []
    const posts = group ? await store.reads.postsOf(group.id, 10) : []
    return JSON.stringify({ group, members, posts })
  }
  return {
    ...world,
    kim,
    kept,
    lookedUp: () => slack.requests.filter(({ method }) => method === 'users.info').length,
  }
}

const changes = [
  'group pause 2 confirm:yes',
  'group resume confirm:yes',
  'group remove Ana confirm:yes',
  'group settings tempo:fast confirm:yes',
  'group post now:yes confirm:yes',
  'group end confirm:yes',
  // Nobody is asked what they may not do.
  'group pause 2',
  'group settings tempo:fast',
]

describe.each(changes)('%s', (line) => {
  test('of an admin who is one no more since a minute changes nothing', async () => {
    const { say, kim, kept } = await withAdmin()
    const before = await kept()
    kim.admin = false
    expect((await say('Kim', line)).text).toContain('Only an organizer can do that')
    expect(await kept()).toBe(before)
  })

  test('where Slack cannot be asked for rights changes nothing, and says so kindly', async () => {
    const { say, slack, kept } = await withAdmin()
    const before = await kept()
    slack.failNext({ method: 'users.info', status: 500 })
    const { text, isPrivate } = await say('Kim', line)
    expect(text).toContain('I can’t check right now whether you may do that')
    expect(text).toContain('Nothing was changed. Try again in a minute, or ask an organizer of Friends.')
    expect(isPrivate).toBe(true)
    expect(await kept()).toBe(before)
  })
})

test('a question that an admin was asked is answered in vain after the rights are gone', async () => {
  const { say, press, kim, kept } = await withAdmin()
  const { message } = await say('Kim', 'group settings tempo:fast')
  const before = await kept()
  kim.admin = false
  expect((await press('Kim', message, 'Apply')).text).toContain('Only an organizer can do that')
  expect(await kept()).toBe(before)
  // From now on they only read, which needs no question.
  expect((await say('Kim', 'group settings')).text).toContain('Only an organizer can do that')
})

test('whoever has just become an admin may at once', async () => {
  const { say, kim } = await withAdmin()
  kim.admin = false
  expect((await say('Kim', 'group pause 2')).text).toContain('Only an organizer can do that')
  kim.admin = true
  expect((await say('Kim', 'group pause 2 confirm:yes')).text).toContain('Friends pauses from')
})

test('an organizer by membership is not asked about, and changes the group also while Slack cannot be asked', async () => {
  const { say, slack, lookedUp } = await withAdmin()
  // Each takes three minutes, and a profile is kept for ten.
  for (let count = 0; count < 2; count++) await say('Sam', 'list')
  const before = lookedUp()
  slack.failNext({ method: 'users.info', status: 500, times: 100 })
  expect((await say('Sam', 'group pause 2 confirm:yes')).text).toContain('Friends pauses from')
  expect(lookedUp()).toBe(before)
})

test('reading asks nothing anew', async () => {
  const { say, lookedUp } = await withAdmin()
  const before = lookedUp()
  for (const line of ['group show', 'group settings', 'group log']) await say('Kim', line)
  expect(lookedUp()).toBe(before)
})
