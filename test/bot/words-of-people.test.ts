import { describe, expect, test } from 'vitest'
import { quoted } from '../../src/chat/quoted.ts'
import { joined, plainText, strong, text } from '../../src/chat/text.ts'
import { closest } from '../../src/core/closest.ts'

describe('what was probably meant', () => {
  const known = ['overview', 'stage', 'career', 'search', 'list', 'help']

  test.each([
    ['stage', 'stage'],
    ['stge', 'stage'],
    ['satge', 'stage'],
    ['OVERVEIW', 'overview'],
    ['carer', 'career'],
    ['over', 'overview'],
    ['hepl', 'help'],
    // One letter begins too many words, and two of four letters may be anything.
    ['o', undefined],
    ['lost', 'list'],
    ['most', undefined],
    ['kubernetes', undefined],
    ['', undefined],
    ['x'.repeat(10_000), undefined],
  ])('%s', (typed, meant) => {
    expect(closest(typed, known)).toBe(meant)
  })
})

test('a word that is as close to one as to another means neither', () => {
  expect(closest('undone', ['undo', 'done'])).toBeUndefined()
  expect(closest('lea', ['leaderboard', 'leave'])).toBeUndefined()
})

describe('somebody’s words in a sentence', () => {
  test.each([
    ['sql', '“sql”'],
    ['  two\n lines\t', '“two lines”'],
    ['x'.repeat(60), `“${'x'.repeat(60)}”`],
    ['x'.repeat(61), `“${'x'.repeat(60)}…”`],
    ['🎉'.repeat(61), `“${'🎉'.repeat(60)}…”`],
    ['', '“”'],
  ])('%j', (given, sentence) => {
    expect(quoted(given)).toBe(sentence)
  })
})

test('what is put into a sentence stays data', () => {
  const name = '*<@everyone>* [x](y)'
  const sentence = text`Hello ${name}, you have ${strong('3')} of ${6}: ${joined(['a', strong('b')], ', ')}.`
  expect(sentence[1]).toEqual({ kind: 'plain', text: name })
  expect(plainText(sentence)).toBe('Hello *<@everyone>* [x](y), you have 3 of 6: a, b.')
})
