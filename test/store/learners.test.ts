import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import type { Learner } from '../../src/core/group.ts'
import type { Database } from '../../src/ports/database.ts'
import { actor, completion, date, group, now, openContract, where } from '../support/contract.ts'
import { kinds, openStore } from '../support/database.ts'

describe.each(Object.entries(kinds))('learners on %s', (_, makeUrl) => {
  const open = () => openContract(makeUrl)

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
})
