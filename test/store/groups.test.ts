import { describe, expect, test } from 'vitest'
import { completion, date, group, openContract, where } from '../support/contract.ts'
import { kinds } from '../support/database.ts'

describe.each(Object.entries(kinds))('groups on %s', (_, makeUrl) => {
  const open = () => openContract(makeUrl)

  test('a group comes back exactly as it went in, in one statement', async () => {
    const { store, change, statements } = await open()
    expect(await change((within) => within.createGroup(group, where))).toBe(true)
    statements.length = 0
    expect(await store.reads.groupAt(where)).toEqual(group)
    expect(statements).toHaveLength(1)
    expect(await store.reads.groupAt({ ...where, channel: 'other' })).toBeUndefined()
    expect(await store.reads.channelsOf('g1')).toEqual([where])
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
})
