import { describe, expect, test } from 'vitest'
import { readable } from '../../loopback-slack/readable.ts'
import { sendBy } from '../../support/send-by.ts'
import { createSlackWorld } from '../../support/slack-world.ts'

const withGroup = async () => {
  const world = await createSlackWorld()
  world.person('Sam', { admin: true })
  await world.begin()
  await world.say('Sam', 'group create name:Friends start:2026-11-23 timezone:Europe/Berlin')
  const { adapter, workspace, slack } = world
  const post = (channel = world.channel, key = 'key') =>
    sendBy(
      adapter,
      { platform: 'slack', workspace: workspace.id, channel: channel.id },
      { title: 'A post', blocks: [] },
      key,
    )
  const posts = () => slack.requests.filter(({ method }) => method === 'chat.postMessage').length
  return { ...world, post, posts }
}

describe('Monday', () => {
  test('the post arrives with buttons that work', async () => {
    const { tick, at, press, slack, channel } = await withGroup()
    at('2026-11-23T09:00')
    const [post = ''] = await tick()
    expect(post).toContain('Friends: week of Mon 23 Nov 2026')
    const message = slack.messages(channel).at(-1)
    if (!message) throw new Error('no post')
    const pressed = await press('Sam', message, 'Mark done')
    expect([pressed.isPrivate, pressed.text.includes('What have you completed?')]).toEqual([true, true])
    expect(slack.pings).toEqual([])
  })

  test('a post of which nobody heard whether it was taken is not repeated', async () => {
    const { tick, at, slack, channel } = await withGroup()
    const before = slack.messages(channel).length
    slack.failNext({ method: 'chat.postMessage', afterHandling: true })
    for (const local of ['2026-11-23T09:00', '2026-11-23T09:01', '2026-11-23T09:30']) {
      at(local)
      await tick()
    }
    expect(slack.messages(channel)).toHaveLength(before + 1)
  })
})

describe('a post', () => {
  test('that Slack limits waits, in its channel alone, and is not repeated by itself', async () => {
    const { post, posts, slack, addChannel } = await withGroup()
    const other = addChannel('other')
    slack.failNext({ method: 'chat.postMessage', status: 429, headers: { 'retry-after': '300' } })
    const before = posts()
    const posted = await post()
    expect(posted).toMatchObject({ failed: 'rate limit' })
    expect('retryAt' in posted && String(posted.retryAt)).toMatch(/2026-11-23T07:05:00/)
    // Slack is not asked again before, and other channels go on.
    expect(await post()).toEqual(posted)
    expect(posts()).toBe(before + 1)
    expect(await post(other)).toMatchObject({ sent: expect.any(String) })
  })

  test.each([
    [
      'a rate limit that does not say how long',
      { status: 429, headers: { 'retry-after': 'soon' } },
      { failed: 'rate limit' },
    ],
    ['one in words', { error: 'ratelimited' }, { failed: 'Slack: ratelimited' }],
    ['an outage', { status: 503 }, { failed: 'Slack: HTTP 503' }],
    ['a failure in the middle', { status: 500 }, { unconfirmed: 'Slack: HTTP 500' }],
    ['a catastrophe', { error: 'fatal_error' }, { unconfirmed: 'Slack: fatal_error' }],
    ['an answer that never came', { afterHandling: true }, { unconfirmed: expect.any(String) }],
    ['a mistake of ours', { error: 'invalid_blocks' }, { failed: 'Slack: invalid_blocks' }],
    ['a workspace that removed the bot', { error: 'account_inactive' }, { refused: 'removed' }],
    ['a token that was revoked', { error: 'token_revoked' }, { refused: 'removed' }],
    ['an app that was taken out', { error: 'app_uninstalled' }, { refused: 'removed' }],
    ['a scope that the host forgot', { error: 'missing_scope' }, { failed: 'Slack: missing_scope' }],
    ['a channel for admins', { error: 'restricted_action_read_only_channel' }, { refused: 'no-permission' }],
  ])('with %s', async (_, fault, posted) => {
    const { post, posts, slack } = await withGroup()
    slack.failNext({ method: 'chat.postMessage', ...fault })
    const before = posts()
    expect(await post()).toEqual(posted)
    expect(posts()).toBe(before + 1)
  })

  test.each(['archived', 'no-access', 'channel-gone'] as const)('into what is %s', async (refused) => {
    const { adapter, post, slack, channel, workspace } = await withGroup()
    if (refused === 'archived') slack.archive(channel)
    if (refused === 'no-access') slack.removeBot(channel)
    const nowhere = { platform: 'slack', workspace: workspace.id, channel: 'C0NOWHERE' }
    const card = { title: 'A post', blocks: [] }
    if (refused === 'channel-gone') expect(await sendBy(adapter, nowhere, card, 'key')).toEqual({ refused })
    else expect(await post()).toEqual({ refused })
  })

  test('to one person arrives in their direct messages', async () => {
    const { adapter, slack, person, workspace } = await withGroup()
    const user = person('Ana')
    const letter = { title: 'A letter', blocks: [] }
    const to = (id: string) => sendBy(adapter, `slack:${workspace.id}-${id}`, letter, 'key')
    expect(await to(user.id)).toMatchObject({ sent: expect.any(String) })
    expect(slack.directMessages(user).map(readable)).toEqual(['A letter'])
  })

  test.each(['account_inactive', 'token_revoked', 'messages_tab_disabled', 'restricted_action', 'missing_scope'])(
    'to one person that fails with %s says nothing about the person',
    async (error) => {
      const { adapter, slack, person, workspace } = await withGroup()
      slack.failNext({ method: 'chat.postMessage', error })
      const posted = await sendBy(adapter, `slack:${workspace.id}-${person('Ana').id}`, {
        title: 'A letter',
        blocks: [],
      })
      expect(posted).toEqual({ failed: `Slack: ${error}` })
    },
  )

  test('into a workspace whose token is not loaded yet waits, and asks nobody', async () => {
    const { adapter, channel, posts } = await withGroup()
    const before = posts()
    const elsewhere = { platform: 'slack', workspace: 'T0ELSEWHERE', channel: channel.id }
    const failed = 'no token for the workspace T0ELSEWHERE so far'
    expect(await sendBy(adapter, elsewhere, { title: 'A post', blocks: [] })).toEqual({ failed })
    expect(await sendBy(adapter, 'slack:T0ELSEWHERE-U1', { title: 'A letter', blocks: [] })).toEqual({ failed })
    expect(posts()).toBe(before)
  })
})

test('nobody can reach Slack: the post was not taken', async () => {
  const { post, slack } = await withGroup()
  await slack.close()
  expect(await post()).toMatchObject({ failed: expect.any(String) })
})
