/** The rate limit on posts, of each channel its own, with the headers that Discord sends. */
export type PostLimit = { posts: number; perMs: number }

export const createPostLimit = ({ posts, perMs }: PostLimit) => {
  const windows = new Map<string, { until: number; used: number }>()
  return (channelId: string) => {
    const now = Date.now()
    const open = windows.get(channelId)
    const current = open && open.until > now ? open : { until: now + perMs, used: 0 }
    windows.set(channelId, current)
    const isOver = current.used >= posts
    if (!isOver) current.used++
    const resetAfter = (current.until - now) / 1000
    const headers = {
      'X-RateLimit-Limit': String(posts),
      'X-RateLimit-Remaining': String(posts - current.used),
      'X-RateLimit-Reset': (current.until / 1000).toFixed(3),
      'X-RateLimit-Reset-After': resetAfter.toFixed(3),
      'X-RateLimit-Bucket': 'd721dea6054f6322373d361f98e5c38b',
    }
    return { isOver, resetAfter, headers }
  }
}
