import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseLine } from '../../src/bot/parse.ts'
import { type Action, requestFor } from '../../src/chat/action.ts'
import type { Invocation } from '../../src/chat/invocation.ts'
import type { Button, Reply } from '../../src/chat/reply.ts'
import { commands } from '../../src/commands/index.ts'
import { createTestBot } from '../support/bot.ts'
import { kinds, openStore } from '../support/database.ts'
import { createDiscordWorld } from '../support/discord-world.ts'
import { watchFile } from '../support/file-content.ts'
import { createSlackWorld } from '../support/slack-world.ts'
import { createWorld } from '../support/world.ts'

/** What somebody sees of a line; and the same of each of its buttons, pressed one after the other. */
type Stage = { say(who: string, line: string): Promise<string>; pressAll(who: string, line: string): Promise<string[]> }

const openFile = async () => {
  const url = await kinds.sqlite()
  return { store: openStore(url).store, ...watchFile(url) }
}

const labelsIn = (text: string): string[] => [...text.matchAll(/^\[(.+)\]$/gm)].map(([, label = '']) => label)

type ChatWorld<Message> = {
  say(who: string, line: string): Promise<{ message: Message; text: string }>
  press(who: string, message: Message, label: string): Promise<{ text: string }>
}

const stageOn = <Message>(world: ChatWorld<Message>): Stage => ({
  say: async (who, line) => (await world.say(who, line)).text,
  async pressAll(who, line) {
    const { message, text } = await world.say(who, line)
    const answers: string[] = []
    for (const label of labelsIn(text)) answers.push((await world.press(who, message, label)).text)
    return answers
  },
})

const stages = {
  async 'the terminal'() {
    const { store, ...file } = await openFile()
    const { say } = await createWorld({ store })
    const stage: Stage = {
      say: (who, line) => say(`@${who} /roadmap ${line}`),
      async pressAll(who, line) {
        const answers: string[] = []
        for (let number = 1; ; number++) {
          const answer = await say(`@${who} /roadmap ${line}`)
          if (!answer.includes(`[${number}] `)) return answers
          answers.push(await say(`@${who} ${number}`))
        }
      },
    }
    return { ...stage, file }
  },
  async Slack() {
    const { store, ...file } = await openFile()
    const world = await createSlackWorld({ store })
    for (const name of ['Sam', 'Ana']) world.person(name)
    await world.begin()
    return { ...stageOn(world), file }
  },
  async Discord() {
    const { store, ...file } = await openFile()
    const world = await createDiscordWorld({ store })
    await world.begin()
    return { ...stageOn(world), file }
  },
}

/** Discord itself lets nobody type a command that there is not, or a word for a number. */
const stories = [
  ['the terminal', 'group members'],
  ['the terminal', 'done flask link:notaurl'],
  ['the terminal', 'todo'],
  ['the terminal', 'group pause two'],
  ['Slack', 'group members'],
  ['Slack', 'done flask link:notaurl'],
  ['Slack', 'todo'],
  ['Slack', 'group pause two'],
  ['Discord', 'done flask link:notaurl'],
] as const

describe('no button under an error does what nobody asked for', () => {
  test.each(stories)('%s: %s', async (platform, line) => {
    const { say, pressAll, file } = await stages[platform]()
    await say('Sam', 'group create name:Friends start:2026-11-23 timezone:Europe/Berlin')
    await say('Ana', 'join')
    await say('Sam', 'done python-programming')
    const before = file.content()
    const answers = await pressAll('Sam', line)
    expect(answers.length).toBeGreaterThan(0)
    expect(file.content()).toEqual(before)
  })

  test.each(['members', 'todo', 'undoo', 'leav', 'group paus 2', 'group ends', 'privacy delet', 'group remov Ana'])(
    'what undoes, removes, ends, deletes or pauses is not suggested: %s',
    async (line) => {
      const { say } = await createWorld()
      await say('/roadmap group create Friends', '@ana /roadmap join')
      const answer = await say(`/roadmap ${line}`)
      expect(answer).not.toMatch(
        /Did you mean|\/roadmap (?:undo|leave|group remove|group pause|group end|privacy delete)/,
      )
    },
  )
})

test('a typing error in a command’s name is put right with all that was typed behind it', async () => {
  const { say } = await createWorld()
  await say('/roadmap group create Friends')
  expect(await say('/roadmap don flask when:yesterday known:yes')).toContain('[1] /roadmap done flask when:yesterday')
  const recorded = await say('1')
  expect(recorded).toContain('Flask')
  expect(recorded).toContain('Sun 22 Nov 2026')
  expect(recorded).toContain('You knew it before')
  expect(await say('/roadmap group setings tempo:fast')).toContain('[1] /roadmap group settings tempo:fast')
  expect(await say('1')).toContain('steady becomes fast')
})

/** Lines that nobody would call right: a name with a letter wrong, options that there are not, values that do not fit, half a line. */
const commandNames = commands.map(({ name }) => name)
const otherWords = [
  'todo',
  'members',
  'finish',
  'delete me',
  'stop',
  'kick ana',
  'end',
  'hello',
  'mark flask',
  'u',
  'unjoin',
]
const values = [
  'flask',
  'ana',
  'Ana',
  '2',
  'two',
  'fastapi',
  'fast',
  'https://x.org',
  'notaurl',
  '"',
  '“',
  '🎉',
  'yesterday',
  'no',
]
const letters = [...'abcdefghijklmnopqrstuvwxyz- 3:']

