import { describe, expect, test } from 'vitest'
import { UserError } from '../../src/chat/user-error.ts'
import { completion, date, openContract, where } from '../support/contract.ts'
import { kinds, openStore } from '../support/database.ts'
import { writeInChild } from '../support/writer.ts'

describe.each(Object.entries(kinds))('the database on %s', (_, makeUrl) => {
  const open = () => openContract(makeUrl)

  test('an empty one answers every look', async () => {
    const { store } = await open()
    expect(await store.reads.groupAt(where)).toBeUndefined()
    expect(await store.reads.learnerOf('test:ana')).toBeUndefined()
    expect(await store.reads.groupsOf('x')).toEqual([])
    expect(await store.reads.completionsOf(['x'], 'r')).toEqual([])
    expect(await store.reads.boardOf('g', date('2026-11-23'))).toEqual([])
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
