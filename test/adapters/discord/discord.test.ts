import { describe, expect, test } from 'vitest'
import { registrationOf } from '../../../src/adapters/discord/registration.ts'
import { commands } from '../../../src/commands/index.ts'
import { createDiscordWorld, readable } from '../../support/discord-world.ts'
import { heldUp } from '../../support/held-up.ts'

const begun = async (options: Parameters<typeof createDiscordWorld>[0] = {}) => {
  const world = await createDiscordWorld(options)
  await world.begin()
  return world
}

const withGroup = async (options: Parameters<typeof createDiscordWorld>[0] = {}) => {
  const world = await begun(options)
  await world.say('Sam', 'group create name:Friends start:2026-11-23 timezone:Europe/Berlin', { mayManage: true })
  await world.say('Ana', 'join')
  return world
}

describe('a card', () => {
  test('looks at home: colour, sections, buttons, in one request', async () => {
    const { say, discord } = await begun()
    const { text, shown, message } = await say('Ana', 'stage 3')
    expect(text).toMatchInlineSnapshot(`
      "Stage 3 of 6: Web Frameworks & APIs
      Master web frameworks to build robust backend systems and RESTful APIs that power modern applications.

      Duration 6-8 weeks
      Key skills
      - Django
      - Flask
      - FastAPI
      - RESTful API Design
      - Authentication
      - ORM
      - Middleware
      Recommended courses
      Web Frameworks with Django
      Build robust web applications with Django framework.
      5 weeks · Intermediate
      API Development with FastAPI
      Create high-performance APIs with modern Python frameworks.
      4 weeks · Intermediate
      Practical projects
      - Full-featured blog with user authentication
      - RESTful API for a mobile application
      - Real-time chat application backend
      [Previous: Databases & SQL]
      [Next: Security & Best Practices]
      [All stages]"
    `)
    expect(shown.requests).toBe(1)
    expect(message.components).toMatchObject([{ type: 17, accent_color: 0x3776ab }])
    expect([discord.refusals, discord.pings]).toEqual([[], []])
  })

  test('is turned by whoever asked for it; others get their own, privately', async () => {
    const { say, press, discord, channel } = await begun()
    const { message } = await say('Ana', 'stage 3')
    const own = await press('Ana', message, 'Next: Security & Best Practices')
    expect(own.shown.callbackType).toBe(7)
    expect(readable(message)).toContain('Stage 4 of 6')
    const other = await press('Ben', message, 'Previous: Web Frameworks & APIs')
    expect([other.isPrivate, other.text.includes('Stage 3 of 6')]).toEqual([true, true])
    expect(readable(message)).toContain('Stage 4 of 6')
    expect(discord.messages(channel)).toHaveLength(1)
  })

  test('keeps its place when turning it is a mistake', async () => {
    const { say, press, discord, guild } = await begun()
    const channel = discord.addChannel(guild, 'elsewhere')
    await say('Sam', 'group create name:Friends timezone:UTC', { mayManage: true, where: channel })
    const { message } = await say('Sam', 'leaderboard', { where: channel })
    await say('Sam', 'group end confirm:yes', { mayManage: true, where: channel })
    const pressed = await press('Sam', message, 'Last week')
    expect(pressed.isPrivate).toBe(true)
    expect(readable(message)).toContain('Friends: this week')
  })

  test('has a menu where there is something to choose', async () => {
    const { say, choose } = await withGroup()
    const { message, isPrivate } = await say('Ana', 'done')
    expect(isPrivate).toBe(true)
    const chosen = await choose('Ana', message, 'Done: Data Structures')
    expect(chosen.text).toContain('Recorded: Data Structures')
    expect(chosen.isPrivate).toBe(true)
  })

  test('asks before it changes the group, and tells everybody what changed; rights are checked again', async () => {
    const { say, press, discord, channel } = await withGroup()
    const { message, isPrivate } = await say('Sam', 'group settings tempo:fast', { mayManage: true })
    expect(isPrivate).toBe(true)
    const before = discord.messages(channel).length
    const applied = await press('Sam', message, 'Apply')
    expect(applied.text).toContain('Friends is changed')
    expect(discord.messages(channel)).toHaveLength(before + 1)
    // Whoever manages the server may no more: the founder is the organizer still, another is not.
    const managed = await say('Dan', 'group settings tempo:relaxed', { mayManage: true })
    expect((await press('Dan', managed.message, 'Apply')).text).toContain('Only an organizer can do that')
  })

  test('with a line that is too long for a button stores it, also over a restart', async () => {
    const { say, press, restart } = await withGroup()
    const name = 'A very long name for a study group of people who like very long names indeed'
    const { message } = await say('Sam', `group settings name:"${name}" tempo:relaxed time:18:30`, { mayManage: true })
    await restart()
    const applied = await press('Sam', message, 'Apply')
    expect(applied.text).toContain(name)
  })

  test('of personal data comes as a file, privately', async () => {
    const { say, guild } = await withGroup()
    const { message, isPrivate } = await say('Ana', 'privacy export')
    expect(isPrivate).toBe(true)
    const [file] = message.files
    expect(file?.name).toMatch(/\.json$/)
    expect(JSON.parse(Buffer.from(file?.bytes ?? []).toString()).names).toContainEqual(
      expect.objectContaining({ workspace: guild.id, name: 'Ana' }),
    )
  })

  test('shows hostile names as they are, and nobody is mentioned', async () => {
    const { say, discord } = await begun()
    const name = '*<@everyone>* @here [x](https://evil.example)'
    const { text } = await say(name, `group create name:${JSON.stringify(`${name} group`)} timezone:UTC`)
    expect(text).toContain(`${name} group is at home here`)
    expect(discord.pings).toEqual([])
  })
})

