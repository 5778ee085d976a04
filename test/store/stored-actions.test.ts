import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Repositories } from '../../src/ports/database.ts'
import { actor, now, openContract, where } from '../support/contract.ts'
import { kinds, openStore } from '../support/database.ts'
import { dump } from '../support/dump.ts'

describe.each(Object.entries(kinds))('stored actions on %s', (_, makeUrl) => {
  const open = () => openContract(makeUrl)

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
})
