/** The bot on Slack, as a process, beside a bare Bolt app that answers a constant, on the same loopback Slack. */
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { slash } from '../../src/chat/slash.ts'
import { startSlack } from '../loopback-slack/start-slack.ts'
import { benchBesideBare, groupSize, type Opened } from './beside-bare.ts'
import { startProgram } from './program.ts'

type Way = 'Socket Mode' | 'HTTP'

const open = async (way: Way, script: string): Promise<Opened> => {
  const slack = await startSlack()
  const workspace = slack.addWorkspace('Bench')
  const users = Array.from({ length: groupSize }, (_, at) =>
    slack.addUser(workspace, `user ${at}`, { admin: at === 0 }),
  )
  const channel = slack.addChannel(workspace, 'bench')
  const port = await freePort()
  if (way === 'HTTP') slack.deliverBy({ url: `http://127.0.0.1:${port}/slack/events` })
  const program = startProgram(script, {
    ...{ SLACK_API_URL: slack.apiUrl, SLACK_BOT_TOKEN: workspace.botToken },
    ...(way === 'HTTP'
      ? { SLACK_SIGNING_SECRET: slack.signingSecret, PORT: String(port) }
      : { SLACK_APP_TOKEN: slack.appToken }),
  })
  const say = (member: number, line: string) => {
    const user = users[member]
    if (!user) throw new Error('nobody')
    return slack.command(user, channel, slash, line)
  }
  const ask = (member: number, line: string) => say(member, line).done()
  // Until somebody listens, each command fails at once.
  while ((await say(0, 'stage 3').acked).failed) await setTimeout(2)
  return {
    ...{ program, startedIn: program.age(), stage: () => ask(0, 'stage 3'), refusals: slack.refusals },
    create: () => ask(0, 'group create start:2026-11-02 timezone:UTC'),
    join: (member) => ask(member, 'join'),
    done: (member, { item, part, parts }) => ask(member, `done ${item.id}${parts > 1 ? ` part:${part}` : ''}`),
    leaderboard: (member) => ask(member, 'leaderboard'),
    // Posts are for the group, which hears of a stage that somebody finished.
    requests: () => slack.requests.filter(({ method }) => method !== 'chat.postMessage').length,
    async close() {
      await program.end()
      await slack.close()
    },
  }
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

const aimsOf: Record<Way, { leaderboard: string; done: string }> = {
  'Socket Mode': { leaderboard: '0.08 or more', done: '0.06 or more' },
  HTTP: { leaderboard: '0.2 or more', done: '0.15 or more' },
}

export const benchSlack = async () => {
  for (const way of ['Socket Mode', 'HTTP'] as const) {
    console.log(`\nSlack by ${way}: the bot beside a bare Bolt app, both as processes on a loopback Slack`)
    await benchBesideBare({
      bare: await open(way, 'test/bench/bare-slack.ts'),
      bot: await open(way, 'scripts/start.js'),
      aims: { latency: '1.5 or less', rate: '0.7 or more', ...aimsOf[way], requests: '0 beside the acknowledgement' },
    })
  }
}
