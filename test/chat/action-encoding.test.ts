import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Action } from '../../src/chat/action.ts'
import { decodeAction, encodeAction } from '../../src/chat/action-encoding.ts'
import { anyAction } from '../support/arbitrary-reply.ts'

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  // Mostly signs with a meaning, halves of surrogate pairs, and ends of lines.
  fc.string({ unit: fc.constantFrom(...'\\;,@=#+*-|"a1 \n\r\u2028\0', '\ud800', '\udc00', '🎉') }),
)

test('every action is read back as exactly itself', () => {
  fc.assert(
    fc.property(anyAction(anyText), (action) => {
      expect(decodeAction(encodeAction(action))).toEqual(action)
    }),
    { numRuns: 5000 },
  )
})

test('no two actions are written alike', () => {
  fc.assert(
    fc.property(anyText, (encoded) => {
      const action = decodeAction(encoded)
      if (action) expect(decodeAction(encodeAction(action))).toEqual(action)
    }),
    { numRuns: 5000 },
  )
})

describe('an action is short enough for a button of Discord', () => {
  const group = '01234567-89ab-cdef-0123-456789abcdef'
  const input = { member: '#01234567', keepout: true, confirm: '~abcdefgh' }
  test.each<[Action, string]>([
    [{ command: 'week' }, 'week'],
    [{ command: 'done', input: { item: 'django', part: 2 } }, 'done;item=django;part#2'],
    [{ command: 'undo', input: { item: ['flask#1', 'django#2'] } }, 'undo;item*flask#1,django#2,'],
    [{ command: 'settings', input: { reminders: false } }, 'settings;reminders-'],
    [{ command: 'group remove', input, group }, `group remove@${group};member=#01234567;keepout+;confirm=~abcdefgh`],
  ])('%j', (action, encoded) => {
    expect(encodeAction(action)).toBe(encoded)
    expect(encoded.length).toBeLessThanOrEqual(95)
  })
})

test.each([
  '',
  ';',
  ';item=a',
  'done;',
  'done;item',
  'done;part#two',
  'done;part#',
  'done;all+1',
  'done;item*a',
  'a\\',
])('%j is no action', (encoded) => {
  expect(decodeAction(encoded)).toBe(undefined)
})
