import { describe, expect, test } from 'vitest'
import { readRoadmap } from '../../src/roadmaps/read-roadmap.ts'
import { faultLine } from '../../src/roadmaps/roadmap-fault.ts'

const faultsOf = (text: string) => (readRoadmap(text, 'x.yaml').faults ?? []).map(faultLine)

const head = `title: X
summary: What it is
months: 3
level: Beginner
technologies: [SQL]
`
const good = `${head}stages:
  - title: One
    summary: First
    weeks: 4
    skills: [SQL]
`

test('a file with as little as is needed is a roadmap', () => {
  expect(readRoadmap(good, 'x.yaml')).toMatchObject({
    roadmap: {
      id: 'x',
      stages: [
        { id: 'one', weeks: { min: 4, max: 4 }, skills: [{ id: 'sql', title: 'SQL' }], courses: [], projects: [] },
      ],
    },
  })
})

test('every fault is told at once, with its place, what was found and what is expected', () => {
  const text = `titel: Backend
title: X
summary: 5
months: 8-6
level: [a]
technologies: []
colour: green
stages:
  - title: One
    summary: s
    weeks: 4 weeks
    skills:
      - SQL
      - {title: sql}
      - titel: Foo
      - 2024
      - 中文
      - Design and implement a database for an e-commerce platform
      - {title: Fine, id: Not Fine}
    courses:
      - title: A course
        summary: s
        weeks: many
        level: Easy
  - title: One
    summary: s
    weeks: 3-2
    corses: []
  -
  - just text
career:
  title: x
  summary: ""
`
  expect(faultsOf(text)).toMatchInlineSnapshot(`
    [
      "x.yaml:1:1: found the unknown key “titel”, expected the key “title”",
      "x.yaml:3:10: found the number 5, expected text",
      "x.yaml:4:9: found “8-6”, expected months as a whole number or a range, such as 6 or 6-8, the smaller number first",
      "x.yaml:5:8: found a list, expected text",
      "x.yaml:6:15: found an empty list, expected at least 1 in the list",
      "x.yaml:7:1: found the unknown key “colour”, expected one of the keys title, id, kind, accent, summary, months, coreCourses, level, technologies, career, path, closing, stages",
      "x.yaml:11:12: found “4 weeks”, expected weeks as a whole number or a range, such as 4 or 4-6",
      "x.yaml:14:17: found the id “sql” again, expected an id of its own (line 13 has this one)",
      "x.yaml:15:9: found no “title”, expected text",
      "x.yaml:15:9: found the unknown key “titel”, expected the key “title”",
      "x.yaml:16:9: found the number 2024, expected a title, or a map with title and id",
      "x.yaml:17:9: found the title “中文”, expected an id beside it, because a title without letters a-z or digits gives none",
      "x.yaml:18:9: found the title “Design and implement a database for an e-commerce platform”, expected an id of at most 32 characters beside it, because this title's own has 58",
      "x.yaml:19:27: found “Not Fine”, expected lower-case letters, digits and single hyphens, such as rest-api",
      "x.yaml:23:16: found “many”, expected a whole number",
      "x.yaml:25:5: found a map, expected a stage with at least one skill, course or project",
      "x.yaml:25:12: found the id “one” again, expected an id of its own (line 9 has this one)",
      "x.yaml:27:12: found “3-2”, expected weeks as a whole number or a range, such as 4 or 4-6, the smaller number first",
      "x.yaml:28:5: found the unknown key “corses”, expected the key “courses”",
      "x.yaml:29:4: found nothing, expected a map of keys and values",
      "x.yaml:30:5: found “just text”, expected a map of keys and values",
      "x.yaml:32:3: found no “salary”, expected text",
      "x.yaml:32:3: found no “growth”, expected text",
      "x.yaml:32:3: found no “openings”, expected text",
      "x.yaml:32:3: found no “industries”, expected a list",
      "x.yaml:33:12: found “”, expected text",
    ]
  `)
})

