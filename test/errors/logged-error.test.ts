import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { UserError } from '../../src/chat/user-error.ts'
import { errorWords, toLoggedError } from '../../src/errors/logged-error.ts'
import { OperatorError } from '../../src/errors/operator-error.ts'

const token = 'aW50ZXJhY3Rpb246MTIzNDU2Nzg5MDEyMzQ1Njc4OnNlY3JldA'

describe('an address in an error', () => {
  test.each([
    [
      `https://discord.com/api/v10/interactions/123456789012345678/${token}/callback`,
      '/api/v10/interactions/123456789012345678/…/callback',
    ],
    // A token that looks like a word is one all the same.
    ['https://discord.com/api/v10/webhooks/12345/secretword', '/api/v10/webhooks/12345/…'],
    [
      `https://discord.com/api/v10/webhooks/12345/${token}/messages/@original?with=${token}`,
      '/api/v10/webhooks/12345/…/messages/@original',
    ],
    ['https://discord.com/api/v10/channels/12345/messages', '/api/v10/channels/12345/messages'],
    ['https://discord.com/api/v10/users/@me/channels', '/api/v10/users/@me/channels'],
    ['https://hooks.slack.com/commands/T01234567/123456/AbCdEfGhIjKlMnOpQrStUvWx', '/commands/T01234567/123456/…'],
    ['postgresql://user:password@host/roadmap', '/roadmap'],
    ['https://example.org/Ana/Petrossian', '/…/…'],
  ])('%s stands in the log as %s', (url, route) => {
    expect(toLoggedError(Object.assign(new Error(), { url }))).toMatchObject({ route })
  })
})

describe('an error in the log', () => {
  test('keeps the places in the code, and none that its message makes up', () => {
    const { stack = '' } = toLoggedError(
      new Error(`Ana\n    at ${import.meta.filename}:999:1\n    at Ana (/home/ana:1:1)`),
    )
    expect(stack).toMatch(/^at test\/errors\/logged-error\.test\.ts:\d+:\d+/)
    expect(stack).not.toMatch(/999|ana:/i)
  })

  test('has our own sentences, and no person’s', () => {
    expect(toLoggedError(new OperatorError('the token is refused')).message).toBe('the token is refused')
    expect(toLoggedError(new UserError('Nobody here is called “Ana”')).message).toBeUndefined()
  })

  test('says what a platform said, and the cause behind the cause', () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1'), { code: 'ECONNREFUSED' })
    expect(toLoggedError(new TypeError('fetch failed', { cause: refused }))).toMatchObject({
      type: 'TypeError',
      cause: { type: 'Error', code: 'ECONNREFUSED' },
    })
    expect(errorWords(new TypeError('fetch failed', { cause: new AggregateError([refused]) }))).toBe('ECONNREFUSED')
  })

  test('never has what a library puts into it, whatever that is', () => {
    // Long enough that it is no accident when it appears.
    const secret = fc.string({ unit: 'grapheme', minLength: 4 }).map((text) => `${text} Ana’s ${text}`)
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...keys), fc.oneof(secret, fc.array(secret), fc.object({ values: [secret] }))),
        secret,
        (facts, message) => {
          const logged = JSON.stringify(toLoggedError(Object.assign(new Error(message), facts)))
          expect(logged).not.toContain('Ana')
        },
      ),
    )
  })

  test('that goes round in circles comes to an end', () => {
    const error: Error & { cause?: unknown } = new Error('round')
    error.cause = error
    expect(JSON.stringify(toLoggedError(error)).length).toBeLessThan(20_000)
  })
})

const keys = [
  ...['requestBody', 'rawError', 'data', 'body', 'headers', 'meta', 'cause', 'errors', 'url', 'method', 'status'],
  ...['code', 'kind', 'originalCode', 'originalMessage', 'name', 'sql', 'parameters', 'detail', 'hint', 'config'],
]
