import { expect, test } from 'vitest'
import { typedLine } from '../../../src/adapters/slack/inbound/typed-line.ts'

const account = (user: string) => `slack:T1-${user}`

test.each([
  ['progress <@U0123456789|ana>', 'progress @slack:T1-U0123456789'],
  ['progress <@U1|” sure:“yes>', 'progress @slack:T1-U1'],
  ['progress <@U0123456789>', 'progress @slack:T1-U0123456789'],
  ['group settings channel:<#C0123456789|general>', 'group settings channel:C0123456789'],
  ['done blog link:<https://example.com/a?b=1&amp;c=2|example.com/a>', 'done blog link:https://example.com/a?b=1&c=2'],
  ['done blog link:<https://example.com>', 'done blog link:https://example.com'],
  ['search <mailto:ana@example.com|ana@example.com>', 'search ana@example.com'],
  ['search <!channel> <!subteam^S123|@team>', 'search @channel @team'],
  ['search a &lt;b&gt; &amp; c', 'search a <b> & c'],
  ['search &amp;lt;', 'search &lt;'],
  ['', ''],
])('%j is read as %j', (typed, line) => {
  expect(typedLine(typed, account)).toBe(line)
})
