import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { BotResponse } from '../../src/bot/bot.ts'
import type { MessageSender } from '../../src/chat/message-sender.ts'
import { OperatorError } from '../../src/errors/operator-error.ts'
import type { Exchange } from '../loopback-slack/exchange.ts'
import { createCapturedLog } from '../support/captured-log.ts'
import { kinds, openStore, runSql, temporaryFolder } from '../support/database.ts'
import { createDiscordWorld } from '../support/discord-world.ts'
import { sendBy } from '../support/send-by.ts'
import { createSlackWorld } from '../support/slack-world.ts'

const [name, group, link] = ['Ananke Petrossian', 'The Velvet Backend', 'https://example.org/hidden-repository']

/** What a platform's error may repeat of what was sent. */
const echoed = `Value "${link}" of ${name} is not one of the allowed words`

const lines: readonly string[] = [
  `group create name:"${group}" start:2026-11-23 timezone:Europe/Berlin`,
  'join',
  `done flask link:${link}`,
  'week',
  'leaderboard',
  'undo flask',
  'settings reminders:on',
  'progress',
  'stage 3',
  'privacy export',
]

/** Everything that was to be read by people, of three words or more. */
const wordsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return value.split('\n').filter((line) => line.trim().split(/\s+/).length > 2)
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(wordsIn)
}

type Talker = {
  bot: { handle: (...given: never[]) => Promise<BotResponse> }
  adapter: Pick<MessageSender, 'prepare'>
}

/** Notes what the bot says and posts. */
const overhear = ({ bot, adapter }: Talker) => {
  const said = new Set<string>()
  const { handle } = bot
  bot.handle = async (...given) => {
    const outcome = await handle(...given)
    for (const words of wordsIn(outcome)) said.add(words)
    return outcome
  }
  const prepare = adapter.prepare.bind(adapter)
  adapter.prepare = (...given) => {
    for (const words of wordsIn(given[1])) said.add(words)
    return prepare(...given)
  }
  return said
}

/** As it stands in the log's JSON. */
const logHas = (text: string, words: string) => text.includes(JSON.stringify(words).slice(1, -1))

const mondays = () => {
  let monday = Temporal.PlainDateTime.from('2026-11-23T09:00')
  return () => {
    monday = monday.add({ weeks: 1 })
    return monday.toString()
  }
}

const reminder = { title: 'A reminder that nobody else reads', blocks: [] }

/** Something that is done; settles when there is an answer. */
type Step = () => Promise<unknown>
type Failing = { cancel: () => void; wasTaken: () => boolean }

/** Each kind of request fails once in each way; `kindsSeen` are those until now, `failNext` makes the next of a kind fail. */
const failEach = async <Fault>(
  steps: readonly Step[],
  faults: readonly Fault[],
  world: {
    captured: ReturnType<typeof createCapturedLog>
    kindsSeen: () => string[]
    failNext: (kind: string, fault: Fault) => Failing
  },
): Promise<string[]> => {
  const { captured, kindsSeen, failNext } = world
  const stepsOf = new Map<string, Set<Step>>()
  for (const step of steps) {
    const before = kindsSeen().length
    await step()
    for (const kind of kindsSeen().slice(before)) stepsOf.set(kind, new Set([...(stepsOf.get(kind) ?? []), step]))
  }
  const spared: string[] = []
  for (const [kind, those] of stepsOf)
    for (const fault of faults) {
      let wasTaken = false
      for (const step of those) {
        const failing = failNext(kind, fault)
        let isOver = false
        const work = step()
          .catch(() => {})
          .then(() => {
            isOver = true
          })
        // An answer that was lost never comes: then the log is what there is.
        while (!isOver && !failing.wasTaken()) await Promise.race([work, captured.next()])
        failing.cancel()
        wasTaken ||= failing.wasTaken()
      }
      if (!wasTaken) spared.push(`${kind} ${JSON.stringify(fault)}`)
    }
  expect(stepsOf.size).toBeGreaterThan(2)
  return spared
}

