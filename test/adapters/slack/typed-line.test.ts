import { expect, test } from 'vitest'
import { mentionedIn, typedLine } from '../../../src/adapters/slack/typed-line.ts'

test('whoever is mentioned is called by their name, as one value', () => {
  const names = new Map([
    ['U1', 'Ana'],
    ['U2', 'Dr. Zoë sure:yes'],
  ])
  expect([...mentionedIn('<@U1|a> <@U2>')]).toEqual([
    ['U1', 'a'],
    ['U2', 'U2'],
  ])
  expect(typedLine('progress <@U1|a> <@U2|z>', names)).toBe('progress Ana "Dr. Zoë sure:yes"')
})

test.each([
  ['progress <@U0123456789|ana>', 'progress ana'],
  ['progress <@U0123456789>', 'progress U0123456789'],
  ['group settings channel:<#C0123456789|general>', 'group settings channel:C0123456789'],
  ['done blog link:<https://example.com/a?b=1&amp;c=2|example.com/a>', 'done blog link:https://example.com/a?b=1&c=2'],
  ['done blog link:<https://example.com>', 'done blog link:https://example.com'],
  ['search <mailto:ana@example.com|ana@example.com>', 'search ana@example.com'],
  ['search <!channel> <!subteam^S123|@team>', 'search @channel @team'],
  ['search a &lt;b&gt; &amp; c', 'search a <b> & c'],
  ['search &amp;lt;', 'search &lt;'],
  ['', ''],
])('%j is read as %j', (typed, line) => {
  expect(typedLine(typed)).toBe(line)
})
