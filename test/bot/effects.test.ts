import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Command } from '../../src/bot/command.ts'
import { defineCommand } from '../../src/bot/define-command.ts'
import { text } from '../../src/chat/text.ts'
import { UserError } from '../../src/chat/user-error.ts'
import { commands as allCommands } from '../../src/commands/index.ts'
import { createTestBot } from '../support/bot.ts'

const who = {
  actor: { id: 'test:ana', name: 'Ana', mayManage: false },
  where: { platform: 'test', workspace: 'w', channel: 'c' },
}
const declared = { summary: 'Something', answers: 'caller' } as const
const confirm = z.boolean().optional().describe('Do it')
const answer = { title: 'done', blocks: [] }

const handle = (command: Command, line: string) => {
  const { bot, log } = createTestBot({ commands: [command, ...allCommands] })
  return { outcome: bot.handle({ id: 'r', source: 'command', ...who, ask: { line } }), log }
}

test('a command that reads has nothing to change anything with', async () => {
  const reading = defineCommand({
    ...declared,
    name: 'reading',
    example: {},
    effect: 'reads',
    options: z.strictObject({}),
    run: async (_, context) => {
      // @ts-expect-error: it is not offered, and where it is taken all the same, it refuses.
      await context.transaction(async () => undefined)
      return answer
    },
  })
  const { outcome, log } = handle(reading, 'reading')
  expect((await outcome).answer.title).toBe('Something went wrong on my side')
  expect(log.entries).toHaveLength(1)
})

describe('a command that asks first', () => {
  const asking = defineCommand({
    ...declared,
    name: 'asking',
    example: {},
    effect: 'writes',
    asksFirst: true,
    options: z.strictObject({ confirm }),
    run: async (_, context) => {
      await context.transaction((within) => within.upsertLearner(who.actor, who.where))
      return answer
    },
  })

  test.each([
    ['asking', 'Something went wrong on my side'],
    ['asking confirm:no', 'Something went wrong on my side'],
    ['asking confirm:yes', 'done'],
  ])('changes nothing before somebody is sure: %s', async (line, title) => {
    expect((await handle(asking, line).outcome).answer.title).toBe(title)
  })
})

test('every command that asks first can be told to go on', () => {
  const asking = allCommands.filter(({ asksFirst }) => asksFirst)
  expect(asking.map(({ name, options }) => [name, options.find((option) => option.name === 'confirm')?.kind])).toEqual(
    asking.map(({ name }) => [name, 'flag']),
  )
})

test('a button of an error that would change something never gets out, and is a bug', async () => {
  const failing = defineCommand({
    ...declared,
    name: 'failing',
    example: {},
    effect: 'writes',
    options: z.strictObject({ item: z.string().optional().describe('Anything'), when: z.string().optional() }),
    positional: 'item',
    run: (_, context) => {
      throw new UserError('That does not fit', {
        next: [text`Try something else.`],
        buttons: [
          { label: 'Look', action: { command: 'help', input: { command: 'failing' } } },
          { label: 'What was typed, put right', action: context.action({ item: 'b' }) },
          { label: 'Something else', action: context.action({ item: 'b', when: 'today' }) },
          { label: 'Another command', action: { command: 'settings', input: { visibility: 'hidden' } } },
          { label: 'One that takes away', action: { command: 'undo' } },
        ],
        choices: { prompt: 'Choose', choices: [{ label: 'Join', action: { command: 'join' } }] },
      })
    },
  })
  const { outcome, log } = handle(failing, 'failing a')
  const { answer } = await outcome
  const labels = answer.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))
  expect(labels.map(({ label }) => label)).toEqual(['Look', 'What was typed, put right'])
  expect(answer.blocks.some(({ kind }) => kind === 'choices')).toBe(false)
  expect(log.entries.map(({ details }) => ('command' in details ? details.command : ''))).toEqual([
    'join',
    'failing',
    'settings',
    'undo',
  ])
})