describe('a log at its most talkative, after a journey on which every request has failed once, knows no words, names, links or tokens', () => {
  test.each([
    ['at once', 60_000],
    ['late', 0],
  ])(
    'of Discord, answered %s',
    async (_, answerTimeoutMs) => {
      const captured = createCapturedLog()
      const world = await createDiscordWorld({ log: captured.log, answerTimeoutMs })
      const { discord, adapter, notifications, at, channel, person } = world
      const said = overhear(world as unknown as Talker)
      const nextMonday = mondays()
      const kindOf = ({ method, path }: { method: string; path: string }) =>
        `${method} ${path.replace(/\/(interactions|webhooks)\/\d+\/[^/]+/, '/$1/:id/:token').replace(/\/\d+/g, '/:id')}`
      const faults = [
        { status: 500, times: 4, message: echoed },
        { status: 400, code: 50035, message: echoed },
        // A connection that breaks.
        { times: 4 },
      ]
      discord.failNext({ match: /commands/, status: 500, times: 4, message: echoed })
      discord.failNext({ match: /gateway/, status: 500, times: 4, message: echoed })
      await world.begin()
      const steps: Step[] = [
        ...lines.map((line) => () => world.say(name, line, { mayManage: true })),
        () => world.say('Ben', 'join'),
        () => discord.type(person(name), channel, 'roadmap done', { item: 'fla' }),
        () => {
          at(nextMonday())
          return notifications.runCycleAndWait()
        },
        () => sendBy(adapter, `discord:${person(name).id}`, reminder, randomUUID()),
      ]
      const spared = await failEach(steps, faults, {
        captured,
        kindsSeen: () => discord.requests.map(kindOf),
        failNext: (kind, fault) =>
          discord.failNext({
            match: new RegExp(`^${kind.replaceAll(':id', '\\d+').replaceAll(':token', '[^/]+')}$`),
            ...fault,
          }),
      })
      await adapter.stop()

      expect(spared).toEqual([])
      const tokens = discord.requests.flatMap(
        ({ path }) => /\/(?:interactions|webhooks)\/\d+\/([^/]+)/.exec(path)?.[1] ?? [],
      )
      expect([tokens.length > 10, said.size > 50]).toEqual([true, true])
      const text = captured.text()
      for (const secret of [discord.token, ...tokens, ...said, name, group, link, 'Ben', echoed])
        expect(logHas(text, secret), secret).toBe(false)
      // What a host needs is there.
      expect(text).toMatch(/"type":"DiscordAPIError".*"code":50035.*"status":400.*"method":"POST"/)
      expect(text).toMatch(/"route":"\/api\/v10\/interactions\/\d+\/…\/callback"/)
      expect(text).toMatch(/"stack":"at /)
    },
    60_000,
  )

  test.each(['socket', 'http'] as const)(
    'of Slack by way of %s',
    async (way) => {
      const captured = createCapturedLog()
      const world = await createSlackWorld({
        ...{ log: captured.log, way },
        // By one way answers come in the acknowledgement, by the other through their address.
        answerTimeoutMs: way === 'socket' ? 0 : 60_000,
      })
      const { slack, adapter, workspace, notifications, at, channel, person } = world
      const said = overhear(world as unknown as Talker)
      const nextMonday = mondays()
      const messages = [`[ERROR] ${echoed} [json-pointer:/blocks/0]`]
      const faults = [
        { status: 500, body: { message: echoed } },
        { error: 'invalid_blocks', body: { response_metadata: { messages } } },
        { afterHandling: true },
      ]
      const secrets = new Set<string>([workspace.botToken, slack.appToken, slack.signingSecret, 'ticket='])
      slack.failNext({ method: 'auth.test', status: 500, body: { message: echoed } })
      slack.failNext({ method: 'apps.connections.open', error: 'internal_error' })
      const ana = person(name, { admin: true })
      await world.begin()
      const noted = (exchange: Exchange) => {
        const { responseUrl, triggerId } = exchange
        for (const made of [responseUrl?.split('/').at(-1), triggerId]) if (made) secrets.add(made)
        return exchange
      }
      const seen = (exchange: Exchange, kind: string) => noted(exchange).waitFor((happening) => happening.kind === kind)
      const steps: Step[] = [
        // Somebody of whom Slack has to be asked.
        () => noted(slack.command(slack.addUser(workspace, name), channel, '/roadmap', 'join')).done(),
        ...lines.map((line) => () => noted(slack.command(ana, channel, '/roadmap', line)).done()),
        // A channel that has to be looked at.
        () => noted(slack.command(ana, world.addChannel('velvet'), '/roadmap', lines[0])).done(),
        () => seen(slack.openHome(ana), 'home'),
        () => seen(slack.command(ana, channel, '/roadmap', 'done'), 'modal'),
        () => {
          at(nextMonday())
          return notifications.runCycleAndWait()
        },
        () => sendBy(adapter, `slack:${workspace.id}-${ana.id}`, reminder, randomUUID()),
      ]
      const spared = await failEach(steps, faults, {
        captured,
        // Connections are opened when they please; the first one failed above.
        kindsSeen: () => slack.requests.map(({ method }) => method).filter((method) => !method.startsWith('apps.')),
        failNext: (method, fault) =>
          // Addresses say it by their status.
          slack.failNext({ method, ...(/^(response_url|upload)$/.test(method) && { status: 404 }), ...fault }),
      })
      await adapter.stop()

      expect(spared).toEqual([])
      const text = captured.text()
      expect(said.size).toBeGreaterThan(50)
      for (const secret of [...secrets, ...said, name, group, link, echoed])
        expect(logHas(text, secret), secret).toBe(false)
      expect(text).toMatch(/"type":"WebAPIHTTPError".*"status":500/)
      expect(text).toMatch(/"reason":"invalid_blocks"/)
    },
    60_000,
  )
})

/** A database that refuses a row, and says what stood in it, as constraints and conversions do. */
const refusingRows = {
  sqlite: `CREATE TRIGGER "picky" BEFORE INSERT ON "Completion" BEGIN SELECT RAISE(ABORT, NEW."link"); END`,
  postgresql: `CREATE FUNCTION picky() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'not %', NEW."link"; END $$;
    CREATE TRIGGER "picky" BEFORE INSERT ON "Completion" FOR EACH ROW EXECUTE FUNCTION picky()`,
}

describe.each(['sqlite', 'postgresql'] as const)('an error of %s', (kind) => {
  test('is logged without the statement and what was to be stored', async () => {
    const captured = createCapturedLog()
    const url = await kinds[kind]()
    const { store } = openStore(url)
    const world = await createDiscordWorld({ log: captured.log, store })
    await world.begin()
    for (const line of lines.slice(0, 2)) await world.say(name, line)
    await runSql(url, refusingRows[kind])
    expect((await world.say(name, `done flask link:${link}`)).text).not.toContain('Recorded')
    const text = captured.text()
    expect(text).toMatch(/"err":{"type":"\w+/)
    for (const secret of [name, group, link, 'INSERT', 'SELECT', 'secret@', 'postgres:secret'])
      expect(logHas(text, secret), secret).toBe(false)
  })
})

/** What a library or a bug may throw at nobody. */
const thrown = `Object.assign(new Error(${JSON.stringify(echoed)}), { requestBody: { json: ${JSON.stringify(echoed)} } })`

test.each([
  ['a rejection that nobody handles', `void Promise.reject(${thrown})`],
  ['an exception that nobody catches', `throw ${thrown}`],
])('the last words of a process that ends by %s are no one else’s', async (_, code) => {
  const preload = `data:text/javascript,${encodeURIComponent(`process.once('SIGUSR2', () => { ${code} })`)}`
  const child = spawn(process.execPath, ['--import', preload, 'scripts/start.js'], {
    env: { ...process.env, DATABASE_URL: `file:${join(temporaryFolder(), 'bot.db')}` },
    stdio: 'pipe',
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  child.stdin.write('/roadmap list\n')
  await once(child.stdout, 'data')
  child.kill('SIGUSR2')
  const [exitCode] = await once(child, 'close')
  expect(exitCode).toBe(1)
  expect(said).toContain('the bot ends because of a bug')
  for (const secret of [name, link, 'requestBody']) expect(said).not.toContain(secret)
})

test('an error of our own is logged by its own name, with its sentence', () => {
  const captured = createCapturedLog()
  captured.log.error({ err: new OperatorError('the token is refused') }, 'stopped')
  expect(JSON.parse(captured.text()).err).toMatchObject({ type: 'OperatorError', message: 'the token is refused' })
})
