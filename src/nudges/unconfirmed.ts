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

/** Never rejects: the post is settled by now. Its place is named by ids, which say to whom it went, and nothing of people's own words. */
export const warnUnconfirmed = async (post: Post, { store, log }: Desk): Promise<void> => {
  const { id, kind, platform, dueAt, groupId } = post
  const [home] = groupId === undefined ? [] : await store.channelsOf(groupId).catch(() => [])
  const place = home && { workspace: home.workspace, channel: home.channel }
  log.warn(
    { post: id, kind, platform, ...place, due: dueAt.toString() },
    'a post may be missing: nobody knows whether it arrived, so it is not repeated',
  )
}
