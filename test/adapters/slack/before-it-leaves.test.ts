import { randomUUID } from 'node:crypto'
import { expect, onTestFinished, test } from 'vitest'
import type { MessageSender } from '../../../src/chat/message-sender.ts'
import type { Reply } from '../../../src/chat/reply.ts'
import { StoreUnavailable } from '../../../src/errors/store-unavailable.ts'
import { createNotifications } from '../../../src/notifications/notifications.ts'
import type { StoredActionRepository } from '../../../src/ports/stored-actions.ts'
import { readable } from '../../loopback-slack/readable.ts'
import { backendDeveloper } from '../../support/bot.ts'
import { kinds, openStore } from '../../support/database.ts'
import { createRecordingLog } from '../../support/recording-log.ts'
import { withGroup } from '../../support/slack-group.ts'
import { createTestClock } from '../../support/test-clock.ts'

/** A database that fails so often when a button's action is kept. */
const hiccuping = async () => {
  const { store } = openStore(await kinds.sqlite())
  let left = 0
  const storeActions: StoredActionRepository['storeActions'] = async (...given) => {
    if (left-- > 0) throw new StoreUnavailable('Start it.', { cause: new Error('away for a moment') })
    return store.storedActions.storeActions(...given)
  }
  return {
    store: { ...store, storedActions: { ...store.storedActions, storeActions } },
    failNext(times: number) {
      left = times
    },
  }
}

/** A button whose action is too long for Slack: it has to be kept in the database before the card is complete. */
const longButton = { label: 'All of it', action: { command: 'done', input: { item: 'x'.repeat(2500) } } }

const withLongButton = (reply: Reply): Reply => ({
  ...reply,
  blocks: [...reply.blocks, { kind: 'buttons', buttons: [longButton] }],
})

test('a database that fails while a post is rendered delays the post, which comes once', async () => {
  const { store, failNext } = await hiccuping()
  const { adapter, slack, channel } = await withGroup({ store })
  const { clock, at } = createTestClock('2026-11-30T09:00')
  const sender: MessageSender = {
    ...adapter,
    prepare: (to, reply, key) => adapter.prepare(to, withLongButton(reply), key),
  }
  const log = createRecordingLog()
  const parts = { store, roadmaps: backendDeveloper, clock, log, newId: randomUUID, random: () => 0 }
  const notifications = createNotifications({ ...parts, senders: [sender] })
  onTestFinished(() => notifications.stop())
  const posts = () => slack.messages(channel).filter((message) => readable(message).includes('week of Mon 30 Nov 2026'))
  failNext(2)
  const seen = []
  for (const minute of ['00', '01', '02', '03', '04', '05']) {
    at(`2026-11-30T09:${minute}`)
    await notifications.runCycleAndWait()
    seen.push(posts().length)
  }
  expect(seen).toEqual([0, 0, 1, 1, 1, 1])
  expect(log.entries.map(({ message }) => message)).toContain('a message could not be prepared')
})
