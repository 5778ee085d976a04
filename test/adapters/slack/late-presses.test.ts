import { describe, expect, test } from 'vitest'
import { readable } from '../../loopback-slack/readable.ts'
import { withGroup } from '../../support/slack-group.ts'

describe('a button that is pressed late, or twice', () => {
  test('ends no group but the one that it was about', async () => {
    const { say, press } = await withGroup()
    const { message } = await say('Sam', 'group end')
    await say('Sam', 'group end confirm:yes')
    await say('Ana', 'group create name:Others timezone:UTC')
    const pressed = await press('Sam', message, 'End the group')
    expect([pressed.isPrivate, pressed.text.includes('That group has ended')]).toEqual([true, true])
    expect((await say('Ana', 'group show')).text).toContain('Others')
  })

  test('posts for no group but the one that it was about, and once', async () => {
    const { say, press, slack, channel, notifications } = await withGroup()
    const { message } = await say('Sam', 'group post now:yes')
    const both = await Promise.all([1, 2].map(() => press('Sam', message, 'Post it now')))
    expect(both.filter(({ text }) => text.includes('was asked for just now'))).toHaveLength(1)
    await notifications.deliver()
    const posts = () => slack.messages(channel).filter((post) => readable(post).includes(': week of'))
    expect(posts()).toHaveLength(1)
    await say('Sam', 'group end confirm:yes')
    await say('Ana', 'group create name:Others start:2026-11-23 timezone:UTC')
    expect((await press('Sam', message, 'Post it now')).text).toContain('That group has ended')
    expect(posts()).toHaveLength(1)
  })

  test('applies once', async () => {
    const { say, press, slack, channel } = await withGroup()
    const { message } = await say('Sam', 'group settings tempo:fast')
    const both = await Promise.all([1, 2].map(() => press('Sam', message, 'Apply')))
    expect(both.filter(({ text }) => text.includes('That is how it is already'))).toHaveLength(1)
    expect(slack.messages(channel).filter((post) => readable(post).includes('is changed'))).toHaveLength(1)
  })

  test('tells of a group only where it meets now', async () => {
    const { say, press, slack, channel, addChannel } = await withGroup()
    const { message } = await say('Sam', 'group settings name:"Job hunters"')
    const elsewhere = addChannel('elsewhere')
    await say('Sam', `group settings channel:${elsewhere.id} confirm:yes`)
    await slack.waitFor(() => slack.messages(elsewhere).map(readable).join().includes('Friends is changed'))
    await say('Ana', 'group create name:Others timezone:UTC')
    const before = slack.messages(channel).length
    expect((await press('Sam', message, 'Apply')).isPrivate).toBe(true)
    await slack.waitFor(() => slack.messages(elsewhere).map(readable).join().includes('Job hunters is changed'))
    expect(slack.messages(channel)).toHaveLength(before)
  })

  test('takes back what its card recorded, and nothing else', async () => {
    const { say, press } = await withGroup()
    await say('Ana', 'done data-structures')
    const { message } = await say('Ana', 'done python-fundamentals part 1, python-programming')
    await say('Ana', 'done algorithms')
    expect((await press('Ana', message, 'Undo')).text).toContain(
      'Taken back: Python Programming and Python Fundamentals',
    )
    expect((await press('Ana', message, 'Undo')).text).toContain('Python Fundamentals, part 1 is not recorded')
    expect((await say('Ana', 'progress')).text).toContain('40 of 3,600 points')
  })
})

test('what moves the whole group is told to everybody, also when it comes from a button', async () => {
  const { say, press, slack, channel } = await withGroup()
  const { message, isPrivate } = await say('Sam', 'group pause 2')
  const paused = await press('Sam', message, 'Pause the group')
  expect([isPrivate, paused.isPrivate, paused.text.includes('Friends pauses')]).toEqual([true, true, true])
  expect(slack.messages(channel).filter(({ text }) => text.includes('Friends pauses'))).toHaveLength(1)
})

test('a group whose channel is archived can be ended from anywhere', async () => {
  const { say, slack, person, channel, at, tick, store, workspace } = await withGroup()
  slack.archive(channel)
  for (const local of ['2026-11-23T09:00', '2026-11-23T09:01']) {
    at(local)
    await tick()
  }
  const where = slack.directChannel(person('Sam'))
  expect((await say('Sam', 'group end confirm:yes', { where })).text).toContain('Friends has ended')
  const home = { platform: 'slack', workspace: workspace.id, channel: channel.id }
  expect(await store.reads.groupAt(home)).toBeUndefined()
})

test('a group is ended where it meets, so that everybody hears of it', async () => {
  const { say, slack, person } = await withGroup()
  const { text } = await say('Sam', 'group end confirm:yes', { where: slack.directChannel(person('Sam')) })
  expect(text).toContain('A group is ended where it meets')
  expect((await say('Sam', 'group show')).text).toContain('Friends')
})

test('who hides is named to nobody', async () => {
  const { say } = await withGroup()
  for (const name of ['Sam', 'Ben']) await say(name, 'settings visibility:hidden')
  const refused = await say('Ana', 'group settings tempo:fast')
  expect([refused.text.includes('Only an organizer'), refused.text.includes('Sam')]).toEqual([true, false])
  const joined = await say('Ben', 'join')
  expect([joined.text.includes('A member joins Friends'), joined.text.includes('Ben')]).toEqual([true, false])
})

test('a group whose bot was removed is not brought back by what is done elsewhere', async () => {
  const { say, press, slack, store, workspace, addChannel } = await withGroup()
  const { message } = await say('Sam', 'group settings tempo:fast')
  const elsewhere = addChannel('elsewhere')
  await say('Sam', `group settings channel:${elsewhere.id} confirm:yes`)
  const deliveryBlock = async () =>
    (await store.reads.groupAt({ platform: 'slack', workspace: workspace.id, channel: elsewhere.id }))?.deliveryBlock
      ?.kind
  slack.kickBot(elsewhere)
  await expect.poll(deliveryBlock).toBe('removed')
  await press('Sam', message, 'Apply')
  expect(await deliveryBlock()).toBe('removed')
})

test('between two people, what is for everybody in a channel is for whoever asks; with the bot alone, it stays', async () => {
  const { say, slack, person } = await withGroup()
  const where = slack.directChannel(person('Ana'))
  expect((await say('Ana', 'leaderboard', { where })).isPrivate).toBe(true)
  // The bot hears which conversation is its own when somebody opens it.
  await slack.openHome(person('Ana')).acked
  expect((await say('Ana', 'leaderboard', { where })).isPrivate).toBe(false)
})

test('an organizer brings back a group whose bot was removed, from the channel itself', async () => {
  const { say, press, slack, store, workspace, channel } = await withGroup()
  const deliveryBlock = async () =>
    (await store.reads.groupAt({ platform: 'slack', workspace: workspace.id, channel: channel.id }))?.deliveryBlock
      ?.kind
  slack.kickBot(channel)
  await expect.poll(deliveryBlock).toBe('removed')
  const { message, text } = await say('Sam', 'group settings posts:on')
  expect(text).toContain('come again')
  const both = await Promise.all([1, 2].map(() => press('Sam', message, 'Apply')))
  expect(both.filter(({ text }) => text.includes('Friends is changed'))).toHaveLength(1)
  expect(both.filter(({ text }) => text.includes('That is how it is already'))).toHaveLength(1)
  // It is not purged; that the bot takes no part in the channel shows with the first post.
  expect(await deliveryBlock()).not.toBe('removed')
})
