/** Run by the tests: node nudging-process.ts <database> <platform url> <seconds that keys are remembered> <now>. One tick, then the end. */
import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import type { DeliveryResult } from '../../src/chat/delivery-result.ts'
import type { MessageSender } from '../../src/chat/message-sender.ts'
import { createNotifications } from '../../src/notifications/notifications.ts'
import { loadRoadmaps } from '../../src/roadmaps/load-roadmaps.ts'
import { createDatabase } from '../../src/store/create-database.ts'
import { createRecordingLog } from './recording-log.ts'

const [, , url = '', platform = '', idempotencyWindowSeconds = '0', now = ''] = process.argv
const log = createRecordingLog()
const store = createDatabase({ url, log, newId: randomUUID })

const send = async (channel: string, key: string): Promise<DeliveryResult> => {
  await fetch(`${platform}?${new URLSearchParams({ channel, key })}`, { method: 'POST' })
  return { sent: key }
}

const sender: MessageSender = {
  platform: 'test',
  idempotencyWindowSeconds: Number(idempotencyWindowSeconds),
  isUp: () => true,
  confirmRemoved: async () => 'present',
  checkMembership: async () => 'member',
  prepare: async (to, _, key) => ({ send: () => send('channel' in to ? to.channel.channel : to.person, key) }),
}

const notifications = createNotifications({
  ...{ store, log, newId: randomUUID, random: () => 0, senders: [sender] },
  roadmaps: await loadRoadmaps('data'),
  clock: () => Temporal.Instant.from(now),
})
await notifications.runCycleAndWait()
await notifications.stop()
await store.close()
