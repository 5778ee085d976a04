import { describe, expect, test } from 'vitest'
import { readableView } from '../../loopback-slack/readable.ts'
import { createSlackWorld } from '../../support/slack-world.ts'

/** Friends, whom Ana organizes; Ben is a member, and so is Gus, who is a guest. */
const withGroup = async ({ isPrivate = false } = {}) => {
  const world = await createSlackWorld()
  const { slack, workspace, person, say, store } = world
  for (const name of ['Ana', 'Ben']) person(name)
  await world.begin()
  const gus = slack.addUser(workspace, 'Gus', { guest: true })
  const where = isPrivate ? slack.addChannel(workspace, 'friends', { private: true }) : world.channel
  await say('Ana', 'group create name:Friends start:2026-11-23 timezone:Europe/Berlin', { where })
  await say('Ben', 'join', { where })
  await slack.command(gus, where, '/roadmap', 'join').done()
  const directly = (user: typeof gus) => slack.directChannel(user)
  const alone = async (name: string, line: string) => {
    // Slack says which conversations are the bot's own when they are opened.
    await world.home(name)
    return say(name, line, { where: directly(person(name)) })
  }
  const members = async () => {
    const group = await store.reads.groupAt({ platform: 'slack', workspace: workspace.id, channel: where.id })
    const all = group ? await store.reads.membersOf(group.id) : []
    return all.map(({ name, leftOn, organizer }) => `${name}${organizer ? ' organizes' : ''}${leftOn ? ' left' : ''}`)
  }
  return { ...world, where, gus, alone, members }
}

describe('somebody whose account was deactivated', () => {
  test.each(['group show', 'leaderboard', 'week', 'group log'])(
    'reads nothing more in direct messages: %s',
    async (line) => {
      const { person, alone } = await withGroup()
      person('Ben').deactivated = true
      const { text } = await alone('Ben', line)
      expect(text).toContain('You are in no study group yet')
      expect(text).not.toContain('Friends')
    },
  )

  test('sees nothing of the group on the Home tab', async () => {
    const { person, home } = await withGroup()
    expect(readableView(await home('Ben'))).toContain('Friends')
    const { person: again, home: open, members } = await withGroup()
    again('Ben').deactivated = true
    expect(readableView(await open('Ben'))).not.toContain('Friends')
    expect(await members()).toEqual(['Ana organizes', 'Ben left', 'Gus'])
    expect(person('Ben').deactivated).toBe(false)
  })

  test.each(['group settings tempo:fast confirm:yes', 'group remove Ben confirm:yes', 'group pause 2 confirm:yes'])(
    'organizes nothing more: %s',
    async (line) => {
      const { person, alone, members } = await withGroup()
      person('Ana').deactivated = true
      expect((await alone('Ana', line)).text).toContain('You are in no study group yet')
      expect(await members()).toEqual(['Ana left', 'Ben organizes', 'Gus'])
    },
  )
})

describe('a guest who was taken out of the channel', () => {
  test('reads nothing more of the group', async () => {
    const { slack, gus, where, members } = await withGroup()
    where.members.delete(gus.id)
    const exchange = slack.openHome(gus)
    const { view } = await exchange.waitFor(({ kind }) => kind === 'home')
    expect(view && readableView(view)).not.toContain('Friends')
    expect(await members()).toEqual(['Ana organizes', 'Ben', 'Gus left'])
  })
})

describe('somebody who was taken out of the private channel where a group meets', () => {
  test('neither reads nor organizes it any more', async () => {
    const { person, where, alone, members } = await withGroup({ isPrivate: true })
    where.members.delete(person('Ana').id)
    expect((await alone('Ana', 'group settings tempo:fast confirm:yes')).text).toContain(
      'You are in no study group yet',
    )
    expect(await members()).toEqual(['Ana left', 'Ben organizes', 'Gus'])
  })

  test('is a member still where the channel is public: everybody can open it', async () => {
    const { person, where, alone } = await withGroup()
    where.members.delete(person('Ben').id)
    expect((await alone('Ben', 'week')).text).toContain('Your week of')
  })
})

describe('where Slack does not tell', () => {
  test('an organizer changes nothing from elsewhere, and is told so kindly; a member has their plan', async () => {
    const { slack, alone, members, at } = await withGroup()
    at('2026-11-23T12:00')
    slack.failNext({ method: 'users.info', status: 500, times: 10 })
    const { text } = await alone('Ana', 'group settings tempo:fast confirm:yes')
    expect(text).toContain('I can’t check right now whether you may do that')
    expect((await alone('Ben', 'week')).text).toContain('Your week of')
    expect(await members()).toEqual(['Ana organizes', 'Ben', 'Gus'])
  })
})
