import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A platform in another process's eyes: takes posts over HTTP, slowly, and recognizes keys or does not. */
export const startPlatform = async ({ idempotencyWindowSeconds }: { idempotencyWindowSeconds: boolean }) => {
  const arrived: { channel: string; key: string }[] = []
  const waiting: { until: number; done: () => void }[] = []
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://platform')
    const post = { channel: searchParams.get('channel') ?? '', key: searchParams.get('key') ?? '' }
    if (!idempotencyWindowSeconds || !arrived.some(({ key }) => key === post.key)) arrived.push(post)
    for (const { until, done } of waiting) if (arrived.length >= until) done()
    // The post is there before its sender hears of it, as on any network.
    setTimeout(() => response.end('taken'), 3)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    arrived,
    /** Settles when so many posts are there. */
    has: (until: number) => new Promise<void>((done) => waiting.push({ until, done })),
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
