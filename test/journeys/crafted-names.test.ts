import { describe, expect, test } from 'vitest'
import { kinds, openStore, runSql } from '../support/database.ts'
import { createDiscordWorld } from '../support/discord-world.ts'
import { withGroup } from '../support/slack-group.ts'
import { createWorld } from '../support/world.ts'

/** Friends on Discord: Sam organizes, and these joined on the same day. */
const withMembers = async (...names: readonly string[]) => {
  const world = await createDiscordWorld()
  await world.begin()
  await world.say('Sam', 'group create name:Friends start:2026-11-23 timezone:UTC', { mayManage: true })
  for (const name of names) await world.say(name, 'join')
  return world
}

/** Another account that is called the same. */
const namesake = (world: Awaited<ReturnType<typeof withMembers>>, key: string, name: string) => {
  world.discord.nickname(world.person(key), world.guild, name)
}

type Menu = { type: number; options?: { label: string; value: string; description?: string }[]; components?: Menu[] }

const optionsOf = (message: { components: unknown }): NonNullable<Menu['options']> =>
  (message.components as Menu[]).flatMap(function find(node: Menu): NonNullable<Menu['options']> {
    return node.type === 3 ? (node.options ?? []) : (node.components ?? []).flatMap(find)
  })

const present = async (world: Awaited<ReturnType<typeof withMembers>>) => (await world.say('Sam', 'group show')).text

describe('whoever calls themselves like a part of a command', () => {
  const name = '” member:“Ben'

  test('is removed in Slack when they are mentioned, and nobody else is', async () => {
    const { say, press, person } = await withGroup()
    await say('Ben', 'join')
    await say(name, 'join')
    const asked = await say('Sam', `group remove <@${person(name).id}|x>`)
    expect(asked.text).toContain(`Remove ${name} from Friends?`)
    await press('Sam', asked.message, `Remove ${name}`)
    const { text } = await say('Sam', 'group show')
    expect(text).toContain('Ben')
    expect(text).not.toContain(name)
  })

  test('is removed on Discord by a suggestion or a mention, and nobody else is', async () => {
    const world = await withMembers('Ben', 'Cem', 'Dan')
    namesake(world, 'Cem', name)
    await world.say('Cem', 'week')
    const [offered] = await world.discord.type(
      world.person('Sam'),
      world.channel,
      'roadmap group remove',
      { member: '”' },
      'member',
    )
    expect(offered?.name).toBe(name)
    const asked = await world.say('Sam', `group remove ${offered?.value}`)
    expect(asked.text).toContain(`Remove ${name} from Friends?`)
    await world.press('Sam', asked.message, `Remove ${name}`)
    const mentioned = await world.say('Sam', `group remove <@${world.person('Dan').id}>`)
    expect(mentioned.text).toContain('Remove Dan from Friends?')
    expect(await present(world)).toMatch(/Ben/)
    expect(await present(world)).not.toContain(name)
  })

  test('is no other in the terminal, which completes their name as one value', async () => {
    const { bot, sayIn } = await createWorld()
    await sayIn('general', 'group create name:Friends timezone:UTC')
    const where = { platform: 'test', workspace: 'w', channel: 'general' }
    const actor = { id: 'test:X', name: 'Z" confirm:"yes', mayManage: false }
    await bot.handle({ id: 'x', source: 'command', actor, where, ask: { line: 'join' } })
    const { autocomplete } = await import('../../src/bot/autocomplete.ts')
    const sam = { actor: { id: 'test:Sam', name: 'Sam', mayManage: true }, where }
    expect((await autocomplete(bot, 'group remove Z', sam)).candidates).toEqual([String.raw`"Z\" confirm:\"yes"`])
  })
})

