import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { personName } from '../../src/core/person-name.ts'

const graphemesOf = (text: string) => [...new Intl.Segmenter('en').segment(text)].length

const wild = [
  ...['\u200b', '\u200d', '\u202e', '\u2066', '\u3164', '\u115f', '\ufe0f', '\u034f', '\u2800', '\u00a0', '\n', '\0'],
  ...[
    '\u0301',
    '\u0489',
    '\u{e0061}',
    '\ud800',
    'a',
    'member',
    'A',
    'е',
    'rn',
    '👩‍💻',
    '❤️',
    '️',
    '한',
    'ᄒ',
    'ᅡ',
    '\u0600',
    ' ',
  ],
]
const anyName = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 100 }),
  fc.array(fc.constantFrom(...wild), { maxLength: 120 }).map((parts) => parts.join('')),
)

describe('a name that a platform sends', () => {
  test('is never blank, never hides anything, and is of bounded size', () => {
    fc.assert(
      fc.property(anyName, (given) => {
        const name = personName(given)
        expect(name).toMatch(/[\p{L}\p{N}\p{P}\p{S}]/u)
        expect(name).toBe(name.trim())
        expect(name).not.toMatch(
          /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2060-\u2069\u200b\u115f\u1160\u3164\uffa0\u2800]/u,
        )
        // What is left of these holds an emoji together.
        expect(name.replace(/\p{Extended_Pictographic}\p{Emoji_Modifier}?[\u200d\ufe0f]*/gu, '')).not.toMatch(
          /\p{Default_Ignorable_Code_Point}/u,
        )
        expect(name).not.toMatch(/^\p{M}|\p{M}{4}/u)
        expect(graphemesOf(name)).toBeLessThanOrEqual(64)
        expect(name.length).toBeLessThanOrEqual(200)
      }),
      { numRuns: 3000 },
    )
  })

  test('is cleaned once and for all', () => {
    fc.assert(
      fc.property(anyName, (given) => {
        const name = personName(given)
        expect(personName(name)).toBe(name)
      }),
      { numRuns: 3000 },
    )
  })

  test.each([
    'Ana',
    'Zoë',
    'Dr. "Zoë" confirm:yes',
    '日本語',
    '👩‍💻 Dev',
    '❤️',
    'नमस्ते',
    'Nguyễn Thị',
    'A',
    'Mr. Member',
    'a members',
    '#1',
    'O’Neil',
  ])('stays as it is where it is one: %s', (name) => {
    expect(personName(name)).toBe(name.normalize('NFC'))
  })

  test.each([
    ...[
      'a member',
      'A Member',
      ' a  member ',
      'á mémber',
      'Ａ ｍｅｍｂｅｒ',
      'а mеmbеr',
      'a rnember',
      'a m\u200bember',
    ],
    ...['a\u00a0member', '@ m3mb3r', 'A MEMBER.', '“a member”', 'amember', '𝐚 𝐦𝐞𝐦𝐛𝐞𝐫'],
  ])('is not that of whoever wants no name: %j', (name) => {
    expect(personName(name)).toBe('someone')
  })

  test.each(['', '   ', '\u3164', '\u2800\u200b', '\u202e', '\u0301\u0301', '\0', '\ufe0f'])(
    'that shows nothing, %j, is “someone”',
    (name) => {
      expect(personName(name)).toBe('someone')
    },
  )

  test.each([
    ['Ana\u202e\u2066neB', 'AnaneB'],
    ['A\u200bn\u3164a', 'Ana'],
    ['Ana\n\tLopez', 'Ana Lopez'],
    [`Z${'\u0335'.repeat(50)}o`, `Z${'\u0335'.repeat(3)}o`],
    ['\u0301Ana', 'Ana'],
    ['👩‍👩‍👧'.repeat(70), '👩‍👩‍👧'.repeat(24).concat('…')],
    ['x'.repeat(65), `${'x'.repeat(63)}…`],
  ])('%j is shown as %j', (given, shown) => {
    expect(personName(given)).toBe(shown)
  })
})
