import { once } from 'node:events'
import { type App, createInstalls } from './app-methods.ts'
import { createLookup } from './call.ts'
import { chatMethods } from './chat-methods.ts'
import { createDeliveries, type DeliveryOptions } from './deliveries.ts'
import { createEvents } from './events.ts'
import { createFaults } from './faults.ts'
import { createFiles } from './file-methods.ts'
import { createHappenings } from './happenings.ts'
import { createHttpDelivery, type Forgery } from './http-delivery.ts'
import { createLookUps } from './look-ups.ts'
import { createMessages } from './messages.ts'
import { createPeople } from './people.ts'
import { peopleMethods } from './people-methods.ts'
import { createPostLimit } from './post-limit.ts'
import type { Refusal } from './refusal.ts'
import { createResponseUrls } from './response-urls.ts'
import { createHttpServer } from './server.ts'
import { createSocketMode } from './socket-mode.ts'
import { type Channel, createState, type Message, type User, type View, type Workspace } from './state.ts'
import { createTriggers } from './triggers.ts'
import { viewMethods } from './view-methods.ts'
import { createViews } from './views.ts'
import { createWebApi } from './web-api.ts'

type RefusalRecord = {
  method: string
  error: string
  messages: readonly string[]
  team: string | undefined
  at: number
}
type Options = DeliveryOptions & {
  /** Milliseconds since 1970: ages of trigger_ids and response_urls, time stamps, the rate limit. */
  clock?: () => number
  pingEveryMs?: number
}

const app: App = {
  clientId: '1111.2222',
  clientSecret: 'loopback-client-secret',
  appToken: 'xapp-1-A0STUDYBOT-1-loopback',
  signingSecret: 'loopback-signing-secret',
}

/** A Slack of one's own on 127.0.0.1: it keeps state, delivers, and refuses what Slack refuses. It never sleeps. */
export const startSlack = async ({ clock = Date.now, pingEveryMs, ...delivery }: Options = {}) => {
  let base = ''
  const state = createState(clock)
  const refusals: RefusalRecord[] = []
  const happenings = createHappenings()
  const messages = createMessages(state, happenings)
  const views = createViews(state, happenings)
  const triggers = createTriggers(state, clock)
  const responseUrls = createResponseUrls({ state, messages, clock, base: () => base })
  const postLimit = createPostLimit(clock)
  const files = createFiles(state, () => base)
  const installs = createInstalls(state, app)
  const faults = createFaults()
  const socket = createSocketMode({ base: () => base, appId: 'A0STUDYBOT', ...(pingEveryMs && { pingEveryMs }) })
  const http = createHttpDelivery({ secret: app.signingSecret, clock })
  const deliveries = createDeliveries(socket.transport, delivery)
  const lookup = createLookup(state)
  const api = createWebApi({
    state,
    app,
    installs,
    openConnection: socket.open,
    clock,
    methods: {
      ...chatMethods(lookup, messages, postLimit),
      ...viewMethods(lookup, views, triggers),
      ...peopleMethods(state, lookup, clock),
      ...files.methods(lookup, messages),
    },
  })
  const refused = (refusal: { method: string; team: string | undefined; error: Refusal }) => {
    const { method, team, error } = refusal
    const { errors } = error.more
    refusals.push({
      method,
      error: error.error,
      messages: Array.isArray(errors) ? errors.map(String) : [],
      team,
      at: clock(),
    })
  }
  const server = createHttpServer({
    note: api.note,
    api: api.run,
    upload: files.receive,
    respond: responseUrls.use,
    refused: (method, token, error) => refused({ method, team: state.workspaceByToken(token)?.id, error }),
    faults,
  })
  server.on('upgrade', socket.upgrade)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  base = `http://127.0.0.1:${address.port}/`

  return {
    ...app,
    apiUrl: `${base}api/`,

    addWorkspace: state.addWorkspace,
    addUser: state.addUser,
    addChannel: state.addChannel,
    archive(channel: Channel) {
      channel.archived = true
    },
    removeBot: (channel: Channel) => channel.members.delete(channel.workspace.botUserId),
    approve: installs.approve,
    directChannel: state.directChannel,

    /** What everybody in a channel sees, the oldest first. */
    messages: (channel: Channel): readonly Message[] => [...channel.posted.values()],
    /** What only this person sees, in this channel or in all. */
    ephemeral: (user: User, channel?: Channel): readonly Message[] =>
      state.ephemeralsOf(user).filter((message) => channel === undefined || message.channel === channel),
    directMessages: (user: User): readonly Message[] => [...state.directChannel(user).posted.values()],
    home: (user: User): View | undefined => state.homes.get(user.id),
    modal: state.modalOf,
    files: files.files,

    ...createPeople({ state, happenings, messages, views, triggers, responseUrls, deliveries, refused }),
    ...createLookUps({ deliveries, refused }),
    ...createEvents({ state, happenings, deliveries, clock }),
    /** Waits for anything that people could notice, also if it happened already. */
    waitFor: happenings.waitFor,
    happenings: happenings.all,

    /** By Socket Mode, or over HTTP to this address, rightly signed or forged. */
    deliverBy: (way: 'socket' | { url: string; forged?: Forgery }) =>
      deliveries.use(way === 'socket' ? socket.transport : http.to(way.url, way.forged)),
    replay: http.replay,
    lastSent: http.last,
    socket: socket.faults,
    failNext: faults.add,
    limitPosts: postLimit.set,

    requests: api.requests,
    /** The scopes that commands, calls and events needed so far. */
    usedScopes: ({ usedScopes }: Workspace): ReadonlySet<string> => usedScopes,
    refusals,
    pings: messages.pings,
    links: messages.links,
    warnings: messages.warnings,

    async close() {
      deliveries.close()
      happenings.close()
      http.close()
      await socket.close()
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

export type Slack = Awaited<ReturnType<typeof startSlack>>
