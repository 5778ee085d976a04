/** Posts of which nobody knows whether they arrived, and which are not repeated: the log says which, as `group log` does. */
import type { MessageSender } from '../chat/message-sender.ts'
import type { OutboxMessage } from '../core/outbox-message.ts'
import type { NotificationDeps } from './deps.ts'

/** Marks what waits for another attempt, but of which the platform may have forgotten the key: also while it is not connected. */
export const markUnconfirmed = async (
  { platform, idempotencyWindowSeconds }: MessageSender,
  deps: NotificationDeps,
): Promise<void> => {
  const now = deps.clock()
  const since = now.subtract({ seconds: idempotencyWindowSeconds })
  for (const message of await deps.store.outbox.markUnconfirmed({ platform, since, now }))
    await warnUnconfirmed(message, deps)
}

/** Never rejects: the post is settled by now. Its place is named by ids, which say to whom it went, and nothing of people's own words. */
export const warnUnconfirmed = async (message: OutboxMessage, { store, log }: NotificationDeps): Promise<void> => {
  const { id, kind, platform, dueAt, groupId } = message
  const [home] = groupId === undefined ? [] : await store.reads.channelsOf(groupId).catch(() => [])
  const place = home && { workspace: home.workspace, channel: home.channel }
  log.warn(
    { post: id, kind, platform, ...place, due: dueAt.toString() },
    'a post may be missing: nobody knows whether it arrived, so it is not repeated',
  )
}
