import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { kinds, openStore } from '../support/database.ts'
import { createNotifying } from '../support/notifying.ts'
import { startPlatform } from '../support/platform-server.ts'

const groups = 200

const tickInChild = (url: string, platform: string, more: { idempotencyWindowSeconds: number; now: string }) => {
  const script = fileURLToPath(new URL('../support/notifying-process.ts', import.meta.url))
  const child = spawn(process.execPath, [script, url, platform, String(more.idempotencyWindowSeconds), more.now], {
    stdio: 'inherit',
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  return { kill: () => child.kill('SIGKILL'), ended: once(child, 'exit') }
}

/** 200 groups whose post is due; the process that sends them is killed in the middle, and another one starts a minute later. */
const killInTheMiddle = async (idempotencyWindowSeconds: number) => {
  const url = await kinds.sqlite()
  const { store } = openStore(url)
  const notifying = createNotifying({ store })
  for (let at = 0; at < groups; at++) await notifying.addGroup(`c${at}`)
  const platform = await startPlatform({ idempotencyWindowSeconds: idempotencyWindowSeconds > 0 })
  onTestFinished(platform.close)
  const first = tickInChild(url, platform.url, { idempotencyWindowSeconds, now: '2026-11-23T08:00:00Z' })
  await platform.has(groups / 2)
  first.kill()
  await first.ended
  const second = tickInChild(url, platform.url, { idempotencyWindowSeconds, now: '2026-11-23T08:01:00Z' })
  await second.ended
  const posts = (
    await Promise.all(Array.from({ length: groups }, (_, at) => store.reads.postsOf(`group-c${at}`, 5)))
  ).flat()
  const channels = platform.arrived.map(({ channel }) => channel)
  return {
    states: Object.groupBy(posts, ({ state }) => state),
    posts,
    channels,
    duplicates: channels.length - new Set(channels).size,
    missing: posts.filter(({ groupId }) => !channels.includes(groupId?.replace('group-', '') ?? '')),
  }
}

test('kill -9 in the middle of 200 posts, where keys are remembered: nothing is missing, nothing comes twice', async () => {
  const { duplicates, missing, states, channels } = await killInTheMiddle(150)
  expect({ duplicates, missing, arrived: channels.length }).toEqual({ duplicates: 0, missing: [], arrived: groups })
  expect(Object.keys(states)).toEqual(['sent'])
})

test('kill -9 in the middle of 200 posts, where they are not: nothing comes twice, and what may be missing is told', async () => {
  const { duplicates, missing, states } = await killInTheMiddle(0)
  expect(duplicates).toBe(0)
  // At worst those that were under way.
  expect(missing.length).toBeLessThanOrEqual(16)
  expect(states.unconfirmed?.length).toBeLessThanOrEqual(16)
  expect(missing.every(({ state }) => state === 'unconfirmed')).toBe(true)
  expect(Object.keys(states).sort()).toEqual(['sent', 'unconfirmed'])
})
