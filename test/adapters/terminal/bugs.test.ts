import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { defineCommand } from '../../../src/bot/define-command.ts'
import type { Reply } from '../../../src/chat/reply.ts'
import { commands } from '../../../src/commands/index.ts'
import { sendBy } from '../../support/send-by.ts'
import { openTerminal } from '../../support/terminal.ts'

/** A card that no renderer can draw: a bug of whoever made it. */
const broken: Reply = { title: 'Broken', blocks: [{ kind: 'text', text: undefined as never }] }

const withBug = defineCommand({
  name: 'broken',
  summary: 'A command with a bug',
  options: z.strictObject({}),
  example: {},
  answers: 'caller',
  effect: 'reads',
  run: () => broken,
})

const open = (interactive: boolean) => openTerminal({ interactive, commands: [...commands, withBug] })

const where = { platform: 'terminal', workspace: 'terminal', channel: 'terminal' }

describe.each([
  ['in a pipe', false, '\n'],
  ['with a person at it', true, '\r'],
])('%s', (_, interactive, enter) => {
  test('a card that cannot be drawn is apologized for, with the id that the log has, and the next line works', async () => {
    const chat = await open(interactive)
    await chat.type(`broken${enter}list${enter}`)
    const [bug] = chat.log.entries
    expect(bug).toMatchObject({ level: 'error', details: { err: expect.any(TypeError), line: 'broken' } })
    const { bug: id } = { bug: '', ...bug?.details }
    expect(chat.printed()).toContain('Something went wrong on my side')
    expect(id).toMatch(/./)
    expect(chat.printed()).toContain(`the log has it under ${id}`)
    expect(chat.printed().split('1 roadmap')).toHaveLength(2)
    await chat.close()
  })

  test('an output that fails once loses one answer, which is apologized for, and the next line works', async () => {
    const chat = await open(interactive)
    chat.failWriteOf('Career Outlook')
    await chat.type(`career${enter}list${enter}`)
    expect(chat.log.entries).toMatchObject([{ level: 'error', details: { err: { message: 'the output fails' } } }])
    expect(chat.printed()).toContain('Something went wrong on my side')
    expect(chat.printed()).toContain('1 roadmap')
    await chat.close()
  })

  test('a post that cannot be drawn has failed, one whose output fails may have arrived, and the next line works', async () => {
    const chat = await open(interactive)
    expect(await sendBy(chat.terminal, where, broken, 'key 1')).toEqual({ failed: expect.any(String) })
    chat.failWriteOf('A post')
    expect(await sendBy(chat.terminal, where, { title: 'A post', blocks: [] }, 'key 2')).toEqual({
      unconfirmed: expect.any(String),
    })
    await chat.type(`list${enter}`)
    expect(chat.printed()).toContain('1 roadmap')
    expect(chat.log.entries.map(({ level }) => level)).toEqual(['error', 'error'])
    await chat.close()
  })
})

test('a completion that fails completes nothing, and ends nothing', async () => {
  const chat = await open(true)
  const unhandled: unknown[] = []
  const onUnhandled = (error: unknown) => unhandled.push(error)
  process.on('unhandledRejection', onUnhandled)
  Object.defineProperty(chat.bot, 'commands', {
    configurable: true,
    get: () => {
      throw new Error('a bug in the commands')
    },
  })
  await chat.type('li\t')
  Object.defineProperty(chat.bot, 'commands', { value: commands })
  await chat.type('st\r')
  process.off('unhandledRejection', onUnhandled)
  expect(unhandled).toEqual([])
  expect(chat.log.entries).toMatchObject([{ level: 'error', details: { err: { message: 'a bug in the commands' } } }])
  expect(chat.printed()).toContain('1 roadmap')
  await chat.close()
})
