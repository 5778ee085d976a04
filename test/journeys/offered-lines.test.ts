import { expect, test } from 'vitest'
import { readRoadmap } from '../../src/roadmaps/read-roadmap.ts'
import { backendDeveloper } from '../support/bot.ts'
import { createWorld } from '../support/world.ts'

const small = `{title: Frontend Basics, summary: The page itself, months: 1, level: Beginner, technologies: [HTML],
  stages: [{title: Pages, summary: How pages are made, weeks: 1, skills: [HTML]}]}`
const { roadmap } = readRoadmap(small, 'small.yaml') as { roadmap: (typeof backendDeveloper)[number] }

test('a zone with a typing error is put right, and all that was typed besides stays', async () => {
  const { say } = await createWorld()
  expect(await say('/roadmap group create Night Owls tempo:fast timezone:Berlinn')).toMatchInlineSnapshot(`
    "✗ I know no time zone “Berlinn”
    Did you mean Berlin?

    [1] Berlin"
  `)
  const created = await say('1')
  expect(created).toContain('Night Owls')
  expect(created).toContain('Tempo')
  expect(await say('/roadmap group show')).toMatch(/fast/i)
  await say('/roadmap settings visibility:anonymous timezone:Tokio')
  expect(await say('1')).toContain('as “a member”')
  await say('/roadmap group settings tempo:relaxed timezone:Europe/Lissabon')
  const asked = await say('1')
  expect(asked).toContain('fast becomes relaxed')
  expect(asked).toContain('Europe/Lisbon')
})

test('the offset of a clock offers places with that clock', async () => {
  const { say } = await createWorld()
  expect(await say('/roadmap settings timezone:GMT+2')).toContain('Choose Cairo or Athens')
  expect(await say('/roadmap settings timezone:+5:45')).toContain('Do you mean the time of Kathmandu?')
})

test('a roadmap that is chosen afterwards, and all that was typed before stays', async () => {
  const { say } = await createWorld({ roadmaps: [...backendDeveloper, roadmap] })
  await say('/roadmap group create Night Owls tempo:fast start:2026-12-07')
  const created = await say('2')
  expect(created).toContain('Night Owls')
  expect(created).toContain('Mon 7 Dec 2026')
  expect(await say('/roadmap group show')).toMatch(/fast/i)
  await say('/roadmap group end confirm:yes', '/roadmap group create Day Owls tempo:fast roadmap:frontent-basics')
  expect(await say('1')).toContain('Day Owls')
})
