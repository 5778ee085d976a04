/** Channels and the messages in them. */
import { flag } from './message-rules.ts'
import { type Message, type Messages, openChannel, refuseUnallowed, wireMessage } from './messages.ts'
import { createPostLimit, type PostLimit } from './post-limit.ts'
import { type Answer, nothing, ok, type Request, type Route } from './route.ts'
import type { State } from './state.ts'
import { wireChannel } from './wire.ts'

export const channelRoutes = (state: State, messages: Messages, postLimit: PostLimit): Route[] => {
  const take = createPostLimit(postLimit)
  const path = '/channels/:channel/messages'
  const one = `${path}/:message`
  const messageOf = ({ params }: Request): Message =>
    messages.get(params.message, openChannel(state, params.channel).id)
  return [
    {
      method: 'GET',
      path: '/channels/:channel',
      run: ({ params }) => ok(wireChannel(openChannel(state, params.channel), state.botUser.id)),
    },
    {
      method: 'GET',
      path,
      run({ params, query }) {
        const here = messages.in(openChannel(state, params.channel)).toReversed()
        return ok(here.slice(0, Number(query.get('limit') ?? 50)).map((message) => wireMessage(state, message)))
      },
    },
    {
      method: 'POST',
      path,
      run({ params, given, uploads }) {
        const { isOver, resetAfter, headers } = take(params.channel ?? '')
        if (isOver) return limited(resetAfter, headers)
        const channel = openChannel(state, params.channel)
        refuseUnallowed(state, channel, { given, uploads })
        const settable = flag.suppressEmbeds | flag.silent | flag.componentsV2
        const message = messages.create(channel.id, { given, uploads, settable, ordinary: true })
        return ok(wireMessage(state, message), headers)
      },
    },
    { method: 'GET', path: one, run: (request) => ok(wireMessage(state, messageOf(request))) },
    {
      method: 'PATCH',
      path: one,
      run: (request) => ok(wireMessage(state, messages.edit(messageOf(request), request))),
    },
    {
      method: 'DELETE',
      path: one,
      run(request) {
        messages.remove(messageOf(request))
        return nothing
      },
    },
  ]
}

/** In words and headers as Discord's, whose client waits and asks again. */
const limited = (resetAfter: number, headers: Record<string, string>): Answer => ({
  status: 429,
  body: { message: 'You are being rate limited.', retry_after: resetAfter, global: false },
  headers: { ...headers, 'Retry-After': String(Math.ceil(resetAfter)), 'X-RateLimit-Scope': 'user' },
})
