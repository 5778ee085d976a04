import { describe, expect, test } from 'vitest'
import { may } from '../../loopback-discord/start-discord.ts'
import { createDiscordWorld, readable } from '../../support/discord-world.ts'

/** Friends meet in #roadmap of one server; Mallory is a member of another only, where the bot is, too. */
const withStrangers = async () => {
  const world = await createDiscordWorld()
  await world.begin()
  await world.say('Sam', 'group create name:Friends timezone:Europe/Berlin', { mayManage: true })
  const { discord, guild, person } = world
  const lair = discord.addGuild('Lair')
  const den = discord.addChannel(lair, 'den')
  guild.gone.add(person('Mallory').id)
  const staff = world.addChannel('staff')
  const postedIn = async (channel: typeof staff) => {
    world.at('2026-11-30T09:31')
    await world.notifications.runCycleAndWait()
    return discord.messages(channel).map(readable)
  }
  return { ...world, lair, den, staff, postedIn }
}

describe('a member of another server', () => {
  test('cannot make the bot post in a channel here by a group name that reads like options', async () => {
    const { say, press, den, staff, postedIn } = await withStrangers()
    await say('Mallory', 'group create name:Evil timezone:Europe/Berlin', { where: den })
    const name = `Foo” channel:${staff.id} time:“09:30`
    const asked = await say('Mallory', `group settings name:${JSON.stringify(name)}`, { where: den })
    expect(asked.text).toContain(`Name: Evil becomes ${name}`)
    expect(asked.text).not.toContain(`<#${staff.id}>`)
    const applied = await press('Mallory', asked.message, 'Apply')
    expect(applied.text).toContain(`${name} is changed`)
    expect(await postedIn(staff)).toEqual([])
    expect((await postedIn(den)).join()).toContain(name)
  })

  test('cannot name a channel here, in whatever way it is written', async () => {
    const { bot, person, den, lair, staff, say, postedIn } = await withStrangers()
    await say('Mallory', 'group create name:Evil timezone:Europe/Berlin', { where: den })
    const actor = { id: `discord:${person('Mallory').id}`, name: 'Mallory', mayManage: true }
    const where = { platform: 'discord', workspace: lair.id, channel: den.id }
    for (const line of [`channel:${staff.id}`, `channel:#${staff.id}`, `channel:"${staff.id}"`]) {
      const ask = { line: `group settings ${line} confirm:yes` }
      const { answer } = await bot.handle({ id: line, source: 'component', actor, where, ask })
      expect(answer.tone).toBe('problem')
    }
    expect(await postedIn(staff)).toEqual([])
  })

  test('cannot bring a group of another server along by a button that means the present channel', async () => {
    const { say, press, channel, den, postedIn } = await withStrangers()
    // Sam organizes here, and is a member there as well; his own button must not carry the group away either.
    await say('Sam', 'join')
    channel.botMay = 0n
    await postedIn(den)
    const { message, shown } = await say('Sam', 'list', { where: den })
    const notice = [message, ...shown.followUps].find((one) => readable(one).includes('Let it meet here'))
    if (!notice) throw new Error('no notice')
    expect((await press('Sam', notice, 'Let it meet here')).text).toContain('A group stays in its server')
    expect(await postedIn(den)).toEqual([])
  })
})

describe('a group cannot begin or move', () => {
  test('where the person may not write', async () => {
    const { say, staff, postedIn } = await withStrangers()
    staff.peopleMay = may.viewChannel | may.useCommands
    const made = await say('Ben', 'group create name:Loud timezone:Europe/Berlin', { where: staff })
    expect([made.isPrivate, made.text]).toEqual([true, expect.stringContaining('A group cannot meet here')])
    const moved = await say('Sam', `group settings channel:${staff.id} confirm:yes`)
    expect(moved.text).toContain('A group cannot meet there')
    expect(await postedIn(staff)).toEqual([])
  })

  test('where the person could write when asking, and cannot any more when applying', async () => {
    const { say, press, staff, postedIn } = await withStrangers()
    const { message } = await say('Sam', `group settings channel:${staff.id}`)
    staff.peopleMay = may.viewChannel
    const applied = await press('Sam', message, 'Apply')
    expect([applied.isPrivate, applied.text]).toEqual([true, expect.stringContaining('A group cannot meet there')])
    expect(await postedIn(staff)).toEqual([])
  })

  test('where Discord does not say whether the person may: nothing changes, and a minute later it does', async () => {
    const { say, press, discord, staff } = await withStrangers()
    const { message } = await say('Sam', `group settings channel:${staff.id}`)
    discord.failNext({ match: new RegExp(`GET /channels/${staff.id}$`), status: 500 })
    expect((await press('Sam', message, 'Apply')).text).toContain('I can’t check that channel right now')
    expect((await press('Sam', message, 'Apply')).text).toContain('Friends is changed')
    expect((await say('Sam', 'group show', { where: staff })).text).toContain('Friends')
  })
})

test('a group with quotation marks in its name can be changed', async () => {
  const { say, press, at, tick } = await withStrangers()
  const asked = await say('Sam', 'group settings name:"The “Backend” Friends"')
  await press('Sam', asked.message, 'Apply')
  const again = await say('Sam', 'group settings name:"The „Backend“ \\"Friends\\"" time:09:30')
  expect((await press('Sam', again.message, 'Apply')).text).toContain('The „Backend“ "Friends" is changed')
  at('2026-11-30T09:30')
  expect((await tick()).join()).toContain('The „Backend“ "Friends"')
})
