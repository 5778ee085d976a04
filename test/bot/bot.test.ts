import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { defineCommand } from '../../src/bot/define-command.ts'
import { createTestBot } from '../support/bot.ts'
import { openStore } from '../support/database.ts'

const who = {
  actor: { id: 'test:ana', name: 'Ana', mayManage: false },
  where: { platform: 'test', workspace: 'w', channel: 'c' },
}

const broken = defineCommand({
  name: 'broken',
  summary: 'Has a bug',
  options: z.strictObject({ text: z.string().optional().describe('Anything') }),
  positional: 'text',
  example: {},
  answers: 'channel',
  effect: 'reads',
  run: () => {
    throw new TypeError('undefined is not a roadmap')
  },
  suggest: {
    text: () => {
      throw new TypeError('nor a suggestion')
    },
  },
})

describe('a bug in a command', () => {
  test('is apologised for, privately, and can be found in the log by its id', async () => {
    const { bot, log } = createTestBot({ commands: [broken] })
    const { answer, visibleTo } = await bot.handle({ id: 'r-1', source: 'command', ...who, ask: { line: 'broken' } })
    expect(visibleTo).toBe('caller')
    expect(answer.title).toBe('Something went wrong on my side')
    expect(JSON.stringify(answer)).toContain('bug-1')
    expect(JSON.stringify(answer)).not.toContain('undefined is not')
    expect(log.entries).toMatchObject([
      {
        level: 'error',
        details: {
          bug: 'bug-1',
          err: { message: 'undefined is not a roadmap' },
          request: { id: 'r-1', command: 'broken' },
        },
      },
    ])
  })

  test('while somebody types costs them only the suggestions', async () => {
    const { bot, log } = createTestBot({ commands: [broken] })
    expect(await bot.suggest(broken, 'text', 'x', who)).toEqual([])
    expect(log.entries).toMatchObject([{ level: 'error', details: { command: 'broken', option: 'text' } }])
  })
})

describe('who sees an answer', () => {
  const { bot } = createTestBot()
  const visibleTo = async (source: 'command' | 'component', line: string) =>
    (await bot.handle({ id: '1', source, ...who, ask: { line } })).visibleTo

  test.each([
    ['a stage that was typed', 'command', 'stage 3', 'channel'],
    ['a stage behind a button', 'component', 'stage 3', 'caller'],
    ['a search', 'command', 'search sql', 'caller'],
    ['a mistake in a public command', 'command', 'stage 99', 'caller'],
  ] as const)('%s', async (_, source, line, audience) => {
    expect(await visibleTo(source, line)).toBe(audience)
  })
})

test('a platform with typed options gets the same answer as text', async () => {
  const { bot } = createTestBot()
  const ask = (how: { line: string } | { name: string; input: Record<string, unknown> }) =>
    bot.handle({ id: '1', source: 'command', ...who, ask: how })
  expect(await ask({ name: 'stage', input: { number: 3 } })).toEqual(await ask({ line: 'stage 3' }))
  expect((await ask({ name: 'stage', input: { number: 3, other: 1 } })).answer.title).toBe('“stage” cannot read that')
  expect((await ask({ name: 'stages', input: {} })).answer.title).toBe('There is no command “stages”')
})

test('input that cannot even be written as text is a mistake like any other, and no bug', async () => {
  const { bot, log } = createTestBot()
  const unspeakable = { toString: 7, valueOf: 8 }
  const ask = { name: 'stage', input: { number: unspeakable, roadmap: unspeakable } }
  const { answer } = await bot.handle({ id: '1', source: 'command', ...who, ask })
  expect(answer.title).toBe('For <number> I expected a whole number from 1 to 99, but got “something else”')
  expect(log.entries).toEqual([])
})

test('a database that is out of reach is no news to a command that does without it', async () => {
  const { store } = openStore('postgresql://postgres:secret@127.0.0.1:1/nothing')
  const { bot, log } = createTestBot({ store })
  const actor = { id: 'test:ana', name: 'Ana', mayManage: false }
  const where = { platform: 'test', workspace: 'w', channel: 'c' }
  const { answer } = await bot.handle({ id: 'r', source: 'command', actor, where, ask: { line: 'list' } })
  expect(answer.title).toBe('1 roadmap')
  expect(log.entries).toEqual([])
})
