import { describe, expect, test } from 'vitest'
import { completion, date, now, openContract } from '../support/contract.ts'
import { kinds } from '../support/database.ts'

describe.each(Object.entries(kinds))('progress on %s', (_, makeUrl) => {
  const open = () => openContract(makeUrl)

  test('the same completion, sent twice at once, counts once', async () => {
    const { store, change, upsertLearner } = await open()
    const { id } = await upsertLearner('Ana')
    const fresh = await Promise.all(
      [1, 2, 3, 4].map((at) => change((within) => within.record([completion(id, { requestId: `r${at}` })]))),
    )
    expect(fresh.map((recorded) => (Array.isArray(recorded) ? recorded.length : -1)).toSorted()).toEqual([0, 0, 0, 1])
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
})
