/**
 * Deletes groups whose channel or server the bot was removed from two weeks ago (design 4.8), once the platform has confirmed that. If the
 * bot is there after all, the group goes on; without an answer it stays, and the operator can decide (`npm run privacy`).
 */
import { Temporal } from 'temporal-polyfill'
import type { Address } from '../chat/invocation.ts'
import type { MessageSender, Removal } from '../chat/message-sender.ts'
import type { Instant } from '../core/calendar.ts'
import type { Group } from '../core/group.ts'
import { errorWords } from '../errors/logged-error.ts'
import { withDeliveryResumed } from '../groups/delivery-resumed.ts'
import type { NotificationDeps } from './deps.ts'
import { withinSendTimeout } from './send-timeout.ts'

const daysUntilPurged = 14
const minutesUntilAskedAgain = 60

export const createPurge = ({
  isStopping,
  ...deps
}: NotificationDeps & { isStopping: () => boolean }): (() => Promise<void>) => {
  const { store, senders, clock, log, newId } = deps
  /** When to ask the platform again about groups for which it gave no answer. */
  let postponed = new Map<string, Instant>()

  /** Deletes the group or resumes its delivery, unless a command in its channel has resumed it just now. */
  const deleteOrResume = (group: Group, removal: Exclude<Removal, 'unknown'>, now: Instant) =>
    store.transaction({ id: `purge ${newId()}`, at: now }, async (within) => {
      const current = await within.groupOf(group.id)
      if (current?.deliveryBlock?.kind !== 'removed') return
      if (removal === 'removed') await within.deleteGroup(group.id)
      else await within.saveGroup(withDeliveryResumed(current, now))
    })

  const handle = async (group: Group, where: Address, removal: Removal): Promise<void> => {
    const { workspace, channel } = where
    const details = { group: group.id, workspace, channel }
    const now = clock()
    if (removal === 'unknown') {
      const isNew = !postponed.has(group.id)
      postponed.set(group.id, now.add({ minutes: minutesUntilAskedAgain }))
      if (isNew) log.warn(details, 'a group is not deleted: the platform did not confirm that the bot was removed')
      return
    }
    await deleteOrResume(group, removal, now)
    const purged = 'a group was purged: the bot was removed from its channel or server two weeks ago'
    log.info(details, removal === 'removed' ? purged : 'a group goes on: the bot is in its channel or server')
  }

  return async () => {
    const now = clock()
    const due = (await store.reads.blockedGroups()).filter((group) => isDue(group, now))
    const ids = new Set(due.map(({ id }) => id))
    postponed = new Map([...postponed].filter(([id]) => ids.has(id)))
    for (const group of due) {
      if (isStopping()) return
      const askAt = postponed.get(group.id)
      if (askAt && Temporal.Instant.compare(askAt, now) > 0) continue
      const [where] = await store.reads.channelsOf(group.id)
      const sender = senders.find(({ platform }) => platform === where?.platform)
      // Another process serves that platform.
      if (where && sender) await handle(group, where, await removalOf(where, sender, deps))
    }
  }
}

const isDue = ({ deliveryBlock }: Group, now: Instant): boolean =>
  deliveryBlock?.kind === 'removed' &&
  Temporal.Instant.compare(deliveryBlock.since.add({ hours: 24 * daysUntilPurged }), now) <= 0

/** Never rejects. */
const removalOf = async (where: Address, sender: MessageSender, deps: NotificationDeps): Promise<Removal> => {
  try {
    const removal = await withinSendTimeout(sender.confirmRemoved(where), deps)
    return removal === 'timeout' ? 'unknown' : removal
  } catch (error) {
    deps.log.warn({ why: errorWords(error), ...where }, 'a platform could not be asked whether the bot was removed')
    return 'unknown'
  }
}
