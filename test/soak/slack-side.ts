/** Slack's side of the soak, by Socket Mode. */
import { scopes } from '../../src/adapters/slack/transport/manifest.ts'
import { slash } from '../../src/chat/slash.ts'
import { readable, readableView } from '../loopback-slack/readable.ts'
import { startSlack } from '../loopback-slack/start-slack.ts'
import type { Channel, Message, User } from '../loopback-slack/state.ts'
import type { MovedClock } from './moved-clock.ts'
import type { Random } from './random.ts'
import { type Ask, countIn, type Fault, type Post, type Side, type SideAnswer } from './side.ts'

/** How long an answer may take, in milliseconds. */
const timeoutMs = 10_000

const faultOf = (what: 'posts' | 'answers', random: Random) => {
  const method = what === 'posts' ? 'chat.postMessage' : random.pick(['response_url', 'users.info'])
  if (what === 'answers')
    return random.weighted([
      [3, { name: '500', method, status: 500 }],
      [2, { name: 'late', method, lateMs: random.int(50, 800) }],
      [2, { name: 'taken, then broken', method, afterHandling: true }],
    ])
  return random.weighted([
    [2, { name: '503', method, status: 503, times: random.int(1, 2) }],
    [2, { name: '429', method, status: 429, headers: { 'retry-after': '3' } }],
    [2, { name: 'late', method, lateMs: random.int(50, 800) }],
    [1, { name: 'fatal_error', method, error: 'fatal_error' }],
    [1, { name: '500', method, status: 500 }],
    [2, { name: 'taken, then broken', method, afterHandling: true }],
    [1, { name: 'taken, then 500', method, afterHandling: true, status: 500 }],
  ])
}

const postOf = (message: Message): Post => ({ text: readable(message), at: 1000 * Number(message.ts.split('.')[0]) })

export const createSlackSide = async ({
  clock,
  ackWithinMs,
}: {
  clock: MovedClock
  ackWithinMs: number
}): Promise<Side> => {
  const slack = await startSlack({ clock: clock.now, ackWithinMs })
  const workspace = slack.addWorkspace('Soak', { scopes: scopes.map(({ scope }) => scope) })
  const countPosts = countIn(slack.requests, ({ method }) => method === 'chat.postMessage')
  let answers = 0

  const ask = async (user: User, channel: Channel, line: string, { twice }: Ask): Promise<SideAnswer> => {
    const before = slack.directMessages(user).length
    const exchange = slack.command(user, channel, slash, line, { twice })
    try {
      const first = await exchange.done(timeoutMs)
      const { message, view } = first ?? {}
      answers++
      if (view) return { text: readableView(view) }
      if (!message) return { failed: exchange.failed ?? 'no message' }
      const [file] = slack
        .directMessages(user)
        .slice(before)
        .flatMap(({ files }) => files)
      return { text: readable(message), ...(file?.data && { file: file.data.toString('utf8') }) }
    } catch (error) {
      return { failed: exchange.failed ?? (error instanceof Error ? error.message : String(error)) }
    }
  }

  const add = (name: string, fault: Parameters<typeof slack.failNext>[0]): Fault => ({
    name: `Slack: ${name}`,
    ...slack.failNext(fault),
  })

  return {
    platform: 'slack',
    env: { SLACK_BOT_TOKEN: workspace.botToken, SLACK_APP_TOKEN: slack.appToken, SLACK_API_URL: slack.apiUrl },
    addRoom(name) {
      const channel = slack.addChannel(workspace, name)
      return {
        id: channel.id,
        addPerson(person, { organizer }) {
          const user = slack.addUser(workspace, person, { admin: organizer })
          return {
            id: `slack:${workspace.id}-${user.id}`,
            ask: (line, how) => ask(user, channel, line, how),
            direct: () => slack.directMessages(user).map(postOf),
          }
        },
        posts: () => slack.messages(channel).map(postOf),
        attempts: () =>
          slack.requests
            .filter(({ method, body }) => method === 'chat.postMessage' && body.channel === channel.id)
            .map(({ at }) => at),
      }
    },
    // It holds no lease.
    wake: async () => {},
    isUp: () => slack.socket.connections > 0,
    counts: () => ({ posts: countPosts(), answers }),
    holdPost: ({ taken }) =>
      add('held', { method: 'chat.postMessage', hang: true, ...(taken && { afterHandling: true }) }),
    disturb(what, random) {
      const { name, ...fault } = faultOf(what, random)
      return add(`${what} ${name}`, fault)
    },
    failPosts: () => add('outage', { method: 'chat.postMessage', status: 503, times: Number.POSITIVE_INFINITY }),
    refuseConnections() {
      slack.socket.refuse('http500')
      const nobody = slack.failNext({ method: 'auth.test', status: 500, times: Number.POSITIVE_INFINITY })
      const cancel = () => {
        slack.socket.refuse(false)
        nobody.cancel()
      }
      return { name: 'Slack: no connection', cancel }
    },
    refreshConnection: () => slack.socket.disconnect('refresh_requested', { count: 1, holdsTcp: false }),
    cutConnection: () => slack.socket.drop(),
    ruleBreaks: () =>
      slack.refusals
        .filter(({ error }) => /^invalid_(blocks|arguments|arg)|^no_text|^msg_/.test(error))
        .map(({ method, error, messages }) => `${method}: ${error} ${messages.join('; ')}`),
    close: slack.close,
  }
}
