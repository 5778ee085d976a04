import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { expect, onTestFinished, test } from 'vitest'
import { scopes } from '../../src/adapters/slack/transport/manifest.ts'
import type { Address } from '../../src/chat/invocation.ts'
import { lostAnswer } from '../../src/chat/lost-answer.ts'
import type { Database } from '../../src/ports/database.ts'
import { startDiscord } from '../loopback-discord/start-discord.ts'
import { readable } from '../loopback-slack/readable.ts'
import { startSlack } from '../loopback-slack/start-slack.ts'
import { backendDeveloper } from '../support/bot.ts'
import { kinds, openStore } from '../support/database.ts'
import { readable as readableCard } from '../support/discord-world.ts'
import type { Settings } from '../support/platform-process.ts'
import { startProgram } from '../support/program.ts'

/** A Monday, just after the weekly posts' time in Berlin. */
const now = '2026-11-30T08:00:05Z'

/** A busy machine is no failure. */
const patient = { timeout: 30_000 }

const startProcess = (settings: Settings) =>
  startProgram({ TEST_BOT: JSON.stringify(settings) }, 'test/support/platform-process.ts')

/** A group that began a week ago, whose post of today is due. */
const addGroup = (store: Database, where: Address) => {
  const day = Temporal.PlainDate.from('2026-11-23')
  const at = Temporal.Instant.from('2026-11-23T12:00:00Z')
  const group = {
    ...{ id: `group-${where.channel}`, name: 'Friends', roadmapId: 'backend-developer', tempo: 'steady' as const },
    ...{ zone: 'Europe/Berlin', start: day, createdOn: day, pauses: [], postsEnabled: true, postsSince: at },
    ...{ postDay: 'monday' as const, postTime: Temporal.PlainTime.from('09:00'), rescheduledAt: at },
    nextPostAt: Temporal.Instant.from('2026-11-30T08:00:00Z'),
  }
  return store.transaction({ id: randomUUID(), at }, (within) => within.createGroup(group, where))
}

const items = backendDeveloper.flatMap(({ stages }) =>
  stages.flatMap(({ skills, projects }) => [...skills, ...projects]),
)

/** Does so many at once, in order. */
const inTurn = async <T>(things: readonly T[], atOnce: number, work: (thing: T) => Promise<void>) => {
  const left = [...things]
  const next = async () => {
    for (let thing = left.shift(); thing !== undefined; thing = left.shift()) await work(thing)
  }
  await Promise.all(Array.from({ length: atOnce }, next))
}

test.each([
  ['socket', 500],
  ['http', 100],
] as const)(
  'two processes on one PostgreSQL, Slack by %s: %d commands and a Monday’s posts, nothing twice, nothing lost',
  async (way, count) => {
    const url = await kinds.postgresql()
    const { store } = openStore(url)
    const slack = await startSlack()
    onTestFinished(slack.close)
    const workspace = slack.addWorkspace('Study', { scopes: scopes.map(({ scope }) => scope) })
    const channels = Array.from({ length: 20 }, (_, at) => slack.addChannel(workspace, `roadmap-${at}`))
    for (const channel of channels) {
      channel.members.add(workspace.botUserId)
      await addGroup(store, { platform: 'slack', workspace: workspace.id, channel: channel.id })
    }
    const { botToken } = workspace
    const secret = way === 'socket' ? { appToken: slack.appToken } : { signingSecret: slack.signingSecret }
    const settings = { url, now, slack: { botToken, apiUrl: slack.apiUrl, ...secret } }
    const processes = [startProcess(settings), startProcess(settings)]
    const addresses: string[] = []
    for (const process of processes) {
      await expect.poll(() => process.states(), patient).toEqual({ status: 'up', database: 'up', slack: 'up' })
      addresses.push(`http://127.0.0.1:${/"port":(\d+)/.exec(process.said())?.[1]}/slack/events`)
    }
    if (way === 'socket') await slack.socket.untilOpened(4)

    const posted = () =>
      channels.flatMap((channel) => slack.messages(channel).map((message) => `${channel.id} ${readable(message)}`))
    await expect.poll(posted, patient).toHaveLength(channels.length)
    const weekly = posted()

    const people = channels.map((channel, at) => ({ user: slack.addUser(workspace, `person ${at}`), channel }))
    const lines = items.flatMap(({ id }) => [`done ${id}`, 'stage 3', 'list']).slice(0, count / people.length - 1)
    const recordings = lines.filter((line) => line.startsWith('done')).length * people.length
    const answers: string[][] = []
    let turn = 0
    await inTurn(people, 8, async ({ user, channel }) => {
      for (const line of ['join', ...lines]) {
        if (way === 'http') slack.deliverBy({ url: addresses[turn++ % 2] ?? '' })
        const exchange = slack.command(user, channel, '/roadmap', line)
        await exchange.done(patient.timeout)
        answers.push(exchange.responses.map(({ message }) => (message ? readable(message) : '')))
      }
    })
    expect(answers).toHaveLength(count)
    expect(answers.filter((said) => !said[0] || said[0].includes(lostAnswer.title))).toEqual([])
    expect(answers.filter((said) => new Set(said).size < said.length)).toEqual([])
    const learners = await Promise.all(
      people.map(({ user }) => store.reads.learnerOf(`slack:${workspace.id}-${user.id}`)),
    )
    const kept = await store.reads.completionsOf(
      learners.map((learner) => learner?.id ?? ''),
      'backend-developer',
    )
    expect(kept).toHaveLength(recordings)

    expect(posted().filter((said) => weekly.includes(said))).toEqual(weekly)
    const states = await Promise.all(channels.map(({ id }) => store.reads.postsOf(`group-${id}`, 10, 'weekly')))
    expect(states.flat().map(({ state }) => state)).toEqual(channels.map(() => 'sent'))
    expect([slack.refusals, slack.socket.lateAcks]).toEqual([[], 0])
    for (const { child } of processes) child.kill('SIGTERM')
    expect(await Promise.all(processes.map(({ ended }) => ended))).toEqual([0, 0])
    for (const { said } of processes) expect(said()).not.toMatch(/"level":[56]0/)
  },
  120_000,
)

