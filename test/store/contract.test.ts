import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import type { Actor } from '../../src/chat/invocation.ts'
import { UserError } from '../../src/chat/user-error.ts'
import type { Completion } from '../../src/core/completion.ts'
import type { Group, Learner } from '../../src/core/group.ts'
import type { Database, Repositories } from '../../src/ports/database.ts'
import { kinds, openStore } from '../support/database.ts'
import { dump } from '../support/dump.ts'
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
  postDay: 'monday',
  postTime: Temporal.PlainTime.from('09:00'),
  postsEnabled: true,
  createdOn: date('2026-11-23'),
  rescheduledAt: now,
  postsSince: now,
  nextPostAt: now.add({ hours: 24 }),
}

/** One suite, run on every kind of database that fills the port. */
const actor = (name: string): Actor => ({ id: `test:${name}`, name, mayManage: false })

describe.each(Object.entries(kinds))('the store on %s', (_, makeUrl) => {
  const open = async () => {
    const opened = openStore(await makeUrl())
    const change = <T>(work: (within: Repositories) => Promise<T>, id: string = randomUUID()) =>
      opened.store.transaction({ id, at: now }, work)
    const upsertLearner = async (name: string): Promise<Learner> => {
      const learner = await change((within) => within.upsertLearner(actor(name), where))
      if ('repeated' in learner) throw new Error('enrolled twice')
      return learner
    }
    return { ...opened, change, upsertLearner }
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
    expect(await store.reads.groupAt(where)).toBeUndefined()
    expect(await store.reads.learnerOf('test:ana')).toBeUndefined()
    expect(await store.reads.groupsOf('x')).toEqual([])
    expect(await store.reads.completionsOf(['x'], 'r')).toEqual([])
    expect(await store.reads.boardOf('g', date('2026-11-23'))).toEqual([])
  })

  test('a group comes back exactly as it went in, in one statement', async () => {
    const { store, change, statements } = await open()
    expect(await change((within) => within.createGroup(group, where))).toBe(true)
    statements.length = 0
    expect(await store.reads.groupAt(where)).toEqual(group)
    expect(statements).toHaveLength(1)
    expect(await store.reads.groupAt({ ...where, channel: 'other' })).toBeUndefined()
    expect(await store.reads.channelsOf('g1')).toEqual([where])
  })

  test('a person comes back as they went in', async () => {
    const { store, change, upsertLearner } = await open()
    const ana = await upsertLearner('Ana')
    const settings: Learner = {
      ...ana,
      zone: 'Asia/Kolkata',
      visibility: 'anonymous',
      remindersEnabled: true,
      away: [{ from: date('2026-11-23'), until: date('2026-12-07') }],
    }
    await change((within) => within.saveLearner(settings))
    expect(await store.reads.learnerOf('test:Ana')).toEqual(settings)
    await upsertLearner('Ana')
    expect(await store.reads.learnerOf('test:Ana')).toEqual(settings)
  })

  describe('a name', () => {
    const [elsewhere, outside] = [
      { ...where, workspace: 'other', channel: 'e' },
      { ...where, workspace: '' },
    ]

    /** A group in each of two servers, with Ana in both. */
    const twoServers = async () => {
      const opened = await open()
      const { store, change, upsertLearner } = opened
      const learner = await upsertLearner('Ana')
      for (const place of [where, elsewhere]) {
        await change(async (within) => {
          await within.createGroup({ ...group, id: place.workspace }, place)
          const joined = { joinedOn: date('2026-11-23'), planFrom: date('2026-11-23'), organizer: false }
          await within.saveMember({ learner, groupId: place.workspace, ...joined })
        })
      }
      const names = async () =>
        (await Promise.all([where, elsewhere].map(({ workspace }) => store.reads.membersOf(workspace)))).map(
          ([member]) => member?.name,
        )
      return { ...opened, names }
    }

    test('belongs to the server that it was said in', async () => {
      const { store, names } = await twoServers()
      expect(await names()).toEqual(['Ana', 'someone'])
      await store.learnerNotes.refreshName({ ...actor('Ana'), name: 'Nightowl' }, elsewhere)
      expect(await names()).toEqual(['Ana', 'Nightowl'])
      await store.learnerNotes.refreshName({ ...actor('Ana'), name: 'Ana Maria' }, where)
      expect(await names()).toEqual(['Ana Maria', 'Nightowl'])
    })

    test('that the platform itself has stands in for that of a server, and never the other way round', async () => {
      const { store, names } = await twoServers()
      await store.learnerNotes.refreshName({ ...actor('Ana'), platformName: 'ana.l' }, where)
      expect(await names()).toEqual(['Ana', 'ana.l'])
      await store.learnerNotes.refreshName({ ...actor('Ana'), name: 'ana.lopez' }, outside)
      expect(await names()).toEqual(['Ana', 'ana.lopez'])
    })

    test('of another platform says nothing here', async () => {
      const { store, change, names } = await twoServers()
      await change((within) => within.upsertLearner({ ...actor('Ana'), id: 'other:Ana' }, elsewhere))
      await store.learnerNotes.refreshName({ ...actor('Ana'), id: 'other:Ana' }, outside)
      expect(await names()).toEqual(['Ana', 'someone'])
    })

    test('that is a guess replaces none that is known', async () => {
      const { store, names } = await twoServers()
      for (const place of [where, elsewhere])
        await store.learnerNotes.refreshName({ ...actor('Ana'), name: 'ana77', isNameGuess: true }, place)
      expect(await names()).toEqual(['Ana', 'ana77'])
    })

    test('that is known already is looked up and not written, and nobody comes to be known by theirs', async () => {
      const { store, statements } = await twoServers()
      statements.length = 0
      await store.learnerNotes.refreshName(actor('Ana'), where)
      await store.learnerNotes.refreshName(actor('Ben'), where)
      expect(statements.map((sql) => sql.trim().split(/\s/)[0])).toEqual(['SELECT', 'SELECT'])
      expect(await store.reads.learnerOf('test:Ben')).toBeUndefined()
    })

    test('and the day on which somebody was seen is written once, and never an earlier one', async () => {
      const { store, statements } = await twoServers()
      const [today, before] = ['2026-11-24', '2026-11-23'].map((day) => Temporal.PlainDate.from(day))
      statements.length = 0
      for (const day of [today, today, before]) await store.learnerNotes.refreshName(actor('Ana'), where, day)
      expect(statements.map((sql) => sql.trim().split(/\s/)[0])).toEqual(['SELECT', 'UPDATE', 'SELECT', 'SELECT'])
    })
  })

  test('a channel is the home of one group, also when two are made at once', async () => {
    const { store, change } = await open()
    const made = await Promise.all(
      ['a', 'b'].map((id) => change((within) => within.createGroup({ ...group, id }, where))),
    )
    expect(made.toSorted()).toEqual([false, true])
    const kept = await store.reads.groupAt(where)
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
    expect((await store.reads.groupAt(elsewhere))?.id).toBe('g1')
    expect(await store.reads.groupAt(where)).toBeUndefined()
  })

  test('the groups of a channel, and of a whole server, are found; those of others and ended ones are not', async () => {
    const { store, change } = await open()
    const places = [where, { ...where, channel: 'other' }, { ...where, workspace: 'w2' }, { ...where, platform: 'p' }]
    for (const [at, place] of places.entries())
      await change((within) => within.createGroup({ ...group, id: `g${at}` }, place))
    const ids = async (place: Parameters<typeof store.reads.groupsIn>[0]) =>
      (await store.reads.groupsIn(place)).map(({ id }) => id)
    expect(await ids({ platform: 'test', workspace: 'w' })).toEqual(['g0', 'g1'])
    expect(await ids({ ...where, channel: 'other' })).toEqual(['g1'])
    expect(await ids({ ...where, channel: 'nowhere' })).toEqual([])
    await change((within) => within.endGroup('g0', date('2026-11-24')))
    expect(await change((within) => within.groupsIn({ platform: 'test', workspace: 'w' }))).toEqual([
      { ...group, id: 'g1' },
    ])
  })

  test('members are listed in the order of joining, with those who left, and whether they are kept out', async () => {
    const { store, change, upsertLearner } = await open()
    await change((within) => within.createGroup(group, where))
    const [ana, ben] = [await upsertLearner('Ana'), await upsertLearner('Ben')]
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
        keptOut: true,
      }),
    )
    expect(await store.reads.membersOf('g1')).toEqual([
      {
        name: 'Ben',
        learner: ben,
        groupId: 'g1',
        joinedOn: date('2026-11-23'),
        planFrom: date('2026-11-24'),
        leftOn: date('2026-11-30'),
        organizer: false,
        keptOut: true,
      },
      {
        name: 'Ana',
        learner: ana,
        groupId: 'g1',
        joinedOn: date('2026-11-23'),
        planFrom: date('2026-11-24'),
        organizer: false,
      },
    ])
    expect((await store.reads.groupsOf(ana.id)).map(({ id }) => id)).toEqual(['g1'])
    expect(await store.reads.groupsOf(ben.id)).toEqual([])
    // Who joined first has founded it, also after leaving; of a group that has ended nothing counts.
    expect(await store.reads.groupCountsOf(ana.id)).toEqual({ joined: 1, founded: 0 })
    expect(await store.reads.groupCountsOf(ben.id)).toEqual({ joined: 0, founded: 1 })
    await change((within) => within.endGroup('g1', date('2026-12-01')))
    expect(await store.reads.groupCountsOf(ana.id)).toEqual({ joined: 0, founded: 0 })
    expect(await store.reads.groupCountsOf(ben.id)).toEqual({ joined: 0, founded: 0 })
  })

  test('the same completion, sent twice at once, counts once', async () => {
    const { store, change, upsertLearner } = await open()
    const { id } = await upsertLearner('Ana')
    const fresh = await Promise.all(
      [1, 2, 3, 4].map((at) => change((within) => within.record([completion(id, { requestId: `r${at}` })]))),
    )
    expect(fresh.map((recorded) => (Array.isArray(recorded) ? recorded.length : -1)).toSorted()).toEqual([0, 0, 0, 1])
    expect(await store.reads.completionsOf([id], 'backend-developer')).toHaveLength(1)
  })

  test('the same request, delivered twice, changes once', async () => {
    const { store, change, upsertLearner } = await open()
    const { id } = await upsertLearner('Ana')
    const deliver = (part: number) => change((within) => within.record([completion(id, { part })]), 'the-request')
    const [first, second] = await Promise.all([deliver(1), deliver(2)])
    expect([first, second].filter((outcome) => 'repeated' in outcome)).toHaveLength(1)
    expect(await deliver(3)).toEqual({ repeated: true })
    expect(await store.reads.completionsOf([id], 'backend-developer')).toHaveLength(1)
  })

  test('completions come back exactly, in the order of recording, of the roadmap and time that are asked for', async () => {
    const { store, change, upsertLearner } = await open()
    const { id } = await upsertLearner('Ana')
    const late = completion(id, { itemId: 'late', on: date('2026-11-10'), link: 'https://example.org/ü', known: true })
    const early = completion(id, {
      itemId: 'early',
      on: date('2026-10-01'),
      recordedAt: now.subtract({ hours: 24 * 30 }),
    })
    const other = completion(id, { roadmapId: 'frontend' })
    await change((within) => within.record([late, other, early]))
    expect(await store.reads.completionsOf([id], 'backend-developer')).toEqual([late, early])
    // Recorded since that day, though dated before it.
    expect(await store.reads.completionsOf([id], 'backend-developer', date('2026-11-23'))).toEqual([late])
  })

  test('undo takes back what it is told to, and nothing else', async () => {
    const { store, change, upsertLearner } = await open()
    const [ana, ben] = [await upsertLearner('Ana'), await upsertLearner('Ben')]
    const [one, two, three] = [
      completion(ana.id),
      completion(ana.id, { part: 2 }),
      completion(ana.id, { part: 3, requestId: 'r2' }),
    ]
    await change((within) => within.record([one, two]))
    await change((within) => within.record([three, completion(ben.id)]))
    await change((within) => within.takeBack([one, two]))
    expect(await store.reads.completionsOf([ana.id], 'backend-developer')).toEqual([three])
    expect(await store.reads.completionsOf([ben.id], 'backend-developer')).toHaveLength(1)
  })

  test('what is left out is kept, and taken in again', async () => {
    const { store, change, upsertLearner } = await open()
    const { id } = await upsertLearner('Ana')
    await change((within) => within.skip(id, 'backend-developer', 'flask'))
    await change((within) => within.skip(id, 'backend-developer', 'flask'))
    expect(await store.reads.skipsOf([id], 'backend-developer')).toEqual([{ learnerId: id, itemId: 'flask' }])
    await change((within) => within.unskip(id, 'backend-developer', 'flask'))
    expect(await store.reads.skipsOf([id], 'backend-developer')).toEqual([])
  })

  test('a week is closed once, and its board is kept', async () => {
    const { store, change, upsertLearner } = await open()
    const learner = await upsertLearner('Ana')
    const { id } = learner
    await change((within) => within.createGroup(group, where))
    const dates = { joinedOn: date('2026-11-23'), planFrom: date('2026-11-23') }
    await change((within) => within.saveMember({ learner, groupId: 'g1', ...dates, organizer: true }))
    expect(await store.reads.lastClosingOf(id)).toBe(undefined)
    const week = date('2026-11-23')
    const close = (points: number) =>
      change((within) => within.closeWeek('g1', { week, closedAt: now }, [{ learnerId: id, points, rank: 1 }]))
    expect(await close(10)).toBe(true)
    expect(await close(99)).toBe(false)
    expect(await store.reads.boardOf('g1', week)).toEqual([{ learnerId: id, points: 10, rank: 1 }])
    expect(await store.reads.closedWeeksOf('g1')).toEqual([{ week, closedAt: now }])
    expect(String(await store.reads.lastClosingOf(id))).toBe(String(now))
  })

  test('a thing is announced once', async () => {
    const { change, upsertLearner } = await open()
    const { id } = await upsertLearner('Ana')
    await change((within) => within.createGroup(group, where))
    const announce = () => change((within) => within.markAnnounced('g1', id, 'stage 1'))
    expect([await announce(), await announce()]).toEqual([true, false])
  })

  test('an ended group frees its channel and keeps what was done', async () => {
    const { store, change, upsertLearner } = await open()
    const learner = await upsertLearner('Ana')
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
    expect(await store.reads.groupAt(where)).toBeUndefined()
    expect(await store.reads.groupsOf(learner.id)).toEqual([])
    expect(await store.reads.completionsOf([learner.id], 'backend-developer')).toHaveLength(1)
    expect(await change((within) => within.createGroup({ ...group, id: 'g2' }, where))).toBe(true)
  })

  test('a person’s data can be had, and is gone when they are', async () => {
    const { store, change, upsertLearner } = await open()
    const [ana, ben] = [await upsertLearner('Ana'), await upsertLearner('Ben')]
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
    await change((within) => within.markAnnounced('g1', ana.id, 'stage 1'))
    expect(await store.reads.exportOf('test:Ana')).toMatchObject({
      accounts: [{ id: 'test:Ana' }],
      names: [{ accountId: 'test:Ana', workspace: 'w', name: 'Ana' }],
      memberships: [{ groupName: group.name, joinedOn: '2026-11-23' }],
      completions: [{ itemId: 'sql', link: 'https://example.org' }],
      skips: [{ itemId: 'flask' }],
      boardRows: [{ points: 9, rank: 1, groupName: group.name }],
      announcements: [{ what: 'stage 1' }],
    })
    await change((within) => within.deletePerson('test:Ana'))
    expect(await store.reads.learnerOf('test:Ana')).toBeUndefined()
    expect(await store.reads.exportOf('test:Ana')).toEqual({})
    expect((await store.reads.membersOf('g1')).map(({ name }) => name)).toEqual(['Ben'])
    // Ranks stay as they were.
    expect(await store.reads.boardOf('g1', week)).toEqual([{ learnerId: ben.id, points: 5, rank: 2 }])
  })

  describe('a stored action', () => {
    const owner = 'test:Ana'
    const kept = async (url: string) => ((await dump(url)).StoredAction ?? []).map(({ line }) => line)

    test('is stored once, however often its card is made, and all of a card in one statement', async () => {
      const url = await makeUrl()
      const { store, statements } = openStore(url)
      const first = await store.storedActions.storeActions(['one', 'two', 'one'], { owner, at: now })
      statements.length = 0
      expect(await store.storedActions.storeActions(['two', 'three'], { owner, at: now })).toEqual(
        new Map([
          ['two', first.get('two')],
          ['three', expect.stringMatching(/^[\w-]{43}$/)],
        ]),
      )
      expect(statements).toHaveLength(1)
      expect((await kept(url)).toSorted()).toEqual(['one', 'three', 'two'])
      expect(await store.reads.storedAction(first.get('two') ?? '')).toBe('two')
    })

    test('is its owner’s: the same line of somebody else, or of nobody, is another', async () => {
      const { store } = await open()
      const owners = [{ owner }, { owner: 'test:Ben' }, {}]
      const ids = await Promise.all(
        owners.map((one) => store.storedActions.storeActions(['line'], { ...one, at: now })),
      )
      expect(new Set(ids.map((stored) => stored.get('line'))).size).toBe(3)
    })

    test('lasts as long as its card that was made last', async () => {
      const url = await makeUrl()
      const { store } = openStore(url)
      const later = now.add({ hours: 24 * 60 })
      await store.storedActions.storeActions(['again', 'once'], { owner, at: now })
      await store.storedActions.storeActions(['again'], { owner, at: later })
      expect(await store.storedActions.deleteActionsBefore(later)).toBe(1)
      expect(await kept(url)).toEqual(['again'])
    })

    test('goes with its owner, also where that is no learner; those of others stay', async () => {
      const url = await makeUrl()
      const { store } = openStore(url)
      await store.storedActions.storeActions(['one'], { owner, at: now })
      await store.storedActions.storeActions(['two'], { owner: 'test:Ben', at: now })
      expect(await store.reads.exportOf(owner)).toMatchObject({ storedActions: [{ line: 'one' }] })
      await store.transaction({ id: randomUUID(), at: now }, (within) => within.deletePerson(owner))
      expect(await kept(url)).toEqual(['two'])
    })

    test('that names a person who is deleted goes too, whoever was about to press it', async () => {
      const url = await makeUrl()
      const { store } = openStore(url)
      const change = <T>(work: (within: Repositories) => Promise<T>) =>
        store.transaction({ id: randomUUID(), at: now }, work)
      const al = await change((within) => within.upsertLearner(actor('Al'), where))
      await store.learnerNotes.refreshName({ ...actor('Al'), name: 'Al "The Owl"' }, { workspace: 'other' })
      const id = 'repeated' in al ? '' : al.id
      const about = [
        `group remove member:"${id}" confirm:yes`,
        `group remove "#${id.slice(0, 8)}" keepout:yes`,
        'progress @test:Al',
        'progress "al" roadmap:x',
        String.raw`progress "Al \"The Owl\""`,
        'done test:Al',
      ]
      const others = ['done "all of it"', 'progress "Alba"', 'group remove member:"Bela"']
      await store.storedActions.storeActions([...about, ...others], { owner: 'test:Ben', at: now })
      await change((within) => within.deletePerson('test:Al'))
      expect((await kept(url)).toSorted()).toEqual(others.toSorted())
    })
  })

  test('a group in which nobody else ever was goes with its only member, and any other stays', async () => {
    const { store, change, upsertLearner } = await open()
    const [ana, ben] = [await upsertLearner('Ana'), await upsertLearner('Ben')]
    const joined = { joinedOn: date('2026-11-23'), planFrom: date('2026-11-23'), organizer: true }
    for (const [id, members] of Object.entries({ hers: [ana], theirs: [ana, ben] })) {
      await change(async (within) => {
        await within.createGroup({ ...group, id }, { ...where, channel: id })
        for (const learner of members) await within.saveMember({ learner, groupId: id, ...joined })
      })
    }
    await change((within) => within.deletePerson('test:Ana'))
    expect(await Promise.all(['hers', 'theirs'].map(async (id) => (await store.reads.groupOf(id))?.id))).toEqual([
      undefined,
      'theirs',
    ])
  })

  test('a change that is refused half-way leaves nothing, and may be tried again under the same id', async () => {
    const { store, change, upsertLearner } = await open()
    const { id } = await upsertLearner('Ana')
    const refused = new UserError('No')
    const attempt = change(async (within) => {
      await within.record([completion(id)])
      throw refused
    }, 'again')
    await expect(attempt).rejects.toBe(refused)
    expect(await store.reads.completionsOf([id], 'backend-developer')).toEqual([])
    expect(await change((within) => within.record([completion(id)]), 'again')).toHaveLength(1)
  })

  test('nobody sees a change before it is complete', async () => {
    const { store, change, upsertLearner } = await open()
    const { id } = await upsertLearner('Ana')
    let seen: unknown
    await change(async (within) => {
      await within.record([completion(id)])
      expect(await within.completionsOf([id], 'backend-developer')).toHaveLength(1)
      seen = await store.reads.completionsOf([id], 'backend-developer')
    })
    expect(seen).toEqual([])
  })

  test('somebody who is met by several processes at the same moment is one learner, and one member', async () => {
    const url = await makeUrl()
    const stores = [openStore(url).store, openStore(url).store]
    await stores[0]?.transaction({ id: 'group', at: now }, (within) => within.createGroup(group, where))
    for (let round = 0; round < 8; round++) {
      const join = (store: Database) =>
        store.transaction({ id: randomUUID(), at: now }, async (within) => {
          const learner = await within.upsertLearner({ id: `test:${round}`, name: 'Ana', mayManage: false }, where)
          const days = { joinedOn: date('2026-11-23'), planFrom: date('2026-11-24') }
          await within.saveMember({ learner, groupId: 'g1', ...days, organizer: false })
        })
      await Promise.all([...stores, ...stores].map(join))
    }
    expect(await stores[0]?.reads.membersOf('g1')).toHaveLength(8)
  })

  test('several processes that open and change it at once lose nothing', async () => {
    const url = await makeUrl()
    const writers = Array.from({ length: 4 }, (__, at) => writeInChild(url, { prefix: `p${at}`, count: 25 }))
    await Promise.all(writers.map((writer) => writer.acknowledged(25)))
    const { store } = openStore(url)
    for (let at = 0; at < 4; at++) {
      const learner = await store.reads.learnerOf(`child:p${at}`)
      expect(await store.reads.completionsOf([learner?.id ?? ''], 'backend-developer')).toHaveLength(25)
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
    const learner = await store.reads.learnerOf('child:k')
    const kept = await store.reads.completionsOf([learner?.id ?? ''], 'backend-developer')
    expect(kept.length).toBeGreaterThanOrEqual(acknowledged)
    expect(kept.slice(0, acknowledged).map(({ itemId }) => itemId)).toEqual(
      Array.from({ length: acknowledged }, (__, at) => `item-${at}`),
    )
  })

  test('a whole group at once: nothing is refused for want of patience', async () => {
    const { store, change, upsertLearner } = await open()
    const { id } = await upsertLearner('Ana')
    await Promise.all(
      Array.from({ length: 200 }, (__, at) =>
        change((within) => within.record([completion(id, { itemId: `i${at}` })])),
      ),
    )
    expect(await store.reads.completionsOf([id], 'backend-developer')).toHaveLength(200)
  })
})
