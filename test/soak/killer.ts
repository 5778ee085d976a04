/** Kills the bot every few seconds, at moments that hurt; and does the other things that happen to a process and its connections. */
import { setTimeout } from 'node:timers/promises'
import type { Side } from './side.ts'
import type { World } from './world.ts'

/** How long a moment is waited for, in milliseconds; then it is killed anyway. */
const timeoutMs = 4000

/** How long the bot may take to come to rest before it is hit again, in milliseconds. */
const longestRest = 15_000

type Counts = ReturnType<Side['counts']>

export const disasters = [
  ...(['kill', 'kill after a post was taken', 'kill before a post is taken', 'kill at a post'] as const),
  ...(['kill at an answer', 'stop', 'start badly', 'cut', 'refresh', 'lock'] as const),
]
type Disaster = (typeof disasters)[number]

export type Killing = {
  /** Milliseconds between two disasters. */
  pause: readonly [least: number, most: number]
  /** Which there are. */
  disasters: readonly Disaster[]
  /** How many there are; no end without it. */
  most?: number
}

export const createKiller = (world: World, { pause, disasters, most = Number.POSITIVE_INFINITY }: Killing) => {
  const { bot, asking, sides, database } = world
  const random = world.random.stream('killer')
  const done = new Map<string, number>()
  /** When the bot was ended, by the soak's clock. */
  const ends: number[] = []
  const stopping = new AbortController()
  const note = (what: string) => {
    world.tell(what)
    done.set(what, (done.get(what) ?? 0) + 1)
  }

  /** Waits until more of something has happened on a side. */
  const more = async (side: Side, of: keyof Counts) => {
    const before = side.counts()[of]
    for (let waited = 0; waited < timeoutMs && side.counts()[of] === before; waited += 2) await setTimeout(2)
  }

  const kill = async (moment: string) => {
    note(`kill -9 ${moment}`)
    const killed = world.end('SIGKILL')
    ends.push(world.clock.now())
    await asking.interrupt('kill')
    await killed
  }

  const killAtPost = async (taken: boolean | undefined) => {
    const side = random.pick(sides)
    const held = taken === undefined ? undefined : side.holdPost({ taken })
    await more(side, 'posts')
    // Its body is read after it was counted.
    if (held) await setTimeout(15)
    await kill(taken === undefined ? 'at a post' : taken ? 'after a post was taken' : 'before a post is taken')
    held?.cancel()
  }

  const killAtAnswer = async () => {
    await more(random.pick(sides), 'answers')
    await kill('at an answer')
  }

  const stop = async () => {
    note('SIGTERM')
    const stopped = world.end('SIGTERM')
    ends.push(world.clock.now())
    // What came too late for it is not begun.
    await Promise.race([stopped, setTimeout(500)])
    await asking.interrupt('stop')
    await stopped
  }

  const startBadly = async () => {
    const refused = random.pick(sides).refuseConnections()
    await kill('while a platform is down')
    bot.start()
    await setTimeout(random.int(300, 2500))
    refused.cancel()
  }

  const cut = async () => {
    const side = random.pick(sides)
    note('connection cut')
    side.cutConnection()
    await asking.interrupt('cut', side)
  }

  const refresh = async () => {
    note('connection refreshed')
    random.pick(sides).refreshConnection()
  }

  const lock = async () => {
    if (await database.lock(random.int(50, 1500)).catch(() => false)) note('database locked')
  }

  const all: Record<Disaster, readonly [weight: number, work: () => Promise<void>]> = {
    kill: [3, () => kill('at any moment')],
    'kill after a post was taken': [3, () => killAtPost(true)],
    'kill before a post is taken': [2, () => killAtPost(false)],
    'kill at a post': [2, () => killAtPost(undefined)],
    'kill at an answer': [3, killAtAnswer],
    stop: [1, stop],
    'start badly': [1, startBadly],
    cut: [1, cut],
    refresh: [1, refresh],
    lock: [3, lock],
  }

  /** Hit again and again within the same minutes, no post would ever be tried twice: mostly the bot may come to rest first. */
  const waitForRest = async () => {
    if (random.chance(0.25)) return
    const { times } = world.settled
    for (let waited = 0; waited < longestRest && world.settled.times === times && !stopping.signal.aborted; waited += 5)
      await setTimeout(5)
  }

  const run = async () => {
    const { signal } = stopping
    for (let left = most; left > 0 && !signal.aborted; left--) {
      await setTimeout(random.int(...pause), undefined, { signal }).catch(() => {})
      if (signal.aborted) break
      // A process that never comes to anything shows nothing: mostly it is given time to start.
      if (!world.isUp() && !random.chance(0.1)) {
        left++
        continue
      }
      await random.weighted(disasters.map((name) => all[name]))()
      bot.start()
      await waitForRest()
    }
  }
  const running = run()

  return {
    done,
    ends,
    async stop() {
      stopping.abort()
      await running
    },
  }
}
