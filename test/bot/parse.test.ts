import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { defineCommand } from '../../src/bot/define-command.ts'
import { formatCommandLine } from '../../src/bot/format-command-line.ts'
import { parseLine } from '../../src/bot/parse.ts'
import { usageOf } from '../../src/bot/usage.ts'

const answer = { title: 'done', blocks: [] }

/** A command with every kind of option. */
const done = defineCommand({
  name: 'done',
  summary: 'Records a completion',
  options: z.strictObject({
    item: z.string().max(100).optional().describe('What you completed'),
    when: z.enum(['today', 'yesterday']).optional().describe('The day'),
    parts: z.int().min(1).max(9).optional().describe('How many parts'),
    all: z.boolean().optional().describe('The rest of a course'),
  }),
  positional: 'item',
  freeText: true,
  example: { item: 'django' },
  answers: 'caller',
  effect: 'reads',
  run: () => answer,
})
const plain = (name: string) =>
  defineCommand({
    name,
    summary: name,
    options: z.strictObject({}),
    example: {},
    answers: 'caller',
    effect: 'reads',
    run: () => answer,
  })

const commands = [done, plain('group'), plain('group create'), plain('help')]
const read = (line: string) => {
  const { command, input } = parseLine(line, commands)
  return [command.name, input]
}

describe('a line is read as a command and its options', () => {
  test.each([
    ['done django', { item: 'django' }],
    ['DONE Web Frameworks  with   Django', { item: 'Web Frameworks with Django' }],
    ['/roadmap done django', { item: 'django' }],
    ['done "web frameworks"', { item: 'web frameworks' }],
    ['done django when:yesterday', { item: 'django', when: 'yesterday' }],
    ['done when:Yesterday django', { item: 'django', when: 'yesterday' }],
    ['done web when:today frameworks', { item: 'web frameworks', when: 'today' }],
    ['done django all:yes', { item: 'django', all: true }],
    ['done django all:OFF', { item: 'django', all: false }],
    ['done django all:maybe', { item: 'django', all: 'maybe' }],
    ['done django parts:2', { item: 'django', parts: 2 }],
    ['done django parts:２', { item: 'django', parts: 2 }],
    ['done django parts:1e1', { item: 'django', parts: '1e1' }],
    ['done item:django', { item: 'django' }],
    ['done item:"web frameworks" parts: 2', { item: 'web frameworks', parts: 2 }],
    ['done “web frameworks”', { item: 'web frameworks' }],
    ['done "say \\"hi\\" \\\\ twice"', { item: 'say "hi" \\ twice' }],
    ['done project: a blog', { item: 'project: a blog' }],
    ['done "The “Backend” Friends"', { item: 'The “Backend” Friends' }],
    ['done "web frameworks” parts:2', { item: 'web frameworks', parts: 2 }],
    ['done 24" screen', { item: '24" screen' }],
    ['done https://example.org', { item: 'https://example.org' }],
    ['done', {}],
  ])('%s', (line, input) => {
    expect(read(line)).toEqual(['done', input])
  })

  test.each([
    ['group create', 'group create'],
    ['Group   Create', 'group create'],
    ['group', 'group'],
    ['', 'help'],
    ['   ', 'help'],
    ['/roadmap', 'help'],
  ])('%j is %s', (line, name) => {
    expect(read(line)).toEqual([name, {}])
  })
})

test('the usage says what is needed and how it is written', () => {
  expect(usageOf(done)).toBe('done [item] [when:today|yesterday] [parts:…] [all:yes]')
})

describe('a value of any characters', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'binary' }),
    // Mostly what has a meaning in a line.
    fc.string({ unit: fc.constantFrom(...'"“”„\\ :\n\u00a0\u2028ax1', 'confirm:yes', ' channel:1') }),
  )

  test('in a line that the bot writes is read as exactly this value, and as nothing else', () => {
    fc.assert(
      fc.property(fc.record({ item: anything, when: fc.constantFrom('today', 'yesterday') }), (input) => {
        expect(read(formatCommandLine(done, input))).toEqual(['done', input])
        expect(read(`${formatCommandLine(done, input)} all:yes`)).toEqual(['done', { ...input, all: true }])
      }),
      { numRuns: 2000 },
    )
  })

  test('is read as it was written where it is an option with a name, too', () => {
    const rename = defineCommand({
      ...{ name: 'rename', summary: 'Renames', example: { name: 'x' }, answers: 'caller', effect: 'reads' },
      options: z.strictObject({ name: z.string().optional(), time: z.string().optional() }),
      run: () => answer,
    })
    fc.assert(
      fc.property(fc.record({ name: anything, time: anything }), (input) => {
        expect(parseLine(formatCommandLine(rename, input), [rename]).input).toEqual(input)
      }),
      { numRuns: 2000 },
    )
  })
})

test('what a person quotes comes back as they wrote it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (item) => {
      fc.pre(!/["“”„\\]/.test(item))
      expect(read(`done item:"${item}"`)).toEqual(['done', { item }])
      expect(read(`done item:“${item}”`)).toEqual(['done', { item }])
    }),
  )
})
