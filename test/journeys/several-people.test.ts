import { expect, test } from 'vitest'
import { say } from '../support/terminal.ts'

test('with one person in the terminal, nobody has to be told who sees an answer', async () => {
  expect(await say(['/roadmap list', '@sam /roadmap list'])).not.toContain('Seen only')
})

test('once a second person has spoken, private answers say for whom they are', async () => {
  const answers = await say([
    '/roadmap list',
    '@ana /roadmap list',
    '@ana /roadmap career',
    '@Ana 1',
    '/roadmap stage nine',
  ])
  expect(answers.match(/^(\d roadmap|Career.*|Backend Developer|✗.*|Seen.*)$/gm)).toMatchInlineSnapshot(`
    [
      "1 roadmap",
      "1 roadmap",
      "Seen only by ana.",
      "Career Outlook: Backend Developer",
      "Backend Developer",
      "Career Roadmap",
      "Seen only by Ana.",
      "✗ For <number> I expected a whole number from 1 to 99, but got “nine”",
      "Seen only by sam.",
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
  expect(await say(line)).toBe('✗ What does ana say?\nPut it after the name, as in @ana /roadmap stage 3.')
})

test('a name in any script is a name', async () => {
  expect(await say(['/roadmap list', '@Łukasz-é.日本 /roadmap help nothing'])).toContain('Seen only by Łukasz-é.日本.')
})

test('a number presses what that person saw last, not a button of somebody else’s private answer', async () => {
  const answers = ['/roadmap stage 1', '@ana /roadmap career', '@sam /roadmap search docker', '@ana 1', '@sam 1']
  const printed = await say(answers)
  expect(printed.match(/^.*(?=\n─)/gm)).toEqual([
    'Stage 1 of 6: Programming Foundations',
    'Career Outlook: Backend Developer',
    '1 match for “docker”',
    'Backend Developer',
    '#  Stage                             Weeks',
    'Stage 5 of 6: Deployment & DevOps',
  ])
})

test('one person cannot close the chat for the others', async () => {
  expect(await say(['@ana exit', '/roadmap list'])).toContain('1 roadmap')
})

test('after exit nothing more is answered', async () => {
  expect(await say(['/roadmap list', 'exit', '/roadmap career'])).not.toContain('Career Outlook')
})
