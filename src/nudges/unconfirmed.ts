/** Posts of which nobody knows whether they arrived, and which are not repeated: the log says which, as `group log` does. */
import type { PostOffice } from '../bot/chat-adapter.ts'
import type { Post } from '../core/post.ts'
import type { Desk } from './desk.ts'

/** Marks what waits for another attempt, but of which the platform may have forgotten the key: also while it is not connected. */
export const markUnconfirmed = async ({ platform, remembersKeys }: PostOffice, desk: Desk): Promise<void> => {
  const now = desk.clock()
  const since = now.subtract({ seconds: remembersKeys })
  for (const post of await desk.store.markUnconfirmed({ platform, since, now })) await warnUnconfirmed(post, desk)
}

/** Never rejects: the post is settled by now. */
export const warnUnconfirmed = async (post: Post, { store, log }: Desk): Promise<void> => {
  const { id, kind, platform, dueAt, groupId } = post
  const about = { post: id, kind, platform, due: dueAt.toString(), ...(groupId && (await nameOf(groupId, store))) }
  log.warn(about, 'a post may be missing: nobody knows whether it arrived, so it is not repeated')
}

const nameOf = async (groupId: string, store: Desk['store']) => {
  try {
    const [group, channels] = await Promise.all([store.groupOf(groupId), store.channelsOf(groupId)])
    return { group: group?.name, channel: channels[0]?.channel }
  } catch {
    return {}
  }
}
