import { setImmediate } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { StoreUnavailable } from '../../src/errors/store-unavailable.ts'
import { createOutages, type Use } from '../../src/store/outages.ts'
import { createRecordingLog } from '../support/recording-log.ts'

const away = () =>
  new StoreUnavailable('Start it.', { cause: Object.assign(new Error('to whom'), { code: 'ECONNREFUSED' }) })

/** Outages at a time that the test lets pass. */
const open = () => {
  const log = createRecordingLog()
  const probed: Use[] = []
  let works = false
  let pass: (() => void)[] = []
  const outages = createOutages({
    log,
    async probe(use) {
      probed.push(use)
      if (works) outages.succeeded(use)
      else throw away()
    },
    wait: () => new Promise((done) => pass.push(done)),
  })
  onTestFinished(outages.stop)
  return {
    outages,
    probed,
    mend() {
      works = true
    },
    lines: () => log.entries.map(({ level, message, details }) => [level, message, details]),
    async seconds(count: number) {
      for (let second = 0; second < count; second += 5) {
        const due = pass
        pass = []
        for (const go of due) go()
        await setImmediate()
      }
    },
  }
}

const begins = ['error', 'the database cannot be used', { remedy: 'Start it.', why: 'ECONNREFUSED' }]
const goesOn = ['error', 'the database still cannot be used', { remedy: 'Start it.', why: 'ECONNREFUSED' }]
const ends = ['info', 'the database can be used again', {}]

test('the host is told once, however many meet it, then every minute, and when it is back', async () => {
  const { outages, lines, seconds, mend } = open()
  for (let command = 0; command < 100; command++) outages.failed(command % 2 ? 'look' : 'change', away())
  expect(lines()).toEqual([begins])
  await seconds(55)
  outages.failed('look', away())
  expect(lines()).toEqual([begins])
  await seconds(65)
  expect(lines()).toEqual([begins, goesOn, goesOn])
  mend()
  await seconds(5)
  expect(lines()).toEqual([begins, goesOn, goesOn, ends])
  await seconds(600)
  expect(lines()).toHaveLength(4)
})

test('whoever uses it first notices that it is back', async () => {
  const { outages, lines } = open()
  outages.failed('look', away())
  outages.succeeded('look')
  outages.succeeded('change')
  expect(lines()).toEqual([begins, ends])
})

test('on a full disk everybody can still look: it is over when something was changed', async () => {
  const { outages, lines, seconds, probed, mend } = open()
  outages.failed('statement', away())
  outages.succeeded('look')
  // There may have been nothing to do.
  outages.succeeded('statement')
  expect(lines()).toEqual([begins])
  await seconds(5)
  expect(probed).toEqual(['change'])
  mend()
  await seconds(5)
  expect(lines()).toEqual([begins, ends])
})

test('another reason than before is told at once, and once', () => {
  const { outages, lines } = open()
  outages.failed('look', away())
  for (let command = 0; command < 5; command++) {
    outages.failed(
      'look',
      new StoreUnavailable('Free some space.', { cause: Object.assign(new Error('full'), { code: 'ENOSPC' }) }),
    )
    outages.failed('look', away())
  }
  expect(lines()).toEqual([begins, ['error', begins[1], { remedy: 'Free some space.', why: 'ENOSPC' }]])
})

test('a store that is closed tries no more and says no more', async () => {
  const { outages, lines, seconds, probed } = open()
  outages.failed('look', away())
  outages.stop()
  await seconds(120)
  outages.failed('look', away())
  expect([lines(), probed]).toEqual([[begins], []])
})
