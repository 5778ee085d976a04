/** The terminal as a chat: lines in, answers out. With a person at it, a prompt, history and completion; in a pipe, answers only. */
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import type { Bot, Outcome } from '../../bot/bot.ts'
import type { ChatAdapter } from '../../bot/chat-adapter.ts'
import type { Actor, Address, Invocation } from '../../bot/invocation.ts'
import type { Button, Reply } from '../../bot/reply.ts'
import { text } from '../../bot/text.ts'
import { completeLine } from './completer.ts'
import { renderReply } from './render.ts'
import { createPaint } from './style.ts'
import { readTypedLine } from './typed-line.ts'
import { welcome } from './welcome.ts'

type Parts = {
  input: Readable
  output: Writable
  /** A person sits at it. */
  interactive: boolean
  colours: boolean
  /** The columns of the screen; asked before each answer, because windows change. */
  width: () => number
  /** Who speaks when a line does not begin with `@name`. */
  userName: string
  newId: () => string
}

const where: Address = { platform: 'terminal', workspace: 'terminal', channel: 'terminal' }

export const createTerminal = ({ input, output, interactive, colours, width, userName, newId }: Parts): ChatAdapter => {
  const paint = createPaint(colours)
  const ended = Promise.withResolvers<void>()
  const speakers = new Set<string>()
  let buttons: readonly Button[] = []
  let stop = () => {}

  const print = (lines: readonly string[]) => output.write(`${lines.join('\n')}\n\n`)

  const show = ({ answer: reply, seenBy }: Outcome, to: Actor) => {
    const shown = reply.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))
    if (shown.length > 0) buttons = shown
    // With one person in the room there is nobody to keep an answer from.
    const note = seenBy === 'caller' && speakers.size > 1 ? ['', paint('dim', `Only ${to.name} sees this.`)] : []
    // Room between what a person typed and the answer; a pipe shows answers only.
    print([...(interactive ? [''] : []), ...renderReply(reply, { width: width(), paint }), ...note])
  }

  const actorOf = (name: string): Actor => ({ id: `${where.platform}:${name.toLowerCase()}`, name })

  /** Answers one line; false when it asks to leave. */
  const answer = async (bot: Bot, line: string): Promise<boolean> => {
    const { speaker = userName, request } = readTypedLine(line)
    if (request.kind === 'leave') return false
    if (request.kind === 'nothing') return true
    const actor = actorOf(speaker)
    speakers.add(actor.id)
    const ask = async (via: Invocation['via'], asked: string) =>
      show(await bot.handle({ id: newId(), via, actor, where, ask: { line: asked } }), actor)
    const refuse = (problem: Reply) => show({ answer: problem, seenBy: 'caller' }, actor)
    if (request.kind === 'problem') refuse(request.problem)
    else if (request.kind === 'ask') await ask('typed', request.line)
    else {
      const pressed = buttons[request.number - 1]
      if (pressed) await ask('control', pressed.line)
      else refuse(noSuchButton(request.number, buttons.length))
    }
    return true
  }

  const start = async (bot: Bot) => {
    const who = { actor: actorOf(userName), where }
    const lines = createInterface({
      input,
      output: interactive ? output : undefined,
      terminal: interactive,
      prompt: paint('cyan', '› '),
      crlfDelay: Number.POSITIVE_INFINITY,
      historySize: 200,
      removeHistoryDuplicates: true,
      completer: (line: string, done: (error: null, result: [string[], string]) => void) => {
        completeLine(bot, line, who).then(({ replaces, candidates }) => done(null, [[...candidates], replaces]))
      },
    })
    // One after the other: lines that arrive together are answered in their order.
    let work: Promise<unknown> = Promise.resolve()
    let waiting = 0
    let leaving = false
    let closed = false
    let prompting = false
    const prompt = () => {
      if (!interactive || closed || waiting > 0) return
      prompting = true
      lines.prompt()
    }
    stop = () => {
      leaving = true
      lines.close()
    }
    lines.on('line', (line) => {
      prompting = false
      waiting += 1
      work = work.then(async () => {
        waiting -= 1
        if (leaving) return
        if (await answer(bot, line)) prompt()
        else stop()
      })
    })
    // Ctrl-C leaves as politely as Ctrl-D, which closes the input by itself.
    lines.on('SIGINT', stop)
    lines.once('close', () => {
      closed = true
      work.then(() => {
        if (interactive) output.write(`${prompting ? '\n' : ''}See you.\n`)
        ended.resolve()
      }, ended.reject)
    })
    if (interactive) print(renderReply(welcome(), { width: width(), paint }))
    prompt()
  }

  return {
    platform: where.platform,
    start,
    ended: ended.promise,
    stop: async () => {
      stop()
      await ended.promise
    },
  }
}

const noSuchButton = (number: number, count: number): Reply => ({
  title: `There is no button ${number}`,
  tone: 'problem',
  blocks: [
    {
      kind: 'text',
      text: count === 0 ? text`No answer has had buttons yet.` : text`The last buttons are 1 to ${count}.`,
    },
  ],
})