test('two processes on one PostgreSQL with one Discord token: each command is answered once, also when the one that answers is paused or killed', async () => {
  const url = await kinds.postgresql()
  const { store } = openStore(url)
  const discord = await startDiscord({ answerWithinMs: 3000 })
  onTestFinished(discord.close)
  const guild = discord.addGuild('Study')
  const channels = Array.from({ length: 5 }, (_, at) => discord.addChannel(guild, `roadmap-${at}`))
  for (const { id } of channels) await addGroup(store, { platform: 'discord', workspace: guild.id, channel: id })
  const times = { duration: 2000, renewEvery: 300, askEvery: 100 }
  const settings = { url, now, discord: { token: discord.token, api: discord.url, times } }
  const up = { status: 'up', database: 'up', discord: 'up' }
  const standby = { status: 'up', database: 'up', discord: 'standby' }

  const first = startProcess(settings)
  const second = startProcess(settings)
  const states = async () => JSON.stringify([await first.states(), await second.states()])
  const both = [JSON.stringify([up, standby]), JSON.stringify([standby, up])]
  await expect.poll(states, patient).toBeOneOf(both)
  const [holder, other] = (await states()) === both[0] ? [first, second] : [second, first]
  expect(discord.gateway.connected).toBe(1)

  const posted = () =>
    channels.flatMap((channel) => discord.messages(channel).map((message) => `${channel.id} ${readableCard(message)}`))
  await expect.poll(posted, patient).toHaveLength(channels.length)
  const weekly = posted()

  const people = Array.from({ length: 10 }, (_, at) => discord.addUser(`person ${at}`))
  const left = people.map(() => [...items])
  /** Each person records something that they have not yet; what was answered is kept. */
  const acknowledged: string[] = []
  const record = async (rounds: number) => {
    await inTurn([...people.keys()], 5, async (at) => {
      for (let round = 0; round < rounds; round++) {
        const [user, item, channel] = [people[at], left[at]?.shift(), channels[at % channels.length]]
        if (!user || !item || !channel) throw new Error('too few')
        const shown = await discord.slash(user, channel, 'roadmap done', { item: item.id }).done()
        if (!shown.failed) acknowledged.push(`${user.id} ${item.id}`)
      }
    })
  }
  for (const [at, user] of people.entries()) {
    const channel = channels[at % channels.length]
    if (channel) await discord.slash(user, channel, 'roadmap join').done()
  }
  await record(5)
  expect(acknowledged).toHaveLength(50)

  // Paused, as by a machine that stands still: what comes meanwhile waits in its connection.
  holder.child.kill('SIGSTOP')
  await expect.poll(() => other.states(), patient).toEqual(up)
  await record(5)
  expect(acknowledged).toHaveLength(100)
  holder.child.kill('SIGCONT')
  await expect.poll(() => holder.states(), patient).toEqual(standby)
  await expect.poll(() => discord.gateway.connected, patient).toBe(1)
  await record(2)
  expect(acknowledged).toHaveLength(120)

  // Killed in the middle of commands.
  const recording = record(3)
  await expect.poll(() => acknowledged.length, { ...patient, interval: 1 }).toBeGreaterThan(125)
  other.child.kill('SIGKILL')
  await recording
  await expect.poll(() => holder.states(), patient).toEqual(up)
  const before = acknowledged.length
  await record(2)
  expect(acknowledged).toHaveLength(before + 20)

  // Discord refuses a second answer.
  expect(discord.refusals).toEqual([])
  const kept = await Promise.all(
    people.map(async ({ id }) => {
      const learner = await store.reads.learnerOf(`discord:${id}`)
      return (await store.reads.completionsOf([learner?.id ?? ''], 'backend-developer')).map(
        ({ itemId }) => `${id} ${itemId}`,
      )
    }),
  )
  expect(kept.flat()).toEqual(expect.arrayContaining(acknowledged))
  expect(new Set(kept.flat()).size).toBe(kept.flat().length)
  expect(posted().filter((said) => weekly.includes(said))).toEqual(weekly)
}, 120_000)
