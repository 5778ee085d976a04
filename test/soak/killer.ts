/** Kills the bot every few seconds, at moments that hurt; and does the other things that happen to a process and its connections. */
import { setTimeout } from 'node:timers/promises'
import type { Side } from './side.ts'
import type { World } from './world.ts'

/** How long a moment is waited for, in milliseconds; then it is killed anyway. */
const patience = 4000

type Counts = ReturnType<Side['counts']>

/** `pause`: at most so many milliseconds between two of them. */
export const createKiller = (world: World, { pause }: { pause: readonly [least: number, most: number] }) => {
  const { bot, asking, sides, database } = world
  const random = world.random.stream('killer')
  const done = new Map<string, number>()
  /** When the bot was ended, by the soak's clock. */
  const ends: number[] = []
  const stopping = new AbortController()
  const note = (what: string) => done.set(what, (done.get(what) ?? 0) + 1)

  /** Waits until more of something has happened on a side. */
  const more = async (side: Side, of: keyof Counts) => {
    const before = side.counts()[of]
    for (let waited = 0; waited < patience && side.counts()[of] === before; waited += 2) await setTimeout(2)
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
    await kill(taken === undefined ? 'at a post' : taken ? 'after a post was taken' : 'before a post was taken')
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

  const disaster = () =>
    random.weighted<() => Promise<void>>([
      [3, () => kill('at any moment')],
      [3, () => killAtPost(true)],
      [2, () => killAtPost(false)],
      [2, () => killAtPost(undefined)],
      [3, killAtAnswer],
      [1, stop],
      [1, startBadly],
      [1, cut],
      [1, refresh],
      [3, lock],
    ])()

  const run = async () => {
    const { signal } = stopping
    while (!signal.aborted) {
      await setTimeout(random.int(...pause), undefined, { signal }).catch(() => {})
      if (signal.aborted) break
      // A process that never comes to anything shows nothing: mostly it is given time to start.
      if (!world.isUp() && !random.chance(0.1)) continue
      await disaster()
      bot.start()
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

export type Killer = ReturnType<typeof createKiller>
