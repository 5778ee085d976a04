/** The adapter of the terminal: reads lines and prints answers. An interactive terminal has a prompt, history and completion; a pipe has answers only. */
import { createInterface, type Interface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import type { Bot, BotResponse } from '../../bot/bot.ts'
import type { ChatAdapter } from '../../bot/chat-adapter.ts'
import { apology } from '../../bot/error-replies.ts'
import { requestFor } from '../../chat/action.ts'
import type { DeliveryResult } from '../../chat/delivery-result.ts'
import type { Actor, Address, Invocation } from '../../chat/invocation.ts'
import type { Recipient } from '../../chat/message-sender.ts'
import type { Reply } from '../../chat/reply.ts'
import type { Log } from '../../ports/log.ts'
import { createChoices, noSuchButton } from './choices.ts'
import { renderReply } from './render.ts'
import { createPaint } from './style.ts'
import { completeLine, readTypedLine } from './typed-line.ts'
import { welcome } from './welcome.ts'

type TerminalDeps = {
  input: Readable
  output: Writable
  /** A person types and reads. */
  interactive: boolean
  colours: boolean
  /** The present number of columns: a window may be resized. */
  width: () => number
  /** The speaker of a line that does not begin with `@name`. */
  userName: string
  /** The time zone of everybody in this terminal. */
  zone: string
  newId: () => string
  log: Log
  /** A sentence below the welcome. */
  note?: string
}

/** The channel of a line that does not begin with `#name`. */
const where: Address = { platform: 'terminal', workspace: 'terminal', channel: 'terminal' }

export const createTerminal = ({
  input,
  output,
  interactive,
  colours,
  width,
  userName,
  zone,
  newId,
  log,
  note,
}: TerminalDeps): ChatAdapter => {
  const paint = createPaint(colours)
  const choices = createChoices()
  const speakers = new Set<string>()
  const ended = Promise.withResolvers<void>()
  let prompting = false
  let lines: Interface | undefined

  /** The user of the machine may manage groups; people whom the user speaks for with `@name` may not. */
  const actorOf = (name: string): Actor => ({
    id: `${where.platform}:${name.toLowerCase()}`,
    name,
    zone,
    mayManage: name.toLowerCase() === userName.toLowerCase(),
  })

  const reportBug = (error: unknown, details: object = {}): string => {
    const bug = newId()
    log.error({ bug, err: error, ...details }, 'a bug, not a mistake of the person')
    return bug
  }

  /** The queue: lines that arrive together are answered one after the other. `waiting` counts those that have not begun. */
  let last = Promise.resolve()
  let waiting = 0
  const enqueue = (work: () => Promise<void>): void => {
    waiting += 1
    const begin = () => {
      waiting -= 1
      return work()
    }
    last = last.then(begin).catch((error: unknown) => void reportBug(error))
  }

  const print = (printed: readonly string[]) => output.write(`${printed.join('\n')}\n\n`)

  const show = (reply: Reply, { onlyTo, pressed }: { onlyTo?: Actor | undefined; pressed?: number | undefined }) => {
    choices.offer(reply, { onlyTo: onlyTo?.id, pressed })
    // With one speaker nobody else could read the answer.
    const note = onlyTo && speakers.size > 1 ? ['', paint('dim', `Seen only by ${onlyTo.name}.`)] : []
    // An empty line separates the typed line from the answer; a pipe shows answers only.
    print([...(interactive ? [''] : []), ...renderReply(reply, { width: width(), paint, pressed }), ...note])
  }

  const showOutcome = ({ answer: reply, visibleTo, followUps, file }: BotResponse, actor: Actor, pressed?: number) => {
    show(reply, { onlyTo: visibleTo === 'caller' ? actor : undefined, pressed })
    if (file) print([file.content.trimEnd()])
    for (const followUp of followUps) show(followUp, { onlyTo: actor, pressed })
  }

  /** Prints that a line was not answered; at a fixed width, because reading the screen's width may have failed. */
  const apologize = (error: unknown, line: string) =>
    print([...(interactive ? [''] : []), ...renderReply(apology(reportBug(error, { line })), { width: 80, paint })])

  /** Answers one line; false for a line such as `exit`. */
  const answer = async (bot: Bot, line: string): Promise<boolean> => {
    const { room = where.channel, speaker = userName, request } = readTypedLine(line, bot.commands)
    if (request.kind === 'leave') return false
    if (request.kind === 'nothing') return true
    const actor = actorOf(speaker)
    speakers.add(actor.id)
    const handle = async (source: Invocation['source'], ask: Invocation['ask'], pressed?: number) =>
      showOutcome(
        await bot.handle({
          ...{ id: newId(), source, actor, where: { ...where, channel: room }, ask },
          // The user of the terminal can write in all its channels.
          checkChannel: async () => 'ok',
        }),
        actor,
        pressed,
      )
    if (request.kind === 'problem') show(request.problem, { onlyTo: actor })
    else if (request.kind === 'ask') await handle('command', { line: request.line })
    else {
      const { number } = request
      const offer = choices.of(actor.id)
      const button = offer.buttons.get(number)
      // A page button keeps its number, so that the same number turns every page.
      if (button) await handle('component', requestFor(button.action), button.role === 'page' ? undefined : number)
      else show(noSuchButton(number, offer), { onlyTo: actor })
    }
    return true
  }

  /** Prints a post between the answers, and keeps the line that is being typed. */
  const printPost = (reply: Reply, printed: readonly string[]): Promise<DeliveryResult> => {
    const posted = Promise.withResolvers<DeliveryResult>()
    enqueue(async () => {
      try {
        if (prompting) output.write('\r\u001b[K')
        choices.offer(reply)
        print([...(interactive ? [''] : []), ...printed])
        posted.resolve({ sent: newId() })
      } catch (error) {
        posted.resolve({ unconfirmed: `a bug, ${reportBug(error)}` })
      }
      if (prompting) lines?.prompt(true)
    })
    return posted.promise
  }

  const listen = (bot: Bot, reader: Interface) => {
    let leaving = false
    let closed = false
    const prompt = () => {
      prompting = interactive && !closed && waiting === 0
      if (prompting) reader.prompt()
    }
    reader.on('line', (line) => {
      prompting = false
      enqueue(async () => {
        if (leaving) return
        try {
          leaving = !(await answer(bot, line))
        } catch (error) {
          apologize(error, line)
        }
        if (leaving) reader.close()
        else prompt()
      })
    })
    // Ctrl-C ends the terminal like Ctrl-D, which closes the reader by itself.
    reader.on('SIGINT', () => reader.close())
    reader.once('close', () => {
      closed = true
      const sayGoodbye = () => {
        if (interactive) output.write(`${prompting ? '\n' : ''}See you.\n`)
      }
      last.then(sayGoodbye).then(ended.resolve, ended.reject)
    })
    if (interactive) print(renderReply(welcome(note), { width: width(), paint }))
    prompt()
  }

  return {
    platform: where.platform,
    // A printed post has arrived; a post that a crash interrupted is not printed again.
    idempotencyWindowSeconds: 0,
    async prepare(to, reply) {
      const note = noteFor(to)
      const head = note === '' ? [] : [paint('dim', note)]
      try {
        const printed = [...head, ...renderReply(reply, { width: width(), paint })]
        return { send: () => printPost(reply, printed) }
      } catch (error) {
        return { failed: `a bug, ${reportBug(error)}` }
      }
    },
    confirmRemoved: async () => 'present',
    checkMembership: async () => 'member',
    isUp: () => lines !== undefined,
    ended: ended.promise,
    start: async (bot) => {
      const who = { actor: actorOf(userName), where }
      lines = createInterface({
        input,
        output: interactive ? output : undefined,
        terminal: interactive,
        prompt: paint('cyan', '› '),
        crlfDelay: Number.POSITIVE_INFINITY,
        historySize: 200,
        removeHistoryDuplicates: true,
        completer: (line: string, done: (error: null, result: [string[], string]) => void) => {
          completeLine(bot, line, who)
            .catch((error: unknown) => {
              reportBug(error, { line })
              return { replaces: line, candidates: [] }
            })
            .then(({ replaces, candidates }) => done(null, [[...candidates], replaces]))
        },
      })
      listen(bot, lines)
    },
    stop: async () => {
      lines?.close()
      await ended.promise
    },
  }
}

/** The person or channel of a post; empty for the usual channel. */
const noteFor = (to: Recipient): string => {
  if ('person' in to) return `To ${to.person.slice(where.platform.length + 1)} alone:`
  const { channel } = to.channel
  return channel === where.channel ? '' : `In #${channel}:`
}
