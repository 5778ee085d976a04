/** Unconfirmed messages, which may have arrived and are not repeated: the log and `group log` list them. */
import type { MessageSender } from '../chat/message-sender.ts'
import type { OutboxMessage } from '../core/outbox-message.ts'
import type { NotificationDeps } from './deps.ts'

/** Marks pending messages that may have arrived and whose key the platform may have forgotten, also while it is not connected. */
export const markUnconfirmed = async (
  { platform, idempotencyWindowSeconds }: MessageSender,
  deps: NotificationDeps,
): Promise<void> => {
  const now = deps.clock()
  const since = now.subtract({ seconds: idempotencyWindowSeconds })
  for (const message of await deps.store.outbox.markUnconfirmed({ platform, since, now }))
    await warnUnconfirmed(message, deps)
}

/** Never rejects, because the state is already stored. The log names the channel by ids and contains nothing that people wrote. */
export const warnUnconfirmed = async (message: OutboxMessage, { store, log }: NotificationDeps): Promise<void> => {
  const { id, kind, platform, dueAt, groupId } = message
  const [address] = groupId === undefined ? [] : await store.reads.channelsOf(groupId).catch(() => [])
  const where = address && { workspace: address.workspace, channel: address.channel }
  log.warn(
    { post: id, kind, platform, ...where, due: dueAt.toString() },
    'a message may be missing: the platform did not confirm it, so it is not repeated',
  )
}