const mistyped = fc
  .tuple(
    fc.constantFrom(...commandNames),
    fc.nat(),
    fc.constantFrom('drop', 'put', 'swap', 'change'),
    fc.constantFrom(...letters),
  )
  .map(([name, place, how, letter]) => {
    const at = place % name.length
    const [before, here, after] = [name.slice(0, at), name.charAt(at), name.slice(at + 1)]
    if (how === 'drop') return before + after
    if (how === 'put') return before + letter + here + after
    return how === 'change' ? before + letter + after : before + after.charAt(0) + here + after.slice(1)
  })

const argument = fc.oneof(
  fc.constantFrom(...values),
  fc
    .tuple(
      fc.constantFrom(...commands.flatMap(({ options }) => options.map(({ name }) => name)), 'lnk', 'tempoo', 'x'),
      fc.constantFrom('', ...values),
    )
    // Whoever says so knows what they do.
    .map(([name, value]) => (name === 'confirm' ? 'confirm:maybe' : `${name}:${value}`)),
)

const wrongLine = fc
  .oneof(
    { arbitrary: fc.tuple(mistyped, fc.array(argument, { maxLength: 3 })), weight: 4 },
    {
      arbitrary: fc.tuple(fc.constantFrom(...commandNames, 'group', 'privacy'), fc.array(argument, { maxLength: 3 })),
      weight: 4,
    },
    { arbitrary: fc.tuple(fc.constantFrom(...otherWords), fc.array(argument, { maxLength: 2 })), weight: 1 },
    {
      arbitrary: fc.tuple(
        fc.constant('help'),
        fc.array(fc.oneof(mistyped, fc.constantFrom(...commandNames, ...otherWords)), { maxLength: 1 }),
      ),
      weight: 1,
    },
  )
  .map(([name, rest]) => [name, ...rest].join(' '))

const takesAway = ['undo', 'leave', 'group remove', 'group end', 'group pause', 'privacy delete']

const read = (line: string) => {
  try {
    const { command, input } = parseLine(line, commands)
    return { command: command.name, input }
  } catch {
    return undefined
  }
}

/** Whether a button asks the same as was typed or pressed, with one thing put right: the command's name, or the value of one option. */
const isRepairOf = ({ command, input = {} }: Action, from: string | Action): boolean => {
  const asked = typeof from === 'string' ? read(from) : { input: {}, ...from }
  if (asked) {
    const names = Object.keys({ ...input, ...asked.input })
    return asked.command === command && names.filter((name) => asked.input[name] !== input[name]).length <= 1
  }
  if (typeof from !== 'string' || takesAway.includes(command)) return false
  const rests = [...from, ''].map((_, at) => from.slice(at))
  return rests.some((rest) => isDeepStrictEqual(read(`${command} ${rest}`)?.input, input))
}

const buttonsOf = ({ blocks }: Reply): readonly Button[] =>
  blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : block.kind === 'choices' ? block.choices : []))

test('whatever is typed wrongly, and whichever button of an error or of help is pressed: nothing is changed', async () => {
  const { store, version } = await openFile()
  const { bot, log } = createTestBot({ store })
  let ids = 0
  const ask = async (
    name: string,
    asked: string | Action,
    { source = 'command' as Invocation['source'], channel = 'c' } = {},
  ) => {
    const ask = typeof asked === 'string' ? { line: asked } : requestFor(asked)
    const actor = { id: `test:${name}`, name, zone: 'Europe/Berlin', mayManage: name === 'Sam' }
    const where = { platform: 'test', workspace: 'w', channel, ...(channel === 'direct' && { direct: true as const }) }
    return bot.handle({ id: `r-${++ids}`, source, actor, where, checkChannel: async () => 'ok', ask })
  }
  await ask('Sam', 'group create name:Friends start:2026-11-23')
  for (const name of ['Ana', 'Ben']) await ask(name, 'join')
  for (const name of ['Sam', 'Ana']) await ask(name, 'done flask, docker')
  await ask('Sam', 'group create name:Others', { channel: 'd' })
  expect((await ask('Sam', 'group show')).answer.title).toBe('Friends')

  let pressed = 0
  const pressAll = async (
    reply: Reply,
    from: { who: string; channel: string; asked: string | Action },
    depth = 0,
  ): Promise<void> => {
    for (const { action } of buttonsOf(reply)) {
      const before = version()
      const { answer } = await ask(from.who, action, { source: 'component', channel: from.channel })
      pressed += 1
      const words = `${JSON.stringify(from.asked)} of ${from.who}: ${JSON.stringify(action)} changes something`
      if (version() !== before) expect(isRepairOf(action, from.asked), words).toBe(true)
      if (depth < 2 && (answer.tone === 'problem' || action.command === 'help'))
        await pressAll(answer, { ...from, asked: action }, depth + 1)
    }
  }

  await fc.assert(
    fc.asyncProperty(
      wrongLine,
      fc.constantFrom('Sam', 'Ana', 'Eve'),
      fc.constantFrom('c', 'c', 'nowhere', 'direct'),
      async (typed, who, channel) => {
        const { answer } = await ask(who, typed, { channel })
        if (answer.tone === 'problem' || typed.startsWith('help'))
          await pressAll(answer, { who, channel, asked: typed })
      },
    ),
    { numRuns: 2000, endOnFailure: true },
  )
  for (const { name } of commands)
    await pressAll((await ask('Sam', `help ${name}`)).answer, { who: 'Sam', channel: 'c', asked: `help ${name}` })
  expect(pressed).toBeGreaterThan(1000)
  expect(log.entries).toEqual([])
}, 120_000)
