import { stripVTControlCharacters } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { widthOf } from '../../../src/adapters/terminal/lines.ts'
import { renderReply } from '../../../src/adapters/terminal/render.ts'
import { createPaint } from '../../../src/adapters/terminal/style.ts'
import type { Reply } from '../../../src/chat/reply.ts'
import { code, emphasis, strong, text } from '../../../src/chat/text.ts'
import { anyReply } from '../../support/arbitrary-reply.ts'

const render = (reply: Reply, width = 60, colours = false) =>
  renderReply(reply, { width, paint: createPaint(colours) }).join('\n')

const everyKind: Reply = {
  title: 'Every kind of block',
  blocks: [
    { kind: 'text', text: text`A ${strong('strong')}, an ${emphasis('emphatic')} and a ${code('typed')} word.` },
    { kind: 'heading', text: 'Facts' },
    {
      kind: 'fields',
      fields: [
        { label: text`Duration`, value: text`6-8 weeks` },
        { label: text`Level`, value: text`Beginner` },
      ],
    },
    { kind: 'heading', text: 'Items' },
    {
      kind: 'list',
      items: [text`Django`, text`A project whose title is so long that it has to go on in a second line`],
    },
    {
      kind: 'entries',
      entries: [
        { title: text`${strong('Course')}`, summary: text`What it is about.`, note: text`4 weeks` },
        { title: text`Another`, summary: text`More.` },
      ],
    },
    {
      kind: 'table',
      columns: [{ title: '#', align: 'right' }, { title: 'Name' }, { title: 'Points', align: 'right' }],
      rows: [
        [text`1`, text`Ana`, text`1,200`],
        [text`10`, text`日本語の名前`, text`95`],
        [text`11`, text`👩‍👩‍👧 family`, text`7`],
      ],
    },
    { kind: 'meter', label: 'Progress', share: 0.59, caption: text`59 %, 2,124 of 3,600 points` },
    {
      kind: 'buttons',
      buttons: [
        { label: 'Previous', action: { command: 'a' } },
        { label: 'Next', action: { command: 'b' } },
      ],
    },
  ],
}

test('each kind of block has its look', () => {
  expect(render(everyKind)).toMatchInlineSnapshot(`
    "Every kind of block
    ───────────────────
    A strong, an emphatic and a typed word.

    Facts
    Duration  6-8 weeks
    Level     Beginner

    Items
      • Django
      • A project whose title is so long that it has to go on in
        a second line

      Course
        What it is about.
        4 weeks

      Another
        More.

     #  Name          Points
    ──  ────────────  ──────
     1  Ana            1,200
    10  日本語の名前      95
    11  👩‍👩‍👧 family          7

    Progress  █████░░░░░  59 %, 2,124 of 3,600 points

    [1] Previous   [2] Next"
  `)
})

test('at 40 columns the same still reads well', () => {
  expect(render(everyKind, 40)).toMatchInlineSnapshot(`
    "Every kind of block
    ───────────────────
    A strong, an emphatic and a typed word.

    Facts
    Duration  6-8 weeks
    Level     Beginner

    Items
      • Django
      • A project whose title is so long
        that it has to go on in a second
        line

      Course
        What it is about.
        4 weeks

      Another
        More.

     #  Name          Points
    ──  ────────────  ──────
     1  Ana            1,200
    10  日本語の名前      95
    11  👩‍👩‍👧 family          7

    Progress  █████░░░░░  59 %, 2,124 of
    3,600 points

    [1] Previous   [2] Next"
  `)
})

test('a problem looks like one', () => {
  expect(
    render({ title: 'That does not fit', tone: 'problem', blocks: [{ kind: 'text', text: text`Try again.` }] }),
  ).toMatchInlineSnapshot(`
    "✗ That does not fit
    Try again."
  `)
})

test('colours add nothing but colours', () => {
  const coloured = render(everyKind, 60, true)
  expect(coloured).not.toBe(render(everyKind))
  expect(stripVTControlCharacters(coloured)).toBe(render(everyKind))
})

test.each([
  [0, '░░░░░░░░░░'],
  [0.04, '░░░░░░░░░░'],
  [0.999, '█████████░'],
  [1, '██████████'],
  [7, '██████████'],
  [-1, '░░░░░░░░░░'],
])('a meter of %d is full only when everything is done', (share, bar) => {
  expect(render({ title: 'x', blocks: [{ kind: 'meter', label: '', share, caption: text`` }] })).toContain(bar)
})

describe('whatever is to be said', () => {
  test('no line is wider than the screen, and nothing of it reaches the terminal as a command', () => {
    fc.assert(
      fc.property(anyReply(), fc.integer({ min: 40, max: 100 }), (reply, width) => {
        for (const line of renderReply(reply, { width, paint: createPaint(false) })) {
          expect(widthOf(line)).toBeLessThanOrEqual(width)
          expect(line).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u)
          expect(line.isWellFormed()).toBe(true)
        }
      }),
      { numRuns: 300 },
    )
  })
})
