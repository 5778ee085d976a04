import { describe, expect, test } from 'vitest'
import { kinds, openStore } from '../support/database.ts'
import { createNotifying } from '../support/notifying.ts'
import { createWorld } from '../support/world.ts'

const zoneOf = async (world: Awaited<ReturnType<typeof createWorld>>, name = 'ana') =>
  (await world.store.reads.learnerOf(`terminal:${name}`))?.zone

describe('a time zone', () => {
  test.each([
    ['berlin', 'Europe/Berlin'],
    ['EUROPE/berlin', 'Europe/Berlin'],
    ['new york', 'America/New_York'],
    ['New_York', 'America/New_York'],
    ['São Paulo', 'America/Sao_Paulo'],
    ['Munich', 'Europe/Berlin'],
    ['mumbai', 'Asia/Kolkata'],
    ['kolkata', 'Asia/Kolkata'],
    ['Asia/Calcutta', 'Asia/Kolkata'],
    ['Europe/Kiev', 'Europe/Kyiv'],
    ['India', 'Asia/Kolkata'],
    ['Germany', 'Europe/Berlin'],
    ['UK', 'Europe/London'],
    ['Türkiye', 'Europe/Istanbul'],
    ['turkey', 'Europe/Istanbul'],
    ['Japan', 'Asia/Tokyo'],
    ['japan', 'Asia/Tokyo'],
    ['US/Eastern', 'America/New_York'],
    ['us/michigan', 'America/Detroit'],
    ['Singapore', 'Asia/Singapore'],
    ['NZ-CHAT', 'Pacific/Chatham'],
    ['America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
    ['UTC', 'UTC'],
    ['gmt', 'UTC'],
    ['Etc/UTC', 'UTC'],
  ])('%s is kept as %s, and shown so', async (typed, zone) => {
    const world = await createWorld()
    expect(await world.say(`@ana /roadmap settings timezone:"${typed}"`)).toMatch(
      new RegExp(`Time zone +${zone.replaceAll('/', '\\/')}`),
    )
    expect(await zoneOf(world)).toBe(zone)
  })

  test.each([
    ['EST', ['New York', 'Panama'], 'America/New_York'],
    ['est', ['New York', 'Panama'], 'America/New_York'],
    ['EDT', ['New York'], 'America/New_York'],
    ['ET', ['New York', 'Panama'], 'America/New_York'],
    ['EST5EDT', ['New York', 'Panama'], 'America/New_York'],
    ['PST', ['Los Angeles', 'Manila'], 'America/Los_Angeles'],
    ['CET', ['Berlin'], 'Europe/Berlin'],
    ['MET', ['Berlin'], 'Europe/Berlin'],
    ['IST', ['Kolkata', 'Dublin', 'Jerusalem'], 'Asia/Kolkata'],
    ['BST', ['London', 'Dhaka'], 'Europe/London'],
    ['GMT+2', ['Cairo', 'Athens'], 'Africa/Cairo'],
    ['Etc/GMT-2', ['Cairo', 'Athens'], 'Africa/Cairo'],
    ['+5:45', ['Kathmandu'], 'Asia/Kathmandu'],
    ['Spain', ['Madrid', 'Canary'], 'Europe/Madrid'],
    ['USA', ['Honolulu', 'Denver', 'New York'], 'Pacific/Honolulu'],
    ['kingston', ['Jamaica', 'Norfolk'], 'America/Jamaica'],
    ['berln', ['Berlin'], 'Europe/Berlin'],
  ])('%s is asked about, and never kept', async (typed, cities, first) => {
    const world = await createWorld()
    const asked = await world.say(`@ana /roadmap settings timezone:"${typed}" visibility:anonymous`)
    for (const city of cities) expect(asked).toContain(city)
    expect(await world.store.reads.learnerOf('terminal:ana')).toBeUndefined()
    await world.say('@ana 1')
    expect(await world.store.reads.learnerOf('terminal:ana')).toMatchObject({ zone: first, visibility: 'anonymous' })
  })

  test('of a group is found in the same way, when it is made and when it is changed', async () => {
    const world = await createWorld()
    expect(await world.say('/roadmap group create Owls timezone:EST')).toContain('New York')
    await world.say('1')
    const group = async () =>
      (await world.store.reads.groupsOf((await world.store.reads.learnerOf('terminal:sam'))?.id ?? ''))[0]
    expect((await group())?.zone).toBe('America/New_York')
    expect(await world.say('/roadmap group settings timezone:PST')).toContain('Los Angeles')
    await world.say('/roadmap group settings timezone:Japan')
    await world.say('2')
    expect((await group())?.zone).toBe('Asia/Tokyo')
  })

  test('that the platform calls by a former name becomes the group’s by its present one', async () => {
    const world = await createWorld({ zone: 'Asia/Calcutta' })
    await world.say('/roadmap group create Owls')
    expect(
      (await world.store.reads.groupAt({ platform: 'terminal', workspace: 'terminal', channel: 'terminal' }))?.zone,
    ).toBe('Asia/Kolkata')
  })

  test('that the platform calls EST is asked for when a group is made', async () => {
    const world = await createWorld({ zone: 'EST' })
    expect(await world.say('/roadmap group create Owls')).toContain('Which time zone is the group in?')
  })

  test('that an earlier version kept still works', async () => {
    const world = await createWorld()
    await world.say('@ana /roadmap settings visibility:named')
    const learner = await world.store.reads.learnerOf('terminal:ana')
    if (!learner) throw new Error('nobody')
    for (const zone of ['Est', 'Japan', 'Gmt', 'Etc/Gmt-2']) {
      const at = (await import('temporal-polyfill')).Temporal.Now.instant()
      await world.store.transaction({ id: zone, at }, (within) => within.saveLearner({ ...learner, zone }))
      expect(await world.say('@ana /roadmap settings reminders:on away:2026-12-10')).toContain(zone)
    }
  })
})

describe('reminders of somebody who has set no zone', () => {
  const opened = async () => {
    const notifying = createNotifying({ store: openStore(await kinds.sqlite()).store })
    const group = (line: string) => notifying.say('Sam', `group ${line}`)
    return { ...notifying, group, reminders: () => notifying.mail.in('test:ana').length }
  }

  test('turning them on sets none, and they come by the group’s clock', async () => {
    const { group, say, store, tickAt, reminders } = await opened()
    await group('create Owls start:2026-11-16 timezone:America/New_York')
    await say('Ana', 'join')
    expect(await say('Ana', 'settings reminders:yes')).toContain('not set: the group’s is used')
    expect((await store.reads.learnerOf('test:ana'))?.zone).toBeUndefined()
    await tickAt('2026-11-21T15:59')
    expect(reminders()).toBe(0)
    await tickAt('2026-11-21T16:00')
    expect(reminders()).toBe(1)
  })

  test('turned on before they join, they come by the clock of the group that they join', async () => {
    const { group, say, tickAt, reminders } = await opened()
    await say('Ana', 'settings reminders:yes')
    await group('create Owls start:2026-11-16 timezone:Asia/Tokyo')
    await say('Ana', 'join')
    await tickAt('2026-11-21T01:59')
    expect(reminders()).toBe(0)
    await tickAt('2026-11-21T02:00')
    expect(reminders()).toBe(1)
  })

  test('a group that moves to another zone takes them along, once a week', async () => {
    const { group, say, tickAt, reminders } = await opened()
    await group('create Owls start:2026-11-16 timezone:Europe/Berlin')
    await say('Ana', 'join')
    await say('Ana', 'settings reminders:yes')
    await group('settings timezone:Tokyo confirm:yes')
    await tickAt('2026-11-21T02:00')
    expect(reminders()).toBe(1)
    await group('settings timezone:Berlin confirm:yes')
    await tickAt('2026-11-21T10:00')
    expect(reminders()).toBe(1)
    await tickAt('2026-11-28T10:00')
    expect(reminders()).toBe(2)
  })

  test('whoever leaves the group gets them by the clock of the one that is left to them', async () => {
    const { group, say, tickAt, reminders } = await opened()
    await group('create Owls start:2026-11-16 timezone:America/New_York')
    await say('Sam', 'group create Larks start:2026-11-16 timezone:Asia/Tokyo', { channel: 'other' })
    for (const channel of ['home', 'other']) await say('Ana', 'join', { channel })
    await say('Ana', 'settings reminders:yes')
    await say('Ana', 'leave')
    await tickAt('2026-11-21T02:00')
    expect(reminders()).toBe(1)
  })
})
