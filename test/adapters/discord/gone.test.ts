import { describe, expect, test } from 'vitest'
import { createDiscordWorld } from '../../support/discord-world.ts'

/** Friends, whom Ana organizes; Ben is a member. Nobody manages the server by themselves. */
const withGroup = async () => {
  const world = await createDiscordWorld()
  await world.begin()
  const { discord, guild, person, say, store, channel } = world
  await say('Ana', 'group create name:Friends timezone:Europe/Berlin')
  await say('Ben', 'join')
  await say('Ben', 'done fastapi')
  const alone = (name: string, line: string) => say(name, line, { where: discord.directMessages(person(name)) })
  const members = async () => {
    const group = await store.reads.groupAt({ platform: 'discord', workspace: guild.id, channel: channel.id })
    const all = group ? await store.reads.membersOf(group.id) : []
    return all.map(({ name, leftOn, organizer }) => `${name}${organizer ? ' organizes' : ''}${leftOn ? ' left' : ''}`)
  }
  return {
    ...world,
    alone,
    members,
    /** Kicked or banned, which the bot is not told. */
    kick: (name: string) => guild.gone.add(person(name).id),
    lookUps: () => discord.requests.filter(({ path }) => /\/guilds\/\d+\/members\//.test(path)).length,
  }
}

const reading = ['group show', 'leaderboard', 'week', 'progress Ben', 'group log', 'progress']
const organizing = [
  'group settings tempo:fast confirm:yes',
  'group remove Ben confirm:yes',
  'group pause 2 confirm:yes',
  'group settings',
  'group remove',
]

describe('somebody who was kicked from the server', () => {
  test.each(reading)('reads nothing more of the group in direct messages: %s', async (line) => {
    const { kick, alone } = await withGroup()
    kick('Ben')
    const { text } = await alone('Ben', line)
    expect(text).toContain('You are in no study group yet')
    expect(text).not.toContain('Friends')
  })

  test.each(organizing)('organizes nothing more from direct messages: %s', async (line) => {
    const { kick, alone, members, tick } = await withGroup()
    kick('Ana')
    const { text } = await alone('Ana', line)
    expect(text).toContain('You are in no study group yet')
    expect(await members()).toEqual(['Ana left', 'Ben organizes'])
    expect((await tick()).join()).toContain('Ben now organizes Friends')
  })

  test('presses no old button of the group', async () => {
    const { kick, alone, press, members, at } = await withGroup()
    const { message } = await alone('Ana', 'group pause 2')
    kick('Ana')
    at('2026-11-23T12:00')
    expect((await press('Ana', message, 'Pause the group')).text).toContain('You are not in that group')
    expect(await members()).toEqual(['Ana left', 'Ben organizes'])
  })

  test('is offered no names of members while typing', async () => {
    const { kick, discord, person } = await withGroup()
    kick('Ana')
    const where = discord.directMessages(person('Ana'))
    const choices = await discord.type(person('Ana'), where, 'roadmap group remove', { member: 'B' })
    expect(choices).toEqual([])
  })

  test('keeps their progress, and can join again when they are back', async () => {
    const { kick, alone, say, guild, person, members } = await withGroup()
    kick('Ben')
    await alone('Ben', 'week')
    expect(await members()).toEqual(['Ana organizes', 'Ben left'])
    guild.gone.delete(person('Ben').id)
    await say('Ben', 'join')
    expect((await alone('Ben', 'progress')).text).toContain('23 of 3,600 points')
  })

  test('and kept out before joins again only when an organizer lets them', async () => {
    const { alone, say, press } = await withGroup()
    const joined = await say('Cem', 'join')
    await say('Ana', 'group remove Ben keepout:yes confirm:yes')
    expect((await say('Ben', 'join')).text).toContain('You cannot join Friends at the moment')
    expect((await press('Ben', joined.message, 'Join')).text).toContain('You cannot join Friends at the moment')
    expect((await alone('Ben', 'join')).text).toContain('You are in no study group yet')
  })

  test('gets no private reminder, and nothing of the group', async () => {
    const { kick, alone, notifications, at, discord, person, members } = await withGroup()
    await alone('Ben', 'settings reminders:yes')
    kick('Ben')
    at('2026-12-05T10:01')
    await notifications.runCycleAndWait()
    const seen = discord.messages(discord.directMessages(person('Ben'))).filter(({ askedBy }) => !askedBy)
    expect(seen).toEqual([])
    expect(await members()).toEqual(['Ana organizes', 'Ben left'])
  })
})

describe('where Discord does not tell whether somebody is in the server', () => {
  const failures = [
    ['it fails', { status: 500 }],
    ['it is busy', { status: 503 }],
    // Of the bot, and not of the person.
    ['the bot is not in the server any more', { status: 404, code: 10004, message: 'Unknown Guild' }],
    ['the bot sees nothing there', { status: 403, code: 50001, message: 'Missing Access' }],
  ] as const

  test.each(failures)('an organizer changes nothing from elsewhere, and is told so kindly: %s', async (_, failure) => {
    const { discord, alone, members } = await withGroup()
    discord.failNext({ match: /\/guilds\/\d+\/members\//, ...failure })
    const { text } = await alone('Ana', 'group settings tempo:fast confirm:yes')
    expect(text).toContain('I can’t check right now whether you may do that')
    expect(text).toContain('or do it in the channel of Friends')
    expect(await members()).toEqual(['Ana organizes', 'Ben'])
  })

  test.each(failures)('a member still has their plan: %s', async (_, failure) => {
    const { discord, alone, members } = await withGroup()
    discord.failNext({ match: /\/guilds\/\d+\/members\//, ...failure })
    expect((await alone('Ben', 'week')).text).toContain('Your week of')
    expect(await members()).toEqual(['Ana organizes', 'Ben'])
  })

  test('a private reminder waits until it does', async () => {
    const { discord, alone, notifications, at, person } = await withGroup()
    await alone('Ben', 'settings reminders:yes')
    const reminders = () =>
      discord.messages(discord.directMessages(person('Ben'))).filter(({ askedBy }) => !askedBy).length
    discord.failNext({ match: /\/guilds\/\d+\/members\//, status: 500 })
    at('2026-12-05T10:01')
    await notifications.runCycleAndWait()
    expect(reminders()).toBe(0)
    at('2026-12-05T10:31')
    await notifications.runCycleAndWait()
    expect(reminders()).toBe(1)
  })
})

test('Discord is asked once in five minutes, and not where a group meets', async () => {
  const { alone, say, at, lookUps } = await withGroup()
  expect(lookUps()).toBe(0)
  at('2026-11-24T08:00')
  await alone('Ben', 'week')
  await alone('Ben', 'progress')
  expect(lookUps()).toBe(1)
  at('2026-11-24T08:10')
  await alone('Ben', 'week')
  expect(lookUps()).toBe(2)
  await say('Ben', 'week')
  expect(lookUps()).toBe(2)
})
