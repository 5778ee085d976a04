import fc from 'fast-check'
import { expect, test } from 'vitest'
import { truncate } from '../../src/chat/truncate.ts'

const family = '👨‍👩‍👧‍👦'

test.each([
  ['fits', 4, 'fits'],
  ['a bit too long', 8, 'a bit t…'],
  ['no space before the sign', 9, 'no space…'],
  // A family is one letter of eleven units, and an accent belongs to its letter.
  [`hi ${family}!`, 12, 'hi…'],
  ['cafe\u0301s', 5, 'caf…'],
  [`${family}${family}`, 5, '…'],
  ['long', 1, '…'],
])('%j in %i units is %j', (text, max, shown) => {
  expect(truncate(text, max)).toBe(shown)
})

test('is never longer than allowed, and never breaks a character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 20 }), (text, max) => {
      const shown = truncate(text, max)
      expect(shown.length).toBeLessThanOrEqual(max)
      expect(shown.isWellFormed()).toBe(true)
    }),
  )
})
