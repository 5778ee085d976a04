import { Temporal } from 'temporal-polyfill'
import type { Group } from '../../src/core/group.ts'
import type { GroupReader, GroupWriter } from '../../src/ports/groups.ts'

const at = Temporal.Instant.from('2026-11-23T12:00:00Z')

/** A group without anybody in it. */
export const groupCalled = (id: string): Group => ({
  ...{ id, name: id, roadmapId: 'backend-developer', tempo: 'steady', zone: 'UTC', pauses: [] },
  ...{ start: Temporal.PlainDate.from('2026-11-23'), createdOn: Temporal.PlainDate.from('2026-11-23') },
  ...{ postsEnabled: true, postDay: 'monday', postTime: Temporal.PlainTime.from('09:00') },
  ...{ rescheduledAt: at, postsSince: at, nextPostAt: at.add({ hours: 24 }) },
})

/** Makes a group with a channel of its own, in several statements; the database fails when it is made a second time. */
export const keepGroup = (within: GroupWriter, id: string): Promise<boolean> =>
  within.createGroup(groupCalled(id), { platform: 'test', workspace: 'w', channel: id })

export const isKept = async (reads: GroupReader, id: string): Promise<boolean> => {
  const [group, [channel]] = await Promise.all([reads.groupOf(id), reads.channelsOf(id)])
  if ((group === undefined) !== (channel === undefined)) throw new Error(`${id} is half there`)
  return group !== undefined
}
