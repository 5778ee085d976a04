import { expect, test } from 'vitest'
import { createWorld } from '../support/world.ts'

/** The bar of the group on a card. */
const groupBar = (card: string) => /^The group .*$/m.exec(card)?.[0]

/** Eight people with 341 of the 4,800 points of stage 1 together, most of them with less than one percent of the roadmap. */
const eightPeople = async () => {
  const world = await createWorld({ start: '2026-11-23T09:30' })
  await world.say('/roadmap group create Friends')
  for (const name of ['ana', 'ben', 'chen', 'dina', 'eli', 'fay', 'gus']) {
    await world.say(`@${name} /roadmap join`, `@${name} /roadmap done python-fundamentals part:2`)
  }
  await world.say('/roadmap done python-fundamentals parts 1-2', '@ana /roadmap done python-fundamentals part:3')
  return world
}

test('a group that did a little is not told that it did nothing, nor less than it did', async () => {
  const { say, tick, at } = await eightPeople()
  expect(groupBar(await say('/roadmap stage 1'))).toBe('The group  ░░░░░░░░░░  7%')
  const overview = await say('/roadmap overview')
  expect(groupBar(overview)).toBe('The group  ░░░░░░░░░░  1%')
  expect(overview).toMatch(/Programming Foundations +4-6 +7%\n/)
  expect(overview).toMatch(/Databases & SQL +4-5 +0%\n/)
  at('2026-11-30T09:00')
  expect(groupBar(await tick())).toBe('The group  ░░░░░░░░░░  1%')
  at('2027-07-05T09:00')
  const end = await tick()
  expect(end).toContain('Friends is through Backend Developer')
  expect(groupBar(end)).toBe('The group  ░░░░░░░░░░  1%')
})

test('who did a little is not told that it is nothing, and decimals stand where a number is explained', async () => {
  const { say } = await eightPeople()
  expect(await say('@gus /roadmap progress')).toContain('<1%, 34 of 3,600 points')
  expect(await say('@gus /roadmap progress')).toMatch(/Programming Foundations +34 \/ 600 +5%\n/)
  expect(await say('@ana /roadmap progress gus')).toContain('<1%, 34 of 3,600 points')
  expect(await say('@gus /roadmap why points')).toMatch(/34 of 3,600 is 0\.94%/)
  expect(await say('@gus /roadmap done sql')).toMatch(/Total +51 of 3,600 points \(1%\)\nDatabases & SQL +3%/)
})

test('nobody’s progress can be read off a group of two: its figures begin with three who count', async () => {
  const { say, tick, at } = await createWorld({ start: '2026-11-23T09:30' })
  const figures = async () => {
    const overview = await say('/roadmap overview')
    return {
      bar: groupBar(overview),
      column: /^#.*$/m.exec(overview)?.[0],
      stage: groupBar(await say('/roadmap stage 1')),
    }
  }
  const none = { bar: undefined, column: '#  Stage                             Weeks', stage: undefined }
  await say('/roadmap group create Friends', '@ana /roadmap join', '@ana /roadmap done python-fundamentals all:yes')
  expect(await figures()).toEqual(none)
  // The rest of the cards is as it is in any group.
  expect(await say('/roadmap stage 1')).toContain('Mark done')
  expect(await say('/roadmap overview')).toContain('My progress')
  at('2026-11-30T09:00')
  expect(await tick()).not.toContain('The group')
  await say('@ben /roadmap join')
  const three = {
    bar: 'The group  ░░░░░░░░░░  1%',
    column: `${none.column}  Group`,
    stage: 'The group  ░░░░░░░░░░  7%',
  }
  expect(await figures()).toEqual(three)
  // Whoever hides, or leaves, is no longer counted: neither what they did nor what they could have done.
  await say('@ben /roadmap settings visibility:hidden')
  expect(await figures()).toEqual(none)
  await say('@chen /roadmap join', '@ben /roadmap done data-structures-algorithms all:yes')
  expect(await figures()).toEqual(three)
  await say('@chen /roadmap leave')
  expect(await figures()).toEqual(none)
  at('2027-07-05T09:00')
  const end = await tick()
  expect(end).toContain('Friends is through Backend Developer')
  expect(end).not.toContain('The group')
})
