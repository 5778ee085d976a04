import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Action, requestFor } from '../../src/chat/action.ts'
import type { Reply } from '../../src/chat/reply.ts'
import { commands } from '../../src/commands/index.ts'
import { createTestBot } from '../support/bot.ts'

const words = [
  ...commands.flatMap(({ name, options }) => [name, ...options.map((option) => `${option.name}:`)]),
  ...[
    '3',
    '-1',
    '1e3',
    '"',
    '“',
    '”',
    '\\',
    ':',
    '@ana',
    '/roadmap',
    '__proto__:',
    'constructor',
    'toString:x',
    'fast api',
    '🎉',
    '\u202e',
    '\u0000',
    'a'.repeat(300),
  ],
]

const anyLine = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc
    .array(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 8 })), { maxLength: 8 })
    .map((parts) => parts.join(' ')),
  fc
    .tuple(fc.constantFrom(...commands.map(({ name }) => name)), fc.string({ unit: 'grapheme', maxLength: 60 }))
    .map((parts) => parts.join(' ')),
)

const who = {
  actor: { id: 'test:ana', name: 'Ana', mayManage: false },
  where: { platform: 'test', workspace: 'w', channel: 'c' },
}

test('any line has an answer, and none is a bug', async () => {
  const { bot, log } = createTestBot()
  await fc.assert(
    fc.asyncProperty(anyLine, async (line) => {
      const { answer, visibleTo } = await bot.handle({ id: '1', source: 'command', ...who, ask: { line } })
      expect(answer.title).not.toBe('')
      if (answer.tone === 'problem') expect(visibleTo).toBe('caller')
    }),
    { numRuns: 2000 },
  )
  expect(log.entries).toEqual([])
})

test('any input from a platform with typed options has an answer, and none is a bug', async () => {
  const { bot, log } = createTestBot()
  const anyInput = fc.dictionary(
    fc.constantFrom('number', 'roadmap', 'text', 'command', 'other', '__proto__'),
    fc.anything(),
  )
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...commands.map(({ name }) => name), 'nope'), anyInput, async (name, input) => {
      const { answer } = await bot.handle({ id: '1', source: 'command', ...who, ask: { name, input } })
      expect(answer.title).not.toBe('')
    }),
    { numRuns: 1000 },
  )
  expect(log.entries).toEqual([])
})

test('every button of every answer about content leads to an answer that is no problem', async () => {
  const { bot } = createTestBot()
  const seen = new Set<string>()
  const pressAll = async ({ blocks }: Reply, from: string): Promise<void> => {
    for (const block of blocks)
      if (block.kind === 'buttons') for (const { action } of block.buttons) await press(action, from)
  }
  const press = async (action: Action, from: string): Promise<void> => {
    const pressed = JSON.stringify(action)
    if (seen.has(pressed)) return
    seen.add(pressed)
    const { answer } = await bot.handle({ id: '1', source: 'component', ...who, ask: requestFor(action) })
    expect(answer.tone, `${pressed}, a button of ${from}: ${answer.title}`).toBeUndefined()
    await pressAll(answer, pressed)
  }
  for (const command of ['overview', 'career', 'list']) await press({ command }, 'help')
  await press({ command: 'stage', input: { number: 3 } }, 'help')
  await press({ command: 'search', input: { text: 'fastapi' } }, 'help')
  await press({ command: 'help', input: { command: 'stage' } }, 'help')
  const { answer } = await bot.handle({ id: '1', source: 'command', ...who, ask: { line: 'stage 99' } })
  await pressAll(answer, 'stage 99')
  expect(seen.size).toBeGreaterThan(10)
})
