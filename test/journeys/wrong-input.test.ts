import { describe, expect, test } from 'vitest'
import { say } from '../support/terminal.ts'

describe('a wrong stage is answered with what was expected, how it is written and a line that works', () => {
  test.each([
    ['0', '✗ For <number> I expected a whole number from 1 to 99, but got “0”'],
    ['-1', '✗ For <number> I expected a whole number from 1 to 99, but got “-1”'],
    ['3.5', '✗ For <number> I expected a whole number from 1 to 99, but got “3.5”'],
    ['three', '✗ For <number> I expected a whole number from 1 to 99, but got “three”'],
    ['', '✗ “stage” needs <number>: the number of the stage'],
    ['1e3', '✗ For <number> I expected a whole number from 1 to 99, but got “1e3”'],
    ['0x3', '✗ For <number> I expected a whole number from 1 to 99, but got “0x3”'],
    ['3 4', '✗ For <number> I expected a whole number from 1 to 99, but got “3 4”'],
    ['🎉', '✗ For <number> I expected a whole number from 1 to 99, but got “🎉”'],
    ['שלוש', '✗ For <number> I expected a whole number from 1 to 99, but got “שלוש”'],
    ['\u001b[31mred\u0007', '✗ For <number> I expected a whole number from 1 to 99, but got “␛[31mred␇”'],
    ['\u202e3', '✗ For <number> I expected a whole number from 1 to 99, but got “\ufffd3”'],
  ])('stage %j', async (typed, sentence) => {
    const [first, ...rest] = (await say(`/roadmap stage ${typed}`)).split('\n')
    expect(first).toBe(sentence)
    expect(rest.join('\n')).toMatchInlineSnapshot(`
      "Backend Developer has stages 1 to 6.

      Usage: /roadmap stage <number> [roadmap:…]

      [1] /roadmap stage 3"
    `)
  })

  test('a stage that the roadmap does not have', async () => {
    expect(await say('/roadmap stage 7')).toMatchInlineSnapshot(`
      "✗ There is no stage 7
      Backend Developer has stages 1 to 6.

      [1] Stage 6   [2] All stages"
    `)
  })

  test('10,000 characters are not thrown back', async () => {
    expect(await say(`/roadmap stage ${'9'.repeat(10_000)}`)).toMatchInlineSnapshot(`
      "✗ For <number> I expected a whole number from 1 to 99, but got
        “999999999999999999999999999999999999999999999999999999999999…”
      Backend Developer has stages 1 to 6.

      Usage: /roadmap stage <number> [roadmap:…]

      [1] /roadmap stage 3"
    `)
    expect(await say(`/roadmap search ${'🎉'.repeat(5_000)}`)).toMatchInlineSnapshot(`
      "✗ For <text> I expected text of at most 100 characters, but got
        “🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉
        🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉…”
      Usage: /roadmap search <text>

      [1] /roadmap search fastapi"
    `)
  })
})

const help = '/roadmap help lists everything I can do.'
const stageUsage = 'Usage: /roadmap stage <number> [roadmap:…]'

/** What a line is answered with, without the empty lines between. */
const answerTo = async (line: string) => (await say(line)).split('\n').filter((part) => part !== '')

