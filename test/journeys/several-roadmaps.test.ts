import { expect, test } from 'vitest'
import { readRoadmap } from '../../src/roadmaps/read-roadmap.ts'
import { backendDeveloper } from '../support/bot.ts'
import { say } from '../support/terminal.ts'

const small = `{title: Frontend Basics, summary: The page itself, months: 1, level: Beginner, technologies: [HTML],
  stages: [{title: Pages, summary: How pages are made, weeks: 1, skills: [HTML, FastAPI clients]}]}`
const { roadmap } = readRoadmap(small, 'small.yaml') as { roadmap: (typeof backendDeveloper)[number] }
const roadmaps = [...backendDeveloper, roadmap]
const ask = (line: string | string[]) => say(line, { roadmaps })

test('a bot that knows several asks which is meant, with a button for each', async () => {
  expect(await ask('/roadmap stage 1')).toMatchInlineSnapshot(`
    "✗ Which roadmap do you mean?
    I know 2: add roadmap: and its name, or choose.

    [1] Backend Developer   [2] Frontend Basics"
  `)
  expect(await ask(['/roadmap stage 1', '2'])).toContain('Stage 1 of 1: Pages')
})

test('lists them', async () => {
  expect(await ask('/roadmap list')).toMatchInlineSnapshot(`
    "2 roadmaps
    ──────────
      Backend Developer (backend-developer)
        A comprehensive roadmap to becoming a professional Backend Developer. Master
        server-side programming, databases, APIs, and deployment to build robust
        applications that power modern web experiences.
        6 stages · 6-8 months · Beginner to Advanced

      Frontend Basics (frontend-basics)
        The page itself
        1 stage · 1 month · Beginner

    [1] Backend Developer   [2] Frontend Basics"
  `)
})

test('searches all of them, and says whose a result is', async () => {
  expect(await ask('/roadmap search fastapi')).toMatchInlineSnapshot(`
    "3 matches for “fastapi”
    ───────────────────────
      FastAPI
        Skill · Stage 3: Web Frameworks & APIs · Backend Developer
      FastAPI clients
        Skill · Stage 1: Pages · Frontend Basics
      API Development with FastAPI
        Course · Stage 3: Web Frameworks & APIs · Backend Developer

    [1] Backend Developer, stage 3   [2] Frontend Basics, stage 1"
  `)
})

test('a roadmap with only what is needed leaves out what it does not have', async () => {
  expect(await ask('/roadmap overview frontend-basics')).toMatchInlineSnapshot(`
    "Frontend Basics
    ───────────────
    The page itself

    Duration      1 month
    Level         Beginner
    Technologies  HTML

    Stages
    #  Stage  Weeks
    ─  ─────  ─────
    1  Pages      1

    [1] Stage 1"
  `)
  expect(await ask('/roadmap stage 1 roadmap:"frontend basics"')).toMatchInlineSnapshot(`
    "Stage 1 of 1: Pages
    ───────────────────
    How pages are made

    Duration  1 week

    Key skills
      • HTML
      • FastAPI clients

    [1] All stages"
  `)
  expect(await ask('/roadmap career frontend-basics')).toMatchInlineSnapshot(`
    "✗ Frontend Basics has no career outlook
    [1] The roadmap"
  `)
})
