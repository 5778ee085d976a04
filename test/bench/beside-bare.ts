/** The bot on a platform, beside a bare client of the platform's library that answers a constant: the same for every platform. */
import { setTimeout } from 'node:timers/promises'
import { type Unit, unitsOf } from '../../src/core/points.ts'
import { backendDeveloper } from '../support/bot.ts'
import { line, megabytes, pair } from './measure.ts'
import { shareOfOthers } from './others.ts'
import type { Program } from './program.ts'
import { concurrency, latencyOf, middleOf, type Round, roundOf } from './rounds.ts'

/** A group as groups are; each member does most of the roadmap in this run. */
export const groupSize = 10

/** How many stages in a round, and how many of what takes longer. */
const [inSequence, costly] = [4000, 900]

/** A program, the platform that it is on, and what people there ask. */
export type Opened = {
  program: Program
  /** From spawn to the first answer, in milliseconds. */
  startedIn: number
  stage: () => Promise<unknown>
  create: () => Promise<unknown>
  join: (member: number) => Promise<unknown>
  done: (member: number, unit: Unit) => Promise<unknown>
  leaderboard: (member: number) => Promise<unknown>
  /** How many requests the platform got for answers. */
  requests: () => number
  /** What the platform refused. */
  refusals: readonly unknown[]
  close: () => Promise<void>
}

const stageRound = ({ program, stage }: Opened) => roundOf(program, inSequence, stage)

const groupOf = async ({ program, create, join, done, leaderboard, requests }: Opened) => {
  await create()
  for (let member = 1; member < groupSize; member++) await join(member)
  const before = requests()
  const units = backendDeveloper[0] ? unitsOf(backendDeveloper[0]) : []
  const doneRound = await roundOf(program, costly, (at) => {
    const unit = units[Math.floor(at / groupSize)]
    if (!unit) throw new Error('the roadmap is over')
    return done(at % groupSize, unit)
  })
  const requestsForEach = (requests() - before) / costly
  const boardRound = await roundOf(program, costly, (at) => leaderboard(at % groupSize))
  return { doneRound, requestsForEach, boardRound }
}

/** What is aimed at, in words. */
type Aims = { latency: string; rate: string; leaderboard: string; done: string; requests: string; idle?: string }

export const benchBesideBare = async ({ bare, bot, aims }: { bare: Opened; bot: Opened; aims: Aims }) => {
  await setTimeout(1000)
  const others = shareOfOthers([bare.program, bot.program])
  const [bareIdle, botIdle] = [bare.program.resident(), bot.program.resident()]
  // Both warm, and then in turn.
  for (const opened of [bare, bot]) await stageRound(opened)
  const [bareLatency, botLatency] = [await latencyOf(bare.stage), await latencyOf(bot.stage)]
  const [bareRounds, botRounds]: [Round[], Round[]] = [[], []]
  for (let round = 0; round < 3; round++) {
    bareRounds.push(await stageRound(bare))
    botRounds.push(await stageRound(bot))
  }
  const bareRate = middleOf(bareRounds, 'rate')
  const { doneRound, requestsForEach, boardRound } = await groupOf(bot)

  pair('stage 3, one at a time: bare, bot', [bareLatency, botLatency], { unit: 'ms', digits: 2, aim: aims.latency })
  const rates = [bareRate, middleOf(botRounds, 'rate')] as const
  pair(`stage 3, ${concurrency} at a time, a second: bare, bot`, rates, { aim: aims.rate })
  const busy = [middleOf(bareRounds, 'busy'), middleOf(botRounds, 'busy')] as const
  pair('processor time for each of them: bare, bot', busy, { unit: 'µs' })
  const driving = middleOf([...bareRounds, ...botRounds], 'driver')
  line('and of whoever asks, beside either', `${Math.round(driving)} µs`)
  const group = [
    [`leaderboard of ${groupSize}`, boardRound, aims.leaderboard],
    ['done', doneRound, aims.done],
  ] as const
  for (const [what, { rate, busy }, aim] of group) {
    line(`${what}, ${concurrency} at a time, a second`, rate.toFixed(0))
    line(`ratio to the bare stage 3 (aim: ${aim})`, (rate / bareRate).toFixed(2))
    line('processor time for each of them', `${busy.toFixed(0)} µs`)
  }
  line(`requests for each done (aim: ${aims.requests})`, requestsForEach.toFixed(2))
  pair('resident when idle: bare, bot', megabytes(bareIdle, botIdle), {
    unit: 'MB',
    ...(aims.idle && { aim: aims.idle }),
  })
  pair('resident after this: bare, bot', megabytes(bare.program.resident(), bot.program.resident()), { unit: 'MB' })
  pair('from spawn to the first answer: bare, bot', [bare.startedIn, bot.startedIn], { unit: 'ms' })
  line('of the processors, what neither of them nor the asking took', `${(100 * others()).toFixed(0)} %`)
  for (const { refusals } of [bare, bot]) if (refusals.length > 0) throw new Error(JSON.stringify(refusals[0]))
  await bare.close()
  await bot.close()
}