describe('a line that is no command names the nearest one', () => {
  test.each([
    [
      '/roadmap stge 3',
      ['✗ There is no command “stge”', 'Did you mean /roadmap stage 3?', help, '[1] /roadmap stage 3'],
    ],
    [
      '/roadmap stagee',
      [
        '✗ There is no command “stagee”',
        'Did you mean /roadmap stage <number> [roadmap:…]?',
        help,
        '[1] /roadmap stage 3',
      ],
    ],
    [
      '/roadmap overveiw',
      ['✗ There is no command “overveiw”', 'Did you mean /roadmap overview?', help, '[1] /roadmap overview'],
    ],
    [
      '/roadmap sreach api',
      ['✗ There is no command “sreach”', 'Did you mean /roadmap search api?', help, '[1] /roadmap search api'],
    ],
    [
      '/roadmap stage3',
      ['✗ There is no command “stage3”', 'Did you mean /roadmap stage 3?', help, '[1] /roadmap stage 3'],
    ],
    [
      '/roadmap stage:4',
      ['✗ There is no command “stage:4”', 'Did you mean /roadmap stage 4?', help, '[1] /roadmap stage 4'],
    ],
    [
      '/roadmap group paus 2',
      [
        '✗ There is no command “group paus”',
        'There are group create, group show, group settings, group pause, group resume,',
        'group post, group log, group remove, group end.',
        help,
        '[1] Show all commands',
      ],
    ],
    [
      '/roadmap privacy',
      [
        '✗ “privacy” needs one word more',
        'There are privacy export, privacy delete.',
        '[1] /roadmap help privacy export   [2] /roadmap help privacy delete',
      ],
    ],
    ['/roadmap make me a sandwich', ['✗ There is no command “make”', help, '[1] Show all commands']],
    [
      '/roadmap help stge',
      ['✗ There is no command “stge”', 'Did you mean /roadmap help stage?', '[1] /roadmap help stage'],
    ],
    ['/roadmap help sandwich', ['✗ There is no command “sandwich”', help, '[1] /roadmap help']],
    ['/stage 3', ['✗ I answer to /roadmap, not to “/stage”', 'Try /roadmap stage 3']],
    ['/roadmpa stage 3', ['✗ I answer to /roadmap, not to “/roadmpa”', 'Try /roadmap stage 3']],
    ['/help', ['✗ I answer to /roadmap, not to “/help”', 'Try /roadmap help']],
    ['/roadmapstage 3', ['✗ I answer to /roadmap, not to “/roadmapstage”', 'Try /roadmap stage 3']],
    ['/3', ['✗ I answer to /roadmap, not to “/3”', 'Try /roadmap help']],
    ['/', ['✗ I answer to /roadmap, not to “/”', 'Try /roadmap help']],
  ])('%s', async (line, answer) => {
    expect(await answerTo(line)).toEqual(answer)
  })
})

describe('a wrong option says what the command takes', () => {
  test.each([
    [
      'stage 3 roadmp:x',
      ['✗ “stage” has no option “roadmp:”', 'Did you mean roadmap:?', stageUsage, '[1] /roadmap stage 3'],
    ],
    [
      'stage 3 colour:red',
      ['✗ “stage” has no option “colour:”', 'It takes <number> and roadmap:.', stageUsage, '[1] /roadmap stage 3'],
    ],
    [
      'stage 3 roadmap:',
      ['✗ “roadmap:” has no value', 'Write it right after the colon.', stageUsage, '[1] /roadmap stage 3'],
    ],
    [
      'stage 3 roadmap:a roadmap:b',
      ['✗ “roadmap:” is given twice', 'Write it once.', stageUsage, '[1] /roadmap stage 3'],
    ],
    ['stage 3 number:4', ['✗ “number:” is given twice', 'Write it once.', stageUsage, '[1] /roadmap stage 3']],
    [
      'stage 3 roadmap:front',
      ['✗ I know no roadmap “front”', '/roadmap list shows the roadmaps that I know.', '[1] Show all roadmaps'],
    ],
    [
      'overview bakend-developer',
      [
        '✗ I know no roadmap “bakend-developer”',
        'Did you mean Backend Developer? /roadmap list shows all.',
        '[1] Backend Developer',
      ],
    ],
    [
      'list all:yes',
      ['✗ “list” has no option “all:”', 'It takes no options.', 'Usage: /roadmap list', '[1] /roadmap list'],
    ],
    [
      'list everything',
      ['✗ “list” takes nothing more, but got “everything”', 'Usage: /roadmap list', '[1] /roadmap list'],
    ],
    [
      'search',
      [
        '✗ “search” needs <text>: what to look for; a typing error is forgiven',
        'Usage: /roadmap search <text>',
        '[1] /roadmap search fastapi',
      ],
    ],
  ])('/roadmap %s', async (line, answer) => {
    expect(await answerTo(`/roadmap ${line}`)).toEqual(answer)
  })

  test.each(['stage 3 roadmap:"Backend Dev', 'search "fast api', 'search “fast'])(
    '/roadmap %s leaves a quotation mark open',
    async (line) => {
      expect((await answerTo(`/roadmap ${line}`)).slice(0, 3)).toEqual([
        '✗ A quotation mark is opened and never closed',
        'Close it with a second ", or leave it out: only a value with spaces in it needs',
        'quotes.',
      ])
    },
  )
})

test('an empty line is no mistake, and no question', async () => {
  expect(await say(['', '   ', '\t'])).toBe('')
})

test('a button that is not there', async () => {
  expect(await say('4')).toMatchInlineSnapshot(`
    "✗ There is no button 4
    You have seen no buttons yet."
  `)
  expect((await say(['/roadmap stage 3', '4'])).split('\n').slice(-2).join('\n')).toMatchInlineSnapshot(`
    "✗ There is no button 4
    There are 1 to 3."
  `)
})
