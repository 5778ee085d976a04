/** How quick groups are, beside the same statements on the bare driver; how many statements each command takes; how memory grows. */
import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { createBot } from '../../src/bot/create-bot.ts'
import { commands } from '../../src/commands/index.ts'
import { unitsOf } from '../../src/core/points.ts'
import { createDatabase } from '../../src/store/create-database.ts'
import { backendDeveloper } from '../support/bot.ts'
import { createRecordingLog } from '../support/recording-log.ts'
import { line, medians } from './measure.ts'
import { openRaw, type Statement } from './raw.ts'

const [members, completionsEach] = [50, 20]

/** `counting`: keep the statements that are sent, which costs time itself. */
export const open = (url: string, { counting = false } = {}) => {
  const statements: Statement[] = []
  const onStatement = (sql: string, parameters: string) =>
    void statements.push({ sql, parameters: JSON.parse(parameters) })
  const log = createRecordingLog()
  const store = createDatabase({ url, log, newId: randomUUID, ...(counting && { onStatement }) })
  let now = Temporal.Instant.from('2026-11-25T09:30:00Z')
  const bot = createBot({ commands, roadmaps: backendDeveloper, store, clock: () => now, log, newId: randomUUID })
  const say = async (name: string, asked: string, channel = 'c') => {
    now = now.add({ milliseconds: 1 })
    const actor = { id: `bench:${name}`, name, zone: 'Europe/Berlin', mayManage: true }
    const where = { platform: 'bench', workspace: 'w', channel }
    const { answer } = await bot.handle({
      ...{ id: randomUUID(), source: 'command', actor, where, ask: { line: asked } },
      checkChannel: async () => 'ok',
    })
    if (answer.tone === 'problem') throw new Error(`"${asked}": ${answer.title}`)
  }
  return { store, statements, say }
}

/** A group with its members, each with some completions. */
export const fill = async (
  { store, say }: ReturnType<typeof open>,
  channel: string,
  { people = members, each = completionsEach } = {},
) => {
  await say(`${channel}-0`, 'group create start:2026-11-23', channel)
  for (let at = 1; at < people; at++) await say(`${channel}-${at}`, 'join', channel)
  const units = unitsOf(backendDeveloper[0] ?? never()).slice(0, each)
  for (let at = 0; at < people; at++) {
    const requestId = randomUUID()
    const recordedAt = Temporal.Instant.from('2026-11-24T09:30:00Z')
    await store.transaction({ id: requestId, at: recordedAt }, async (within) => {
      const actor = { id: `bench:${channel}-${at}`, name: `${channel}-${at}`, mayManage: false }
      const learner = await within.upsertLearner(actor, { workspace: 'w' })
      const on = Temporal.PlainDate.from('2026-11-24')
      const known = false
      await within.record(
        units.map(({ item, part }) => ({
          learnerId: learner.id,
          roadmapId: 'backend-developer',
          itemId: item.id,
          part,
          on,
          recordedAt,
          known,
          requestId,
        })),
      )
    })
  }
}

const never = (): never => {
  throw new Error('no roadmap')
}

export const benchStore = async (kind: string, url: string) => {
  console.log(
    `\n${kind}: a group of ${members} with ${(members * completionsEach).toLocaleString('en')} completions (medians)`,
  )
  const opened = open(url)
  const { store, say } = opened
  const counting = open(url, { counting: true })
  const { statements } = counting
  await fill(opened, 'c')

  const captured = async (asked: string, name = 'c-1') => {
    statements.length = 0
    await counting.say(name, asked)
    return [...statements]
  }
  const boardStatements = await captured('leaderboard')
  const raw = openRaw(url)
  const { board, boardFloor } = await medians(
    { board: () => say('c-1', 'leaderboard'), boardFloor: () => raw.run(boardStatements) },
    { iterations: 100, warmup: 10 },
  )
  line('leaderboard', `${board.toFixed(2)} ms`)
  line('the same statements on the driver', `${boardFloor.toFixed(2)} ms`)
  line('ratio (aim: 3 or less)', (board / boardFloor).toFixed(2))

  // A different part each time: everybody's later units, one after the other.
  const later = unitsOf(backendDeveloper[0] ?? never()).slice(completionsEach)
  let at = 0
  const next = () => {
    const unit = later[Math.floor(at / members) % later.length] ?? never()
    const name = `c-${at++ % members}`
    return { name, asked: unit.parts > 1 ? `done ${unit.item.id} part:${unit.part}` : `done ${unit.item.id}` }
  }
  const sample = next()
  const doneStatements = await captured(sample.asked, sample.name)
  const [sampleRequest] = doneStatements.find(({ sql }) => sql.includes('HandledRequest'))?.parameters ?? []
  const fresh = () => {
    const [id, item] = [randomUUID(), randomUUID()]
    return doneStatements.map(({ sql, parameters }) => ({
      sql,
      parameters: parameters.map((value, position) =>
        value === sampleRequest ? id : sql.includes('INSERT INTO "Completion"') && position === 2 ? item : value,
      ),
    }))
  }
  const { done, doneFloor } = await medians(
    {
      done: () => {
        const { name, asked } = next()
        return say(name, asked)
      },
      doneFloor: () => raw.change(fresh()),
    },
    { iterations: 200, warmup: 10 },
  )
  line('done', `${done.toFixed(2)} ms`)
  line('the same statements in one durable transaction', `${doneFloor.toFixed(2)} ms`)
  line('ratio (aim: 4 or less)', (done / doneFloor).toFixed(2))

  await fill(opened, 'e')
  await fill(opened, 'd', { each: 2 * completionsEach })
  const { twice, once } = await medians(
    { twice: () => say('d-1', 'leaderboard', 'd'), once: () => say('e-1', 'leaderboard', 'e') },
    { iterations: 100, warmup: 10 },
  )
  line('leaderboard with twice the completions, ratio (aim: 2 or less)', (twice / once).toFixed(2))

  const { alone } = await medians({ alone: () => say('c-1', 'leaderboard') }, { iterations: 100, warmup: 10 })
  for (let other = 0; other < 1000; other++) await say(`o-${other}`, 'group create start:2026-11-23', `other-${other}`)
  const { among } = await medians({ among: () => say('c-1', 'leaderboard') }, { iterations: 100, warmup: 10 })
  line('leaderboard beside 1,000 other groups, ratio (aim: 1.2)', (among / alone).toFixed(2))

  const examples = [
    'overview',
    'stage 3',
    'career',
    'search sql',
    'list',
    'help',
    'week',
    'done',
    'progress',
    'leaderboard',
    'leaderboard last',
    'why pace',
    'why rank',
    'settings',
    'group show',
    'group settings',
    'privacy export',
    'skip',
    'done real-time-analytics',
    'undo',
    'group pause 2 confirm:yes',
    'group resume confirm:yes',
    'leave',
    'join',
  ]
  console.log(`\n${kind}: statements for each command, in a group of ${members}`)
  const counts = new Map<string, number>()
  for (const asked of examples) counts.set(asked, (await captured(asked, 'c-2')).length)
  for (const [asked, count] of counts) line(asked, String(count))
  statements.length = 0
  await counting.say('stranger', 'stage 3', 'nowhere')
  line('stage 3 where no group meets', String(statements.length))

  await raw.close()
  await store.close()
  await counting.store.close()
}
