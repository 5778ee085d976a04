import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Unit, unitKey, unitsOf } from '../../src/core/points.ts'
import { unitsTitle } from '../../src/views/format.ts'
import { backendDeveloper } from '../support/bot.ts'
import { createWorld } from '../support/world.ts'

const group = async (options: Parameters<typeof createWorld>[0] = {}) => {
  const world = await createWorld(options)
  await world.say('/roadmap group create Friends')
  return world
}

const lines = (said: string) => said.split('\n').filter((line) => line !== '')
const title = (said: string) => lines(said)[0] ?? ''

describe('what the bot writes, it understands', () => {
  test.each([
    ['Python Fundamentals, parts 1-2', 'Python Fundamentals, parts 1-2 of 4'],
    ['Python Fundamentals, parts 1-2 of 4', 'Python Fundamentals, parts 1-2 of 4'],
    ['python-fundamentals parts 1, 3 and 4 of 4', 'Python Fundamentals, parts 1, 3 and 4 of 4'],
    ['python-fundamentals part 1, part 2', 'Python Fundamentals, parts 1-2 of 4'],
    ['python-fundamentals part 3, python-fundamentals part 1', 'Python Fundamentals, parts 1 and 3 of 4'],
    ['PYTHON FUNDAMENTALS Part 2', 'Python Fundamentals, part 2 of 4'],
    ['django part 2 and flask part:1', '✗ Which of them is the part of?'],
    ['sql and python fundamentals parts 1–3 of 4', 'SQL and Python Fundamentals, parts 1-3 of 4'],
    ['Cloud Platforms (AWS, GCP, Azure), and docker', 'Cloud Platforms (AWS, GCP, Azure) and Docker'],
    ['web frameworks, part 2', 'Web Frameworks with Django, part 2 of 5'],
  ])('done %s', async (named, recorded) => {
    const { say } = await group()
    const said = title(await say(`/roadmap done ${named}`))
    expect(said.replace('Recorded: ', '')).toBe(recorded)
  })

  test('in a line of names that has no end to it', async () => {
    const { say } = await group()
    expect(title(await say(`/roadmap done ${'sql and '.repeat(120)}sql`))).toContain('more than 20 names')
    expect(title(await say(`/roadmap done ${'sql and '.repeat(120)}sq.`))).not.toContain('Recorded')
  })

  test('in every title of units, alone and in lists', async () => {
    const { sayIn, store } = await createWorld()
    await sayIn('one', 'group create Friends')
    const learner = await store.reads.learnerOf('test:Sam')
    const [roadmap] = backendDeveloper
    if (!learner || !roadmap) throw new Error('nobody, or nothing')
    const items = [...Map.groupBy(unitsOf(roadmap), ({ item }) => item.id).values()]
    const someOf = (units: Unit[]) => fc.subarray(units, { minLength: 1 })
    const things = fc
      .shuffledSubarray(items, { minLength: 1, maxLength: 5 })
      .chain((chosen) => fc.tuple(...chosen.map(someOf)))
    await fc.assert(
      fc.asyncProperty(things, fc.constantFrom(', ', ' and '), async (chosen, between) => {
        await sayIn('one', `done ${chosen.map(unitsTitle).join(between)}`)
        const completions = await store.reads.completionsOf([learner.id], roadmap.id)
        expect(completions.map(({ itemId, part }) => unitKey(itemId, part)).sort()).toEqual(
          chosen
            .flat()
            .map(({ item, part }) => unitKey(item.id, part))
            .sort(),
        )
        await sayIn('one', 'undo')
      }),
      { numRuns: 150 },
    )
  })
})

describe('what is not clear is asked, and nothing is recorded', () => {
  test('which one is meant: the part, the day and the link stay', async () => {
    const { say, store } = await group()
    const asked = await say('/roadmap done python part:2 when:yesterday link:https://example.org/x')
    expect(asked).toMatchInlineSnapshot(`
      "✗ Which “python” do you mean?
      Nothing was recorded.

      [1] Python Programming   [2] Python Fundamentals
      [3] Data Structures & Algorithms in Python"
    `)
    const said = await say('2')
    expect([title(said), said.includes('Sun 22 Nov 2026')]).toEqual([
      'Recorded: Python Fundamentals, part 2 of 4',
      true,
    ])
    const learner = await store.reads.learnerOf('terminal:sam')
    const [completion] = await store.reads.completionsOf([learner?.id ?? ''], 'backend-developer')
    expect(completion?.link).toBe('https://example.org/x')
  })

  test('of several, which of the names is meant', async () => {
    const { say } = await group()
    expect(title(await say('/roadmap done sql, fast part 2, python'))).toBe('✗ Which “fast” do you mean?')
    expect(title(await say('2'))).toBe('✗ Which “python” do you mean?')
    expect(lines(await say('1')).slice(2, 5)).toEqual([
      '  • SQL',
      '  • API Development with FastAPI, part 2 of 4',
      '  • Python Programming',
    ])
  })

  test('a course that is named more than once without saying which parts', async () => {
    const { say } = await group()
    expect(await say('/roadmap done python-fundamentals, sql, Python Fundamentals')).toMatchInlineSnapshot(`
      "✗ Python Fundamentals is named more than once
      Say which of its parts, as in /roadmap done python-fundamentals parts 1-2.
      Nothing was recorded."
    `)
    expect(title(await say('/roadmap done sql, sql'))).toBe('Recorded: SQL')
  })

  test('one of several that there is not', async () => {
    const { say } = await group()
    expect(await say('/roadmap done sql, knitting part 2')).toMatchInlineSnapshot(`
      "✗ Nothing in Backend Developer is called “knitting”
      Part of a name is enough, as in /roadmap done fastapi; /roadmap search forgives
      more. Nothing was recorded."
    `)
    expect(title(await say('/roadmap done sql, python fundamentals parts 3-5'))).toBe(
      '✗ Python Fundamentals has no part 5',
    )
    expect(title(await say('/roadmap undo'))).toContain('There is nothing to take back')
  })

  test('all of it, or a part, of nothing: this week’s courses are offered', async () => {
    const { say } = await group()
    expect(await say('/roadmap done all:yes when:yesterday')).toMatchInlineSnapshot(`
      "✗ All parts of which course?
      Name it, as in /roadmap done <course> all:yes. Nothing was recorded.

      [1] Python Fundamentals"
    `)
    expect(title(await say('/roadmap done part:3'))).toBe('✗ Part 3 of which course?')
    expect(title(await say('1'))).toBe('Recorded: Python Fundamentals, part 3 of 4')
  })

  test('what this week is for: the day and the link stay', async () => {
    const { say, store } = await group()
    await say('/roadmap done when:yesterday link:https://example.org/x known:yes')
    expect(title(await say('3'))).toBe('Recorded: Python Fundamentals, part 1 of 4')
    const learner = await store.reads.learnerOf('terminal:sam')
    const [completion] = await store.reads.completionsOf([learner?.id ?? ''], 'backend-developer')
    expect([completion?.link, completion?.known, `${completion?.on}`]).toEqual([
      'https://example.org/x',
      true,
      '2026-11-22',
    ])
  })
})
