/** Run by the tests: node nudging-process.ts <database> <platform url> <seconds that keys are remembered> <now>. One tick, then the end. */
import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import type { PostOffice } from '../../src/bot/chat-adapter.ts'
import type { Posted } from '../../src/bot/posted.ts'
import { createNudges } from '../../src/nudges/nudges.ts'
import { loadRoadmaps } from '../../src/roadmaps/load-roadmaps.ts'
import { createStore } from '../../src/store/create-store.ts'
import { createRecordingLog } from './recording-log.ts'

const [, , url = '', platform = '', remembersKeys = '0', now = ''] = process.argv
const log = createRecordingLog()
const store = createStore({ url, log, newId: randomUUID })

const send = async (channel: string, key: string): Promise<Posted> => {
  await fetch(`${platform}?${new URLSearchParams({ channel, key })}`, { method: 'POST' })
  return { sent: key }
}

const office: PostOffice = {
  platform: 'test',
  remembersKeys: Number(remembersKeys),
  isUp: () => true,
  confirmRemoved: async () => 'present',
  checkMembership: async () => 'member',
  prepare: async (to, _, key) => ({ send: () => send('channel' in to ? to.channel.channel : to.person, key) }),
}

const nudges = createNudges({
  ...{ store, log, newId: randomUUID, chance: () => 0, offices: [office] },
  roadmaps: await loadRoadmaps('data'),
  clock: () => Temporal.Instant.from(now),
})
await nudges.tick()
await nudges.stop()
await store.close()
