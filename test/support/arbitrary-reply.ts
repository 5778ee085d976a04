import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import type { Action } from '../../src/chat/action.ts'
import type { Block, Button, Reply } from '../../src/chat/reply.ts'
import type { Span } from '../../src/chat/text.ts'

const anyString = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '日本語'.repeat(40),
    '\u001b[2J\u001b]0;owned\u0007',
    'a\r\nb\u2028c',
    '\u202eevil',
    '👩‍👩‍👧'.repeat(30),
    'x'.repeat(500),
    '\ud800',
    '@everyone <@123456789012345678> <@&1> <#1> <!channel> <!here> <@U123>',
    '[bank](https://evil.example) <https://evil|bank> &lt;!channel&gt; <t:0:R>',
    '**bold** __u__ ~~s~~ ||spoiler|| `code` ```block``` # h - l > q 1. n',
  ),
)
const anySpan: fc.Arbitrary<Span> = fc.oneof(
  fc.record({
    kind: fc.constantFrom<'plain' | 'strong' | 'emphasis' | 'code'>('plain', 'strong', 'emphasis', 'code'),
    text: anyString,
  }),
  fc.record({
    kind: fc.constant('moment' as const),
    text: anyString,
    at: fc.constant(Temporal.Instant.from('2026-11-23T09:00:00Z')),
  }),
  fc.record({
    kind: fc.constant('channel' as const),
    text: anyString,
    id: fc.constantFrom('123456789012345678', 'x y', ''),
  }),
)
/** Any action, with such strings in it. */
export const anyAction = (string: fc.Arbitrary<string>): fc.Arbitrary<Action> =>
  fc.record(
    {
      command: string.filter((command) => command !== ''),
      input: fc.dictionary(
        string.filter((name) => name !== '__proto__'),
        fc.oneof(
          string,
          fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Object.is(number, -0)),
          fc.boolean(),
          fc.array(string, { maxLength: 4 }),
        ),
        { minKeys: 1, maxKeys: 3 },
      ),
      group: string,
    },
    { requiredKeys: ['command'] },
  )
const anyText = fc.array(anySpan, { maxLength: 4 })
const anyButton: fc.Arbitrary<Button> = fc.record(
  { label: anyString, action: anyAction(anyString), role: fc.constantFrom('page', 'main', 'danger') },
  { requiredKeys: ['label', 'action'] },
)
const anyBlock: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('heading' as const), text: anyString }),
  fc.record({ kind: fc.constant('text' as const), text: anyText }),
  fc.record({
    kind: fc.constant('fields' as const),
    fields: fc.array(fc.record({ label: anyText, value: anyText }), { maxLength: 4 }),
  }),
  fc.record({ kind: fc.constant('list' as const), items: fc.array(anyText, { maxLength: 5 }) }),
  fc.record({
    kind: fc.constant('entries' as const),
    entries: fc.array(fc.record({ title: anyText, summary: anyText, note: anyText }), { maxLength: 3 }),
  }),
  fc.integer({ min: 1, max: 6 }).chain((columns) =>
    fc.record({
      kind: fc.constant('table' as const),
      columns: fc.array(fc.record({ title: anyString }), { minLength: columns, maxLength: columns }),
      rows: fc.array(fc.array(anyText, { minLength: columns, maxLength: columns }), { maxLength: 4 }),
    }),
  ),
  fc.record({
    kind: fc.constant('meter' as const),
    label: anyString,
    share: fc.double({ noNaN: true }),
    caption: anyText,
  }),
  fc.record({
    kind: fc.constant('buttons' as const),
    buttons: fc.array(anyButton, { maxLength: 12 }),
  }),
  fc.record({
    kind: fc.constant('choices' as const),
    prompt: anyString,
    choices: fc.array(
      fc
        .record({ button: anyButton, more: fc.constantFrom({}, { description: '' }), description: anyString })
        .map(({ button, more, description }) => ({ ...button, description, ...more })),
      { maxLength: 40 },
    ),
  }),
)
/** Any reply: long, hostile, in any script. */
export const anyReply = (maxBlocks = 5): fc.Arbitrary<Reply> =>
  fc.record({ title: anyString, blocks: fc.array(anyBlock, { maxLength: maxBlocks }) })
