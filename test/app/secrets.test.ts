import { expect, test } from 'vitest'
import { secretsRemover } from '../../src/app/secrets.ts'

test.each([
  [{ DISCORD_TOKEN: 'MTIz.abc.def' }, 'a warning about MTIz.abc.def', 'a warning about [secret]'],
  [{ SLACK_SIGNING_SECRET: 'say "it"!' }, '{"msg":"say \\"it\\"!"}', '{"msg":"[secret]"}'],
  [{ DATABASE_URL: 'postgresql://bot:pass%20word@host/db' }, 'pass word, pass%20word', '[secret], [secret]'],
  [{}, 'ticket=12-ab and xoxb-1-2', '[secret] and [secret]'],
  [{ DISCORD_PUBLIC_KEY: 'abcdefgh', PORT: 3000 }, 'abcdefgh 3000', 'abcdefgh 3000'],
])('with %j, no line keeps a secret', (variables, line, expected) => {
  expect(secretsRemover(variables)(line)).toBe(expected)
})
