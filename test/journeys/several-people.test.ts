import { expect, test } from 'vitest'
import { say } from '../support/terminal.ts'

test('with one person in the terminal, nobody has to be told who sees an answer', async () => {
  expect(await say(['/roadmap list', '@sam /roadmap list'])).not.toContain('sees this')
})

test('once a second person has spoken, private answers say for whom they are', async () => {
  const answers = await say([
    '/roadmap list',
    '@ana /roadmap list',
    '@ana /roadmap career',
    '@Ana 1',
    '/roadmap stage nine',
  ])
  expect(answers.match(/^(\d roadmap|Career.*|Backend Developer|✗.*|Only.*)$/gm)).toMatchInlineSnapshot(`
    [
      "1 roadmap",
      "1 roadmap",
      "Only ana sees this.",
      "Career Outlook: Backend Developer",
      "Backend Developer",
      "Career Roadmap",
      "Only Ana sees this.",
      "✗ For <number> I expected a whole number, 1 or more, but got “nine”",
      "Only sam sees this.",
    ]
  `)
})

test.each(['@', '@-x hi', '@a\u202eb /roadmap list', `@${'a'.repeat(33)} /roadmap list`])(
  '%j begins with no name to speak as',
  async (line) => {
    expect(await say(line)).toMatch(/^✗ “@.*” is not a name to speak as\nA name has up to 32 letters, digits/)
  },
)

test.each(['@ana', '@ana '])('%j says nothing yet', async (line) => {
  expect(await say(line)).toBe('✗ What does ana say?\nPut it after the name: @ana /roadmap stage 3')
})

test('a name in any script is a name', async () => {
  expect(await say(['/roadmap list', '@Łukasz-é.日本 /roadmap help nothing'])).toContain(
    'Only Łukasz-é.日本 sees this.',
  )
})
