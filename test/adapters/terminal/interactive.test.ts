import { describe, expect, test } from 'vitest'
import { sendBy } from '../../support/send-by.ts'
import { openTerminal } from '../../support/terminal.ts'

const keys = {
  tab: '\t',
  enter: '\r',
  up: '\u001b[A',
  down: '\u001b[B',
  ctrlC: '\u0003',
  ctrlD: '\u0004',
}

const sitDown = () => openTerminal({ interactive: true })

test('says in a few lines what this is and what to type', async () => {
  const chat = await sitDown()
  expect((await chat.screen()).join('\n')).toMatchInlineSnapshot(`
    "Study group bot
    ───────────────
    Learn along a roadmap, together. You need no account here: just type.

    /roadmap stage 3   read a stage
    /roadmap overview  the whole road
    /roadmap help      everything else

    Tab completes, a number presses a button, @ana before a line speaks as Ana,
    Ctrl-D leaves.

    ›"
  `)
})

describe('Tab completes', () => {
  test.each([
    ['/ro', '› /roadmap '],
    ['/roadmap ov', '› /roadmap overview '],
    ['/roadmap stage 3 ro', '› /roadmap stage 3 roadmap:'],
    ['/roadmap stage 3 roadmap:', '› /roadmap stage 3 roadmap:backend-developer'],
    ['/roadmap stage web', '› /roadmap stage 3'],
    ['/roadmap stage 3 roadmap:"Back', '› /roadmap stage 3 roadmap:"backend-developer"'],
    ['/roadmap overview back', '› /roadmap overview backend-developer'],
    ['/roadmap help car', '› /roadmap help career'],
    ['@ana /roadmap sea', '› @ana /roadmap search '],
    ['car', '› career '],
    ['/roadmap done databases: de', '› /roadmap done databases: de'],
    ['/roadmap done nosql', '› /roadmap done nosql-'],
    ['/roadmap settings timezone:Europe/Berl', '› /roadmap settings timezone:Europe/Berlin'],
    ['/roadmap group set', '› /roadmap group settings '],
    ['/nothing', '› /nothing'],
  ])('%s', async (typed, completed) => {
    const chat = await sitDown()
    await chat.type(typed)
    await chat.type(keys.tab)
    expect((await chat.screen()).at(-1)).toBe(completed.trimEnd())
    await chat.close()
  })

  test('a second time shows what there is', async () => {
    const chat = await sitDown()
    await chat.type(`/roadmap stage ${keys.tab}`)
    await chat.type(keys.tab)
    expect((await chat.screen()).slice(-4)).toMatchInlineSnapshot(`
      [
        "6",
        "roadmap:",
        "",
        "› /roadmap stage",
      ]
    `)
    await chat.close()
  })
})

test('up and down recall lines', async () => {
  const chat = await sitDown()
  await chat.type(`/roadmap list${keys.enter}`)
  await chat.type(`/roadmap career${keys.enter}`)
  await chat.type(keys.up)
  await chat.type(keys.up)
  expect((await chat.screen()).at(-1)).toBe('› /roadmap list')
  await chat.type(keys.down)
  expect((await chat.screen()).at(-1)).toBe('› /roadmap career')
  await chat.close()
})

describe('leaves politely', () => {
  test.each([
    ['with Ctrl-D', keys.ctrlD],
    ['with Ctrl-C', keys.ctrlC],
    ['with Ctrl-C on a half-typed line', `/roadmap st${keys.ctrlC}`],
    ['with exit', `exit${keys.enter}`],
    ['with /quit', `/quit${keys.enter}`],
  ])('%s', async (_, typed) => {
    const chat = await sitDown()
    await chat.type(typed)
    await chat.terminal.ended
    expect((await chat.screen()).at(-1)).toBe('See you.')
  })

  test('when it is stopped from outside', async () => {
    const chat = await sitDown()
    await chat.terminal.stop()
    expect((await chat.screen()).at(-1)).toBe('See you.')
  })
})

test('lines pasted together are answered one after the other', async () => {
  const chat = await sitDown()
  await chat.type('/roadmap stage 1\r/roadmap stage 2\r/roadmap stage 3\r')
  expect(chat.printed().match(/^Stage \d/gm)).toEqual(['Stage 1', 'Stage 2', 'Stage 3'])
  await chat.close()
})

test('a post that nobody asked for comes above the line that is being typed, and its buttons can be pressed', async () => {
  const chat = await sitDown()
  await chat.type('/roadmap sta')
  const posted = sendBy(
    chat.terminal,
    { platform: 'terminal', workspace: 'terminal', channel: 'terminal' },
    { title: 'A post', blocks: [{ kind: 'buttons', buttons: [{ label: 'Roadmaps', action: { command: 'list' } }] }] },
    'key',
  )
  expect(await posted).toMatchObject({ sent: expect.any(String) })
  await chat.type('')
  expect((await chat.screen()).slice(-6).join('\n')).toMatchInlineSnapshot(`
    "
    A post
    ──────
    [1] Roadmaps

    › /roadmap sta"
  `)
  await chat.type(`ge 1${keys.enter}`)
  expect((await chat.screen()).join('\n')).toContain('Stage 1 of 6')
  await chat.type(`1${keys.enter}`)
  await chat.close()
})

test('a post of another channel, and one to a person alone, say where they belong', async () => {
  const chat = await sitDown()
  const where = { platform: 'terminal', workspace: 'terminal', channel: 'two' }
  await sendBy(chat.terminal, where, { title: 'A post', blocks: [] }, 'key 1')
  await sendBy(chat.terminal, 'terminal:ana', { title: 'A letter', blocks: [] }, 'key 2')
  await chat.type('')
  expect((await chat.screen()).slice(-10).join('\n')).toMatchInlineSnapshot(`
    "In #two:
    A post
    ──────


    To ana alone:
    A letter
    ────────

    ›"
  `)
  await chat.close()
})
