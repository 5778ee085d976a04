import { PassThrough } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { createTerminal } from '../../src/adapters/terminal/terminal.ts'
import type { Command } from '../../src/bot/command.ts'
import type { Roadmap } from '../../src/core/roadmap.ts'
import { createTestBot } from './bot.ts'
import { createScreen } from './screen.ts'

type Options = {
  interactive?: boolean
  colours?: boolean
  width?: number
  roadmaps?: readonly Roadmap[]
  commands?: readonly Command[]
}

/** The real terminal on streams: what is typed goes in, what a person would see comes out. */
export const openTerminal = async ({ interactive = false, colours = false, width = 80, ...parts }: Options = {}) => {
  const input = new PassThrough()
  const output = new PassThrough()
  const screen = createScreen(width)
  let printed = ''
  output.on('data', (chunk: Buffer) => {
    printed += chunk.toString('utf8')
    screen.write(chunk)
  })
  const { bot, log } = createTestBot(parts)
  let ids = 0
  const terminal = createTerminal({
    input,
    output,
    interactive,
    colours,
    width: () => width,
    userName: 'sam',
    zone: 'Europe/Berlin',
    newId: () => `request-${++ids}`,
    log,
  })
  await terminal.start(bot)
  return {
    bot,
    log,
    terminal,
    /** Writing this fails, once. */
    failWriteOf(words: string) {
      const write = output.write.bind(output)
      output.write = (chunk: unknown) => {
        if (!String(chunk).includes(words)) return write(chunk)
        Reflect.deleteProperty(output, 'write')
        throw new Error('the output fails')
      }
    },
    /** Types keys, and lets the bot answer. */
    async type(keys: string) {
      input.write(keys)
      for (let turn = 0; turn < 20; turn++) await setImmediate()
    },
    /** Everything printed so far, as it came. */
    printed: () => printed,
    /** The screen as a person sees it, in a real terminal emulator. */
    screen: screen.lines,
    async close() {
      input.end()
      await terminal.ended
    },
  }
}

/** What a pipe of these lines prints. A bug behind any of the answers fails the test. */
export const say = async (lines: string | readonly string[], options: Options = {}): Promise<string> => {
  const chat = await openTerminal(options)
  await chat.type(`${[lines].flat().join('\n')}\n`)
  await chat.close()
  const bugs = chat.log.entries.filter(({ level }) => level === 'error')
  if (bugs.length > 0) throw new Error(`bugs: ${JSON.stringify(bugs.map(({ details }) => details))}`)
  return chat.printed().trimEnd()
}