describe('typing', () => {
  test('every command has its subcommand, within Discord’s limits', async () => {
    const { discord } = await begun()
    expect(discord.refusals).toEqual([])
    const [registered] = discord.commands.all()
    const names = JSON.stringify(registered)
    for (const command of commands) expect(names).toContain(`"name":"${command.name.split(' ').at(-1)}"`)
    expect(JSON.stringify(registrationOf(commands)).length).toBeLessThan(20_000)
  })

  test('is registered once, and not again by the next start', async () => {
    const { discord, restart } = await begun()
    expect(discord.commands.puts).toBe(1)
    await restart()
    expect(discord.commands.puts).toBe(1)
  })

  test('completes items, roadmaps, time zones and members', async () => {
    const { discord, person, channel } = await withGroup()
    const typing = (command: string, options: Record<string, string>) =>
      discord.type(person('Sam'), channel, `roadmap ${command}`, options, Object.keys(options)[0] ?? '', {
        mayManage: true,
      })
    expect(await typing('done', { item: 'fast' })).toContainEqual({ name: 'FastAPI', value: 'fastapi' })
    expect(await typing('settings', { timezone: 'berlin' })).toEqual([
      { name: 'Europe/Berlin', value: 'Europe/Berlin' },
    ])
    expect(await typing('overview', { roadmap: '' })).toEqual([
      { name: 'Backend Developer', value: 'backend-developer' },
    ])
    expect(await typing('group remove', { member: 'an' })).toEqual([
      { name: 'Ana', value: expect.stringMatching(/^#[0-9a-f]{8}$/) },
    ])
    expect(discord.refusals).toEqual([])
  })

  test('a group without a known time zone is asked for it with a menu', async () => {
    const { say, choose } = await begun()
    const { message, text } = await say('Sam', 'group create name:Friends', { mayManage: true })
    expect(text).toContain('Which time zone is the group in?')
    expect((await choose('Sam', message, 'Europe/Berlin')).text).toContain('Friends is at home here')
  })

  test('a group in a channel where the bot may not post is told so at once', async () => {
    const { say, channel } = await begun()
    channel.botMay = 0n
    const { text, shown } = await say('Sam', 'group create name:Friends timezone:UTC', { mayManage: true })
    expect(text).toContain('I may not post there')
    expect(shown.followUps.every(({ visibleTo }) => visibleTo !== undefined)).toBe(true)
  })

  test('a channel is chosen from a list, and the group moves there', async () => {
    const { say, addChannel } = await withGroup()
    const other = addChannel('other')
    const line = `group settings channel:${other.id} confirm:yes`
    const { text } = await say('Sam', line, { mayManage: true })
    expect(text).toContain(`<#${other.id}>`)
    expect(text).not.toContain('I may not post there')
    expect((await say('Sam', 'group show', { where: other })).text).toContain('Friends')
  })

  test('a channel where the bot may not post is warned of, with the question', async () => {
    const { say, addChannel } = await withGroup()
    const other = addChannel('other')
    other.botMay = 0n
    const { text, shown } = await say('Sam', `group settings channel:${other.id}`)
    expect(text).toContain('Apply')
    expect(text).toContain('I may not post there')
    expect(text).toContain(`would not come in <#${other.id}>`)
    expect(shown.followUps.every(({ visibleTo }) => visibleTo !== undefined)).toBe(true)
  })

  test('a channel that whoever names it does not see is none for their group', async () => {
    const { say, addChannel } = await withGroup()
    const other = addChannel('other')
    other.peopleMay = 0n
    const { text, isPrivate } = await say('Sam', `group settings channel:${other.id} confirm:yes`)
    expect([isPrivate, text]).toEqual([true, expect.stringContaining('A group cannot meet there')])
    expect((await say('Sam', 'group show')).text).toContain('Friends')
  })
})

describe('a direct message with the bot', () => {
  test('means the only group of whoever writes, and is for content too', async () => {
    const { say, discord, person } = await withGroup()
    const where = discord.directMessages(person('Ana'))
    expect((await say('Ana', 'stage 1', { where })).text).toContain('Stage 1 of 6')
    expect((await say('Ana', 'week', { where })).text).toContain('Your week of')
    expect((await say('Ana', 'done fastapi', { where })).text).toContain('Recorded: FastAPI')
    expect((await say('Ana', 'leave', { where })).text).toContain('You have left Friends')
    expect((await say('Ana', 'week', { where })).text).toContain('You are in no study group yet')
    expect((await say('Ana', 'group create', { where })).text).toContain('A study group meets in a channel')
  })

  test('tells the group’s channel, too, what an organizer changes there', async () => {
    const { say, press, discord, person, channel } = await withGroup()
    const where = discord.directMessages(person('Sam'))
    await press('Sam', (await say('Sam', 'group settings tempo:fast', { where })).message, 'Apply')
    await say('Sam', 'group pause 2 confirm:yes', { where })
    const told = discord.messages(channel).map(readable).join('\n')
    expect(told).toContain('Tempo: steady becomes fast')
    expect(told).toContain('Friends pauses from Mon 30 Nov 2026, for 2 weeks')
  })

  test('asks which of several groups is meant, and goes on with the one that is chosen', async () => {
    const { say, press, discord, person, guild } = await withGroup()
    const other = discord.addChannel(guild, 'other')
    await say('Ana', 'group create name:"Other Friends" timezone:UTC', { where: other })
    const where = discord.directMessages(person('Ana'))
    const asked = await say('Ana', 'done fastapi', { where })
    expect(asked.text).toContain('Which group do you mean?')
    expect((await press('Ana', asked.message, 'Other Friends')).text).toContain('Recorded: FastAPI')
    expect((await say('Ana', 'leaderboard', { where: other })).text).toContain('Ana')
  })
})

describe('an answer that takes longer', () => {
  /** The bot, of which some commands wait until they are let go. */
  const slowly = async () => {
    const world = await withGroup({ answerTimeoutMs: 200 })
    const { letGo } = heldUp(world.bot)
    const begin = (line: string, options: Record<string, string> = {}) =>
      world.discord.slash(world.person('Ana'), world.channel, `roadmap ${line}`, options, {})
    return { ...world, begin, letGo }
  }

  test('is announced with the right privacy, and then edited in', async () => {
    const { begin, letGo, discord } = await slowly()
    const [open, secret] = [begin('overview'), begin('week')]
    const [first, second] = [await open.answered, await secret.answered]
    expect([first.callbackType, first.ephemeral, second.callbackType, second.ephemeral]).toEqual([5, false, 5, true])
    letGo()
    expect(readable((await open.done()).message ?? { components: [] })).toContain('Backend Developer')
    expect(readable((await secret.done()).message ?? { components: [] })).toContain('Your week of')
    expect(discord.refusals).toEqual([])
  })

  test('and is a mistake is told privately, and nothing stays in the channel', async () => {
    const { begin, letGo, discord, channel } = await slowly()
    const before = discord.messages(channel).length
    const wrong = begin('overview', { roadmap: 'nothing like it' })
    await wrong.answered
    letGo()
    const { followUps } = await wrong.settle(20)
    expect(followUps.map(readable).join()).toContain('I know no roadmap')
    expect(followUps.every(({ visibleTo }) => visibleTo !== undefined)).toBe(true)
    expect(discord.messages(channel)).toHaveLength(before)
  })
})