describe('two people of one name', () => {
  test('are told apart by joining date and points, and the one who was chosen is removed', async () => {
    const world = await withMembers('Alex')
    await world.say('Alex', 'done flask')
    world.at('2026-12-01T09:00')
    await world.say('Other', 'join')
    namesake(world, 'Other', 'Alex')
    await world.say('Other', 'week')
    const asked = await world.say('Sam', 'group remove alex')
    expect(asked.text).toContain('2 members are called “Alex”')
    const [first, second] = optionsOf(asked.message)
    expect(first?.description).toMatch(/^joined Mon 23 Nov 2026, \d+ points$/)
    expect(second?.description).toBe('joined Tue 1 Dec 2026, 0 points')
    const menu = (await world.say('Sam', `group remove ${second?.value.replace(/.*(#[0-9a-f]{8}).*/s, '$1')}`)).message
    const gone = await world.press('Sam', menu, 'Remove Alex')
    expect(gone.text).toContain('You removed Alex (joined Tue 1 Dec 2026) from Friends')
    const { text } = await world.say('Sam', 'progress Alex')
    expect(text).toContain('Alex: Backend Developer')
    expect(text).not.toContain(' 0 of')
  })

  test('choose in the menu itself, and are told apart by account where all else is alike', async () => {
    const world = await withMembers('Alex', 'Other')
    namesake(world, 'Other', 'Alex')
    await world.say('Other', 'week')
    const asked = await world.say('Sam', 'group remove Alex')
    const descriptions = optionsOf(asked.message).map(({ description }) => description)
    expect(descriptions).toEqual(
      ['Alex', 'Other'].map((key) => `joined Mon 23 Nov 2026, 0 points, account ${world.person(key).id}`),
    )
    const chosen = await world.choose('Sam', asked.message, 'Alex')
    expect(chosen.text).toContain(
      `Remove Alex (joined Mon 23 Nov 2026, account ${world.person('Alex').id}) from Friends?`,
    )
    expect((await world.say('Sam', 'progress Alex')).text).toContain('2 members are called “Alex”')
  })

  test('are told apart in suggestions, and points of somebody who hides are in none', async () => {
    const world = await withMembers('Alex', 'Other')
    namesake(world, 'Other', 'Alex')
    await world.say('Other', 'done flask')
    await world.say('Other', 'settings visibility:hidden')
    const offered = await world.discord.type(
      world.person('Sam'),
      world.channel,
      'roadmap group remove',
      { member: 'al' },
      'member',
    )
    expect(offered.map(({ name }) => name)).toEqual([
      'Alex (joined Mon 23 Nov 2026, 0 points)',
      'Alex (joined Mon 23 Nov 2026)',
    ])
    const asked = await world.say('Sam', 'group remove Alex')
    expect(optionsOf(asked.message).map(({ description }) => description)).toEqual([
      'joined Mon 23 Nov 2026, 0 points',
      'joined Mon 23 Nov 2026',
    ])
  })

  test('can be told apart in Slack, too', async () => {
    const { say, choose, person, at } = await withGroup()
    await say('Alex', 'join')
    await say('Other', 'join')
    person('Other').displayName = 'Alex'
    at('2026-11-23T10:00')
    await say('Other', 'week')
    const asked = await say('Sam', 'group remove Alex')
    expect(asked.text).toContain('2 members are called “Alex”')
    expect((await choose('Sam', asked.message, 'Alex')).text).toMatch(/Remove Alex \(joined .*\) from Friends\?/)
  })
})

test('whoever is mentioned and is no member, or hides, is as unknown as a stranger', async () => {
  const world = await withMembers('Ana', 'Ben')
  await world.say('Ben', 'settings visibility:hidden')
  world.person('Eve')
  const [hidden, stranger] = await Promise.all(
    ['Ben', 'Eve'].map(async (name) => (await world.say('Ana', `progress <@${world.person(name).id}>`)).text),
  )
  expect(hidden).toContain('I know no such member here')
  expect(stranger).toBe(hidden)
  expect((await world.say('Sam', `progress <@${world.person('Ana').id}>`)).text).toContain('Ana: Backend Developer')
})

test('a name like the id of somebody else means nobody else', async () => {
  const world = await withMembers('Ana', 'Ben')
  const ana = await world.store.reads.learnerOf(`discord:${world.person('Ana').id}`)
  namesake(world, 'Ben', `#${ana?.id.slice(0, 8)}0`)
  await world.say('Ben', 'week')
  expect((await world.say('Sam', `group remove #${ana?.id.slice(0, 8)}0`)).text).toContain('I know no such member here')
})

describe('a name that a platform sends', () => {
  test.each([
    ['a mémber', 'someone'],
    ['\u3164\u200b', 'someone'],
    ['\u202eAna\u2066', 'Ana'],
    [`Zo${'\u0335'.repeat(40)}`, `Zo${'\u0335'.repeat(3)}`],
  ])('such as %j is shown as %j in Slack, wherever names are', async (name, shown) => {
    const { say } = await withGroup()
    expect((await say(name, 'join')).text).toContain(`${shown} joins Friends`)
    await say(name, 'done flask')
    expect((await say('Sam', 'leaderboard week')).text).toContain(shown)
    expect((await say('Sam', 'group show')).text).toContain(shown)
    for (const line of ['leaderboard week', 'group show']) expect((await say('Sam', line)).text).not.toContain(name)
  })

  test('and was kept before names were cleaned is cleaned when it is read', async () => {
    const url = await kinds.sqlite()
    const world = await createDiscordWorld({ store: openStore(url).store })
    await world.begin()
    await world.say('Sam', 'group create name:Friends start:2026-11-23 timezone:UTC', { mayManage: true })
    await world.say('Ana', 'join')
    await world.say('Ana', 'done flask')
    await runSql(url, `UPDATE "AccountName" SET "name" = 'A member' WHERE "name" = 'Ana'`)
    const { text } = await world.say('Sam', 'leaderboard week')
    expect(text).toContain('someone')
    expect(text).not.toMatch(/a member/i)
  })
})
