import { describe, expect, test } from 'vitest'
import { parseLine } from '../../src/bot/parse.ts'
import { commands } from '../../src/commands/index.ts'

describe('what an option or a command was called before is still understood', () => {
  test.each([
    ['group nudge', 'group post', {}],
    ['group nudge now:yes sure:yes', 'group post', { now: true, confirm: true }],
    ['group settings nudges:off', 'group settings', { posts: false }],
    ['settings nudges:on', 'settings', { reminders: true }],
    ['leave sure:yes', 'leave', { confirm: true }],
  ])('%s', (line, name, input) => {
    const { command, ...rest } = parseLine(line, commands)
    expect([command.name, rest.input]).toEqual([name, input])
  })

  test('and said twice, once with each name, it is said twice', () => {
    expect(() => parseLine('settings reminders:on nudges:off', commands)).toThrow('reminders')
  })
})
