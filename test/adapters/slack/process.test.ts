import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startSlack } from '../../loopback-slack/start-slack.ts'

/** The whole program, as it is started on a server. */
const startProcess = async (env: NodeJS.ProcessEnv) => {
  const folder = await mkdtemp(join(tmpdir(), 'slack-process-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const child = spawn('node', ['scripts/start.js'], {
    env: { ...process.env, DATABASE_URL: `file:${join(folder, 'bot.db')}`, LOG_FORMAT: 'json', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const ended = once(child, 'close')
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  return {
    said: () => said,
    async stop() {
      child.kill('SIGTERM')
      const [code] = await ended
      return code
    },
    ended: async () => (await ended)[0],
  }
}

const peopled = async () => {
  const slack = await startSlack()
  onTestFinished(slack.close)
  const workspace = slack.addWorkspace('Study')
  const ana = slack.addUser(workspace, 'Ana')
  const channel = slack.addChannel(workspace, 'roadmap')
  return { slack, workspace, ana, channel, env: { SLACK_API_URL: slack.apiUrl, SLACK_BOT_TOKEN: workspace.botToken } }
}

test('by Socket Mode it answers, survives a refused reconnect, and ends with 0 when it is asked to', async () => {
  const { slack, ana, channel, env } = await peopled()
  const bot = await startProcess({ ...env, SLACK_APP_TOKEN: slack.appToken })
  await slack.socket.untilOpened(2)
  const answer = async () => (await slack.command(ana, channel, '/roadmap', 'stage 3').done())?.message?.text
  expect(await answer()).toContain('Stage 3 of 6')
  slack.socket.refuse('invalid_auth')
  slack.socket.drop()
  await expect.poll(bot.said, { timeout: 5000 }).toContain('Slack refuses SLACK_APP_TOKEN')
  slack.socket.refuse(false)
  await slack.socket.untilOpened(4)
  expect(await answer()).toContain('Stage 3 of 6')
  expect(await bot.stop()).toBe(0)
  expect(bot.said()).not.toMatch(/xoxb-\d|xapp-\d/)
}, 20_000)

test('it ends soon also while Slack holds connections that are being refreshed', async () => {
  const { slack, ana, channel, env } = await peopled()
  const bot = await startProcess({ ...env, SLACK_APP_TOKEN: slack.appToken })
  await slack.socket.untilOpened(2)
  await slack.command(ana, channel, '/roadmap', 'stage 3').done()
  slack.socket.disconnect('refresh_requested')
  await slack.socket.untilOpened(4)
  slack.socket.disconnect('warning')
  const before = performance.now()
  expect(await bot.stop()).toBe(0)
  expect(performance.now() - before).toBeLessThan(3000)
}, 20_000)

test('over HTTP it answers beside its health, at one port, and goes on when no workspace is left', async () => {
  const { slack, workspace, ana, channel, env } = await peopled()
  const bot = await startProcess({ ...env, SLACK_SIGNING_SECRET: slack.signingSecret, PORT: '0' })
  await expect.poll(bot.said, { timeout: 10_000 }).toContain('Slack: requests are answered at /slack/events')
  const [, port] = /"port":(\d+)/.exec(bot.said()) ?? []
  slack.deliverBy({ url: `http://127.0.0.1:${port}/slack/events` })
  expect((await slack.command(ana, channel, '/roadmap', 'stage 3').done())?.message?.text).toContain('Stage 3 of 6')
  const health = await fetch(`http://127.0.0.1:${port}/healthz`)
  expect([health.status, await health.json()]).toEqual([200, { status: 'up' }])
  const greeting = await slack.inviteBot(channel).waitFor(({ by }) => by === 'chat.postMessage')
  expect(greeting.message?.text).toContain('Shall we learn together?')
  for (const { acked } of slack.uninstall(workspace)) await acked
  await expect.poll(bot.said).toContain('install the app in the workspace again')
  const after = async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`)
    return [answer.status, await answer.json()]
  }
  // An answer is good for a second.
  await expect.poll(after).toEqual([503, { status: 'down' }])
  expect(bot.said()).toMatch(/"database":"up","slack":"down".*"health: down"/)
  expect(await bot.stop()).toBe(0)
}, 20_000)

test.each([
  [{ SLACK_BOT_TOKEN: 'xoxb-nobody' }, 'Slack refuses SLACK_BOT_TOKEN: copy the Bot User OAuth Token'],
  [{ SLACK_APP_TOKEN: 'xapp-nobody' }, 'Slack refuses SLACK_APP_TOKEN: it must be an app-level token'],
  [{ SLACK_APP_TOKEN: '' }, 'SLACK_APP_TOKEN: missing beside SLACK_BOT_TOKEN'],
  [{ SLACK_BOT_TOKEN: '' }, 'SLACK_BOT_TOKEN: missing, though another variable of Slack is set'],
  [{ SLACK_BOT_TOKEN: 'xoxp-nobody' }, 'SLACK_BOT_TOKEN: found something else, expected the Bot User OAuth Token'],
])(
  'with %j it says what is wrong, and ends with 1',
  async (wrong, words) => {
    const { slack, env } = await peopled()
    const bot = await startProcess({ ...env, SLACK_APP_TOKEN: slack.appToken, ...wrong })
    expect(await bot.ended()).toBe(1)
    expect(bot.said()).toContain(words)
    expect(bot.said()).not.toContain('    at ')
  },
  20_000,
)
