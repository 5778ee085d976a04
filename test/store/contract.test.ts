import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import type { Reads, Store, Writes } from '../../src/bot/store.ts'
import { UserError } from '../../src/bot/user-error.ts'
import type { Completion } from '../../src/core/completion.ts'
import type { Group, Learner } from '../../src/core/group.ts'
import { kinds, openStore } from '../support/database.ts'
import { writeInChild } from '../support/writer.ts'

const date = Temporal.PlainDate.from
const now = Temporal.Instant.from('2026-11-23T09:30:00.123456789Z')
const where = { platform: 'test', workspace: 'w', channel: 'c' }

const group: Group = {
  id: 'g1',
  name: 'Friends *<@everyone>*',
  roadmapId: 'backend-developer',
  start: date('2026-11-23'),
  tempo: 'steady',
  zone: 'Europe/Berlin',
  pauses: [{ from: date('2026-12-21'), until: date('2027-01-04') }, { from: date('2027-02-01') }],
  nudgeDay: 'monday',
  nudgeTime: Temporal.PlainTime.from('09:00'),
  nudges: true,
  createdOn: date('2026-11-23'),
  rescheduledAt: now,
  nudgesSince: now,
  nextNudgeAt: now.add({ hours: 24 }),
}

/** One suite, run on every kind of database that fills the port. */
describe.each(Object.entries(kinds))('the store on %s', (_, makeUrl) => {
  const open = async () => {
    const opened = openStore(await makeUrl())
    const change = <T>(work: (within: Reads & Writes) => Promise<T>, id: string = randomUUID()) =>
      opened.store.change({ id, at: now }, work)
    const enrol = async (name: string): Promise<Learner> => {
      const learner = await change((within) => within.enrol({ id: `test:${name}`, name, mayManage: false }))
      if ('repeated' in learner) throw new Error('enrolled twice')
      return learner
    }
    return { ...opened, change, enrol }
  }

  const completion = (learnerId: string, more: Partial<Completion> = {}): Completion => ({
    learnerId,
    roadmapId: 'backend-developer',
    itemId: 'sql',
    part: 1,
    on: date('2026-11-20'),
    recordedAt: now,
    known: false,
    requestId: 'r1',
    ...more,
  })

  test('an empty one answers every look', async () => {
    const { store } = await open()
    expect(await store.groupAt(where)).toBeUndefined()
    expect(await store.learnerOf('test:ana')).toBeUndefined()
    expect(await store.groupsOf('x')).toEqual([])
    expect(await store.completionsOf(['x'], 'r')).toEqual([])
    expect(await store.boardOf('g', date('2026-11-23'))).toEqual([])
  })

  test('a group comes back exactly as it went in, in one statement', async () => {
    const { store, change, statements } = await open()
    expect(await change((within) => within.createGroup(group, where))).toBe(true)
    statements.length = 0
    expect(await store.groupAt(where)).toEqual(group)
    expect(statements).toHaveLength(1)
    expect(await store.groupAt({ ...where, channel: 'other' })).toBeUndefined()
    expect(await store.channelsOf('g1')).toEqual([where])
  })

  test('a person comes back as they went in, and takes the name that the platform says now', async () => {
    const { store, change, enrol } = await open()
    const ana = await enrol('Ana')
    const settings: Learner = {
      ...ana,
      zone: 'Asia/Kolkata',
      visibility: 'anonymous',
      nudges: true,
      away: [{ from: date('2026-11-23'), until: date('2026-12-07') }],
    }
    await change((within) => within.saveLearner(settings))
    expect(await store.learnerOf('test:Ana')).toEqual(settings)
    await change((within) => within.enrol({ id: 'test:Ana', name: 'Ana Maria', mayManage: false }))
    expect(await store.learnerOf('test:Ana')).toEqual({ ...settings, name: 'Ana Maria' })
  })

  test('a channel is the home of one group, also when two are made at once', async () => {
    const { store, change } = await open()
    const made = await Promise.all(
      ['a', 'b'].map((id) => change((within) => within.createGroup({ ...group, id }, where))),
    )
    expect(made.toSorted()).toEqual([false, true])
    const kept = await store.groupAt(where)
    expect(kept?.id).toBe(made[0] ? 'a' : 'b')
  })

  test('a group moves to another channel, and not into one that is taken', async () => {
    const { store, change } = await open()
    const elsewhere = { ...where, channel: 'elsewhere' }
    const taken = { ...where, channel: 'taken' }
    await change((within) => within.createGroup(group, where))
    await change((within) => within.createGroup({ ...group, id: 'g2' }, taken))
    expect(await change((within) => within.moveGroup('g1', taken))).toBe(false)
    expect(await change((within) => within.moveGroup('g1', elsewhere))).toBe(true)
    expect((await store.groupAt(elsewhere))?.id).toBe('g1')
    expect(await store.groupAt(where)).toBeUndefined()
  })

  test('the groups of a channel, and of a whole server, are found; those of others and ended ones are not', async () => {
    const { store, change } = await open()
    const places = [where, { ...where, channel: 'other' }, { ...where, workspace: 'w2' }, { ...where, platform: 'p' }]
    for (const [at, place] of places.entries())
      await change((within) => within.createGroup({ ...group, id: `g${at}` }, place))
    const ids = async (place: Parameters<typeof store.groupsIn>[0]) => (await store.groupsIn(place)).map(({ id }) => id)
    expect(await ids({ platform: 'test', workspace: 'w' })).toEqual(['g0', 'g1'])
    expect(await ids({ ...where, channel: 'other' })).toEqual(['g1'])
    expect(await ids({ ...where, channel: 'nowhere' })).toEqual([])
    await change((within) => within.endGroup('g0', date('2026-11-24')))
    expect(await change((within) => within.groupsIn({ platform: 'test', workspace: 'w' }))).toEqual([
      { ...group, id: 'g1' },
    ])
  })

  test('members are listed in the order of joining, with those who left', async () => {
    const { store, change, enrol } = await open()
    await change((within) => within.createGroup(group, where))
    const [ana, ben] = [await enrol('Ana'), await enrol('Ben')]
    for (const learner of [ben, ana]) {
      await change((within) =>
        within.saveMember({
          learner,
          groupId: 'g1',
          joinedOn: date('2026-11-23'),
          planFrom: date('2026-11-24'),
          organizer: learner === ben,
        }),
      )
    }
    await change((within) =>
      within.saveMember({
        learner: ben,
        groupId: 'g1',
        joinedOn: date('2026-11-23'),
        planFrom: date('2026-11-24'),
        leftOn: date('2026-11-30'),
        organizer: false,
      }),
    )
    expect(await store.membersOf('g1')).toEqual([
      {
        learner: ben,
        groupId: 'g1',
        joinedOn: date('2026-11-23'),
        planFrom: date('2026-11-24'),
        leftOn: date('2026-11-30'),
        organizer: false,
      },
      { learner: ana, groupId: 'g1', joinedOn: date('2026-11-23'), planFrom: date('2026-11-24'), organizer: false },
    ])
    expect((await store.groupsOf(ana.id)).map(({ id }) => id)).toEqual(['g1'])
    expect(await store.groupsOf(ben.id)).toEqual([])
  })

  test('the same completion, sent twice at once, counts once', async () => {
    const { store, change, enrol } = await open()
    const { id } = await enrol('Ana')
    const fresh = await Promise.all(
      [1, 2, 3, 4].map((at) => change((within) => within.record([completion(id, { requestId: `r${at}` })]))),
    )
    expect(fresh.map((recorded) => (Array.isArray(recorded) ? recorded.length : -1)).toSorted()).toEqual([0, 0, 0, 1])
    expect(await store.completionsOf([id], 'backend-developer')).toHaveLength(1)
  })

  test('the same request, delivered twice, changes once', async () => {
    const { store, change, enrol } = await open()
    const { id } = await enrol('Ana')
    const deliver = (part: number) => change((within) => within.record([completion(id, { part })]), 'the-request')
    const [first, second] = await Promise.all([deliver(1), deliver(2)])
    expect([first, second].filter((outcome) => 'repeated' in outcome)).toHaveLength(1)
    expect(await deliver(3)).toEqual({ repeated: true })
    expect(await store.completionsOf([id], 'backend-developer')).toHaveLength(1)
  })

  test('completions come back exactly, in the order of recording, of the roadmap and time that are asked for', async () => {
    const { store, change, enrol } = await open()
    const { id } = await enrol('Ana')
    const late = completion(id, { itemId: 'late', on: date('2026-11-10'), link: 'https://example.org/ü', known: true })
    const early = completion(id, {
      itemId: 'early',
      on: date('2026-10-01'),
      recordedAt: now.subtract({ hours: 24 * 30 }),
    })
    const other = completion(id, { roadmapId: 'frontend' })
    await change((within) => within.record([late, other, early]))
    expect(await store.completionsOf([id], 'backend-developer')).toEqual([late, early])
    // Recorded since that day, though dated before it.
    expect(await store.completionsOf([id], 'backend-developer', date('2026-11-23'))).toEqual([late])
  })

  test('undo takes back what it is told to, and nothing else', async () => {
    const { store, change, enrol } = await open()
    const [ana, ben] = [await enrol('Ana'), await enrol('Ben')]
    const [one, two, three] = [
      completion(ana.id),
      completion(ana.id, { part: 2 }),
      completion(ana.id, { part: 3, requestId: 'r2' }),
    ]
    await change((within) => within.record([one, two]))
    await change((within) => within.record([three, completion(ben.id)]))
    await change((within) => within.takeBack([one, two]))
    expect(await store.completionsOf([ana.id], 'backend-developer')).toEqual([three])
    expect(await store.completionsOf([ben.id], 'backend-developer')).toHaveLength(1)
  })

  test('what is left out is kept, and taken in again', async () => {
    const { store, change, enrol } = await open()
    const { id } = await enrol('Ana')
    await change((within) => within.skip(id, 'backend-developer', 'flask'))
    await change((within) => within.skip(id, 'backend-developer', 'flask'))
    expect(await store.skipsOf([id], 'backend-developer')).toEqual([{ learnerId: id, itemId: 'flask' }])
    await change((within) => within.unskip(id, 'backend-developer', 'flask'))
    expect(await store.skipsOf([id], 'backend-developer')).toEqual([])
  })

  test('a week is closed once, and its board is kept', async () => {
    const { store, change, enrol } = await open()
    const { id } = await enrol('Ana')
    await change((within) => within.createGroup(group, where))
    const week = date('2026-11-23')
    const close = (points: number) =>
      change((within) => within.closeWeek('g1', { week, closedAt: now }, [{ learnerId: id, points, rank: 1 }]))
    expect(await close(10)).toBe(true)
    expect(await close(99)).toBe(false)
    expect(await store.boardOf('g1', week)).toEqual([{ learnerId: id, points: 10, rank: 1 }])
    expect(await store.closingsOf('g1')).toEqual([{ week, closedAt: now }])
  })

  test('a thing is announced once', async () => {
    const { change, enrol } = await open()
    const { id } = await enrol('Ana')
    await change((within) => within.createGroup(group, where))
    const announce = () => change((within) => within.announceOnce('g1', id, 'stage 1'))
    expect([await announce(), await announce()]).toEqual([true, false])
  })

  test('an ended group frees its channel and keeps what was done', async () => {
    const { store, change, enrol } = await open()
    const learner = await enrol('Ana')
    await change((within) => within.createGroup(group, where))
    await change((within) =>
      within.saveMember({
        learner,
        groupId: 'g1',
        joinedOn: date('2026-11-23'),
        planFrom: date('2026-11-24'),
        organizer: true,
      }),
    )
    await change((within) => within.record([completion(learner.id)]))
    await change((within) => within.endGroup('g1', date('2026-12-01')))
    expect(await store.groupAt(where)).toBeUndefined()
    expect(await store.groupsOf(learner.id)).toEqual([])
    expect(await store.completionsOf([learner.id], 'backend-developer')).toHaveLength(1)
    expect(await change((within) => within.createGroup({ ...group, id: 'g2' }, where))).toBe(true)
  })

  test('a person’s data can be had, and is gone when they are', async () => {
    const { store, change, enrol } = await open()
    const [ana, ben] = [await enrol('Ana'), await enrol('Ben')]
    await change((within) => within.createGroup(group, where))
    for (const [rank, learner] of [ana, ben].entries()) {
      await change((within) =>
        within.saveMember({
          learner,
          groupId: 'g1',
          joinedOn: date('2026-11-23'),
          planFrom: date('2026-11-24'),
          organizer: rank === 0,
        }),
      )
    }
    await change((within) => within.record([completion(ana.id, { link: 'https://example.org' })]))
    await change((within) => within.skip(ana.id, 'backend-developer', 'flask'))
    const week = date('2026-11-16')
    await change((within) =>
      within.closeWeek('g1', { week, closedAt: now }, [
        { learnerId: ana.id, points: 9, rank: 1 },
        { learnerId: ben.id, points: 5, rank: 2 },
      ]),
    )
    await change((within) => within.announceOnce('g1', ana.id, 'stage 1'))
    expect(await store.exportOf(ana.id)).toMatchObject({
      name: 'Ana',
      accounts: [{ id: 'test:Ana' }],
      memberships: [{ group: { name: group.name }, joinedOn: '2026-11-23' }],
      completions: [{ itemId: 'sql', link: 'https://example.org' }],
      skips: [{ itemId: 'flask' }],
      rows: [{ points: 9, rank: 1 }],
      announcements: [{ what: 'stage 1' }],
    })
    await change((within) => within.deleteLearner(ana.id))
    expect(await store.learnerOf('test:Ana')).toBeUndefined()
    expect(await store.exportOf(ana.id)).toEqual({})
    expect((await store.membersOf('g1')).map(({ learner }) => learner.name)).toEqual(['Ben'])
    // Ranks stay as they were.
    expect(await store.boardOf('g1', week)).toEqual([{ learnerId: ben.id, points: 5, rank: 2 }])
  })

  test('a change that is refused half-way leaves nothing, and may be tried again under the same id', async () => {
    const { store, change, enrol } = await open()
    const { id } = await enrol('Ana')
    const refused = new UserError('No')
    const attempt = change(async (within) => {
      await within.record([completion(id)])
      throw refused
    }, 'again')
    await expect(attempt).rejects.toBe(refused)
    expect(await store.completionsOf([id], 'backend-developer')).toEqual([])
    expect(await change((within) => within.record([completion(id)]), 'again')).toHaveLength(1)
  })

  test('nobody sees a change before it is complete', async () => {
    const { store, change, enrol } = await open()
    const { id } = await enrol('Ana')
    let seen: unknown
    await change(async (within) => {
      await within.record([completion(id)])
      expect(await within.completionsOf([id], 'backend-developer')).toHaveLength(1)
      seen = await store.completionsOf([id], 'backend-developer')
    })
    expect(seen).toEqual([])
  })

  test('somebody who is met by several processes at the same moment is one learner, and one member', async () => {
    const url = await makeUrl()
    const stores = [openStore(url).store, openStore(url).store]
    await stores[0]?.change({ id: 'group', at: now }, (within) => within.createGroup(group, where))
    for (let round = 0; round < 8; round++) {
      const join = (store: Store) =>
        store.change({ id: randomUUID(), at: now }, async (within) => {
          const learner = await within.enrol({ id: `test:${round}`, name: 'Ana', mayManage: false })
          const days = { joinedOn: date('2026-11-23'), planFrom: date('2026-11-24') }
          await within.saveMember({ learner, groupId: 'g1', ...days, organizer: false })
        })
      await Promise.all([...stores, ...stores].map(join))
    }
    expect(await stores[0]?.membersOf('g1')).toHaveLength(8)
  })

  test('several processes that open and change it at once lose nothing', async () => {
    const url = await makeUrl()
    const writers = Array.from({ length: 4 }, (__, at) => writeInChild(url, { prefix: `p${at}`, count: 25 }))
    await Promise.all(writers.map((writer) => writer.acknowledged(25)))
    const { store } = openStore(url)
    for (let at = 0; at < 4; at++) {
      const learner = await store.learnerOf(`child:p${at}`)
      expect(await store.completionsOf([learner?.id ?? ''], 'backend-developer')).toHaveLength(25)
    }
  })

  test('kill -9 in the middle of 1,000 changes loses none that was acknowledged', async () => {
    const url = await makeUrl()
    const child = writeInChild(url, { prefix: 'k', count: 1000 })
    await child.acknowledged(150)
    child.kill()
    const acknowledged = await child.finished
    expect(acknowledged).toBeGreaterThanOrEqual(150)
    expect(acknowledged).toBeLessThan(1000)
    const { store } = openStore(url)
    const learner = await store.learnerOf('child:k')
    const kept = await store.completionsOf([learner?.id ?? ''], 'backend-developer')
    expect(kept.length).toBeGreaterThanOrEqual(acknowledged)
    expect(kept.slice(0, acknowledged).map(({ itemId }) => itemId)).toEqual(
      Array.from({ length: acknowledged }, (__, at) => `item-${at}`),
    )
  })

  test('a whole group at once: nothing is refused for want of patience', async () => {
    const { store, change, enrol } = await open()
    const { id } = await enrol('Ana')
    await Promise.all(
      Array.from({ length: 200 }, (__, at) =>
        change((within) => within.record([completion(id, { itemId: `i${at}` })])),
      ),
    )
    expect(await store.completionsOf([id], 'backend-developer')).toHaveLength(200)
  })
})
