import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { unitKey, unitsOf } from '../../src/core/points.ts'
import { groupProgressOf, type Progress, progressOf, stageProgress } from '../../src/core/progress.ts'
import { percent, shareOf } from '../../src/views/percent.ts'
import { anyRoadmap } from '../support/arbitrary-roadmap.ts'

const of = (earned: number, available: number, finished = earned === available): Progress => ({
  earned,
  available,
  finished,
})

describe('percent', () => {
  test.each<[number, number, string, string]>([
    [0, 3600, '0%', '0%'],
    [1, 3600, '<1%', '0.02%'],
    [35, 3600, '<1%', '0.97%'],
    [36, 3600, '1%', '1%'],
    [341, 4800, '7%', '7.1%'],
    [341, 28_800, '1%', '1.18%'],
    [135, 600, '22%', '22.5%'],
    [3599, 3600, '99%', '99.97%'],
    [99_999, 100_000, '99%', '99.99%'],
    [1, 100_000, '<1%', '<0.01%'],
    [3600, 3600, '100%', '100%'],
  ])('%d of %d points is %s, and %s where it is explained', (earned, available, shown, explained) => {
    expect(percent(of(earned, available))).toBe(shown)
    expect(percent(of(earned, available), 2)).toBe(explained)
  })

  test('is 100 only of what is complete, also where what is left is worth no point', () => {
    expect(percent(of(40, 40, false))).toBe('99%')
    expect(shareOf(of(40, 40, false))).toBeLessThan(1)
    expect(percent(of(0, 0, true))).toBe('100%')
    expect(percent(of(0, 0, false))).toBe('0%')
  })
})

/** What a percentage says as a number; "<1%" lies between 0 and 1. */
const said = (words: string) => (words.startsWith('<') ? 0.5 : Number(words.replace('%', '')))

const someDone = anyRoadmap.chain((roadmap) => {
  const units = unitsOf(roadmap).map(({ item, part }) => unitKey(item.id, part))
  const skips = fc.subarray(roadmap.stages.flatMap(({ skills }) => skills.slice(0, 1).map(({ id }) => id)))
  const work = fc.record({ done: fc.subarray(units), skips }).map(({ done, skips: skipped }) => ({
    done: new Set(done.filter((key) => !skipped.some((id) => key.startsWith(`${id}#`)))),
    skipped: new Set(skipped),
  }))
  return fc.record({ roadmap: fc.constant(roadmap), works: fc.array(work, { maxLength: 6 }), next: fc.nat() })
})

describe('the percent of anybody, and of any group', () => {
  test('never falls when something more is done', () => {
    fc.assert(
      fc.property(someDone, ({ roadmap, works: [work], next }) => {
        if (!work) return
        const units = unitsOf(roadmap).filter(({ item }) => !work.skipped.has(item.id))
        const added = units[next % units.length]
        const more = { ...work, done: new Set([...work.done, ...(added ? [unitKey(added.item.id, added.part)] : [])]) }
        const before = progressOf(roadmap, work)
        const after = progressOf(roadmap, more)
        expect(said(percent(after))).toBeGreaterThanOrEqual(said(percent(before)))
        expect(shareOf(after)).toBeGreaterThanOrEqual(shareOf(before))
      }),
    )
  })

  test('is rounded once: less than one percent from the exact share, never above it, and 100 exactly when all is done', () => {
    fc.assert(
      fc.property(someDone, ({ roadmap, works }) => {
        const group = groupProgressOf(roadmap, works)
        const all = works.flatMap((work) => [progressOf(roadmap, work), ...stageProgress(roadmap, work)])
        for (const progress of [...all, ...(group ? [group.overall, ...group.stages] : [])]) {
          const { earned, available, finished } = progress
          const words = percent(progress)
          expect(words === '100%').toBe(finished)
          expect(words === '0%').toBe(earned === 0 && !finished)
          if (finished || available === earned) continue
          const exact = (100 * earned) / available
          expect(words === '<1%').toBe(exact > 0 && exact < 1)
          if (words === '<1%') continue
          expect(exact - said(words)).toBeGreaterThanOrEqual(0)
          expect(exact - said(words)).toBeLessThan(1)
        }
      }),
    )
  })

  test('of a group is the points of its counted members of what is available to them; of fewer than three there is none', () => {
    fc.assert(
      fc.property(someDone, ({ roadmap, works }) => {
        const group = groupProgressOf(roadmap, works)
        expect(group === undefined).toBe(works.length < 3)
        if (!group) return
        const sum = (numbers: number[]) => numbers.reduce((whole, number) => whole + number, 0)
        const each = works.map((work) => progressOf(roadmap, work))
        expect(group.overall).toEqual({
          earned: sum(each.map(({ earned }) => earned)),
          available: sum(each.map(({ available }) => available)),
          finished: each.every(({ finished }) => finished),
        })
        // The stages add up to the whole.
        expect(sum(group.stages.map(({ earned }) => earned))).toBe(group.overall.earned)
        expect(sum(group.stages.map(({ available }) => available))).toBe(group.overall.available)
        expect(group.stages.every(({ finished }) => finished)).toBe(group.overall.finished)
      }),
    )
  })
})