describe('a file that is no roadmap at all', () => {
  test.each([
    ['empty', '', 'x.yaml:1:1: found nothing, expected a map of keys and values'],
    ['text', 'hello', 'x.yaml:1:1: found “hello”, expected a map of keys and values'],
    ['a list', '- a\n- b', 'x.yaml:1:1: found a list, expected a map of keys and values'],
    [
      'half-written',
      `${good}    courses:\n      - title: "An unfin`,
      'x.yaml:12:25: found faulty YAML (Missing closing "quote), expected valid YAML',
    ],
    [
      'two documents',
      `${good}---\n${good}`,
      'x.yaml:11:1: found faulty YAML (Source contains multiple documents; please use YAML.parseAllDocuments()), expected valid YAML',
    ],
    ['a key twice', `${good}title: Y\n`, 'x.yaml:11:1: found the key “title” again, expected each key once'],
    [
      'a tab as indentation',
      `${head}stages:\n\t- title: One\n`,
      'x.yaml:7:1: found faulty YAML (Tabs are not allowed as indentation), expected valid YAML',
    ],
    [
      'nested without end',
      '['.repeat(100_000),
      'x.yaml:1:1: found faulty YAML (nested too deeply), expected valid YAML',
    ],
  ])('%s', (_, text, fault) => {
    expect(
      faultsOf(text).map((line) =>
        line.replace(/^x.yaml:1:\d+: found faulty YAML \(nested/, 'x.yaml:1:1: found faulty YAML (nested'),
      ),
    ).toEqual([fault])
  })

  test.each([
    [
      'that explode into gigabytes',
      `a: &a [ha, ha]
b: &b [*a, *a]
c: [*b, *b]
`,
      '2:8: found the alias *a',
    ],
    [
      'that repeat an id unseen',
      `${good}    projects: &p [One]
    courses: *p
`,
      '12:14: found the alias *p',
    ],
    [
      'that lead nowhere',
      `${head}stages: *nothing
`,
      '6:9: found the alias *nothing',
    ],
  ])('aliases %s are refused, because a roadmap needs none', (_, text, fault) => {
    expect(faultsOf(text)).toEqual([`x.yaml:${fault}, expected what it stands for`])
  })
})

describe('a stage', () => {
  const withStage = (stage: string) => faultsOf(`${head}stages:\n  - ${stage}\n`)

  test.each([
    [
      'without anything to complete',
      '{title: One, summary: s, weeks: 4, skills: []}',
      'found a map, expected a stage with at least one skill, course or project',
    ],
    [
      'of no weeks',
      '{title: One, summary: s, weeks: 0, skills: [a]}',
      'found the number 0, expected weeks as a whole number or a range, such as 4 or 4-6',
    ],
    [
      'of 0-4 weeks',
      '{title: One, summary: s, weeks: 0-4, skills: [a]}',
      'found “0-4”, expected weeks as a whole number or a range, such as 4 or 4-6, between 1 and 104',
    ],
    [
      'of 6-4 weeks',
      '{title: One, summary: s, weeks: 6-4, skills: [a]}',
      'found “6-4”, expected weeks as a whole number or a range, such as 4 or 4-6, the smaller number first',
    ],
    [
      'of 4.5 weeks',
      '{title: One, summary: s, weeks: 4.5, skills: [a]}',
      'found the number 4.5, expected weeks as a whole number or a range, such as 4 or 4-6',
    ],
    ['with an empty title', '{title: " ", summary: s, weeks: 4, skills: [a]}', 'found “”, expected text'],
    [
      'with a title of two lines',
      '{title: "a\\nb", summary: s, weeks: 4, skills: [a]}',
      'found “a b”, expected one line, without line breaks or control characters',
    ],
  ])('%s', (_, stage, fault) => {
    expect(withStage(stage).map((line) => line.replace(/^x.yaml:\d+:\d+: /, ''))).toEqual([fault])
  })
})

test('a length written as text is a length', () => {
  expect(faultsOf(good.replace('weeks: 4', "weeks: '4'"))).toEqual([])
})

test('escape sequences in a file do not reach the terminal of whoever reads its faults', () => {
  expect(faultsOf(good.replace('months: 3', 'months: "\\e[31m3"'))).toEqual([
    'x.yaml:3:9: found “␛[31m3”, expected months as a whole number or a range, such as 6 or 6-8',
  ])
})

test('keys that are no text are unknown keys', () => {
  expect(faultsOf(`${good}1: a\n`)).toEqual([
    'x.yaml:11:1: found the unknown key “1”, expected one of the keys title, id, kind, accent, summary, months, coreCourses, level, technologies, career, path, closing, stages',
  ])
})

test('keys that JavaScript knows are keys like any other', () => {
  expect(faultsOf(`${good}__proto__: {admin: true}\nconstructor: 3\n`).map((line) => line.split(',')[0])).toEqual([
    'x.yaml:11:1: found the unknown key “__proto__”',
    'x.yaml:12:1: found the unknown key “constructor”',
  ])
})

describe('a file with 60,000 faults stops after 100, and does not hold up the start for minutes', () => {
  const many = 60_000
  test.each([
    ['unknown keys', `${good}${Array.from({ length: many }, (_, at) => `key${at}: 1\n`).join('')}`],
    ['wrong items', good.replace('skills: [SQL]', `skills: [${'"", '.repeat(many)}]`)],
    ['titles that stand there already', good.replace('skills: [SQL]', `skills: [${'a, '.repeat(many)}]`)],
  ])('%s', (_, text) => {
    const faults = faultsOf(text)
    expect(faults).toHaveLength(101)
    expect(faults.at(-1)).toBe('x.yaml: found more than these 100 faults, expected these to be mended first')
  })
})
