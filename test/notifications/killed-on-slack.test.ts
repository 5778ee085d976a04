import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { kinds, openStore } from '../support/database.ts'
import { rendered } from '../support/message-sender.ts'
import { withGroup } from '../support/slack-group.ts'

const script = fileURLToPath(new URL('../support/slack-process.ts', import.meta.url))

test('kill -9 while a post is being sent to Slack: after the next start the log says which one may be missing, as group log does', async () => {
  const url = await kinds.sqlite()
  const world = await withGroup({ store: openStore(url).store })
  const { slack, workspace, channel, adapter, bot, person, at } = world
  const env = { SLACK_API_URL: slack.apiUrl, SLACK_BOT_TOKEN: workspace.botToken, SLACK_APP_TOKEN: slack.appToken }
  await adapter.stop()
  const startAt = (now: string) => {
    const child = spawn(process.execPath, [script, url, now], {
      env: { ...process.env, LOG_LEVEL: 'info', LOG_FORMAT: 'json', ...env },
      stdio: 'pipe',
    })
    onTestFinished(() => void child.kill('SIGKILL'))
    let written = ''
    child.stderr.on('data', (chunk: Buffer) => {
      written += chunk.toString('utf8')
    })
    const lines = () => written.split('\n').filter((line) => line.startsWith('{'))
    return { child, ended: once(child, 'exit'), logged: () => lines().map((line) => JSON.parse(line)) }
  }
  const posts = () => slack.requests.filter(({ method }) => method === 'chat.postMessage').length
  const before = posts()
  slack.failNext({ method: 'chat.postMessage', hang: true })
  const first = startAt('2026-11-30T08:00:00Z')
  await expect.poll(posts, { timeout: 20_000 }).toBe(before + 1)
  first.child.kill('SIGKILL')
  await first.ended

  const second = startAt('2026-11-30T08:02:00Z')
  const told = () => second.logged().filter(({ msg }) => String(msg).startsWith('a message may be missing'))
  await expect
    .poll(told, { timeout: 20_000 })
    .toMatchObject([
      { kind: 'week', workspace: workspace.id, channel: channel.id, platform: 'slack', due: '2026-11-30T08:00:00Z' },
    ])
  second.child.kill('SIGTERM')
  await second.ended
  expect(posts()).toBe(before + 1)

  at('2026-11-30T09:03')
  const { id, name } = person('Sam')
  const { answer } = await bot.handle({
    ...{ id: 'log', source: 'command', ask: { line: 'group log' } },
    actor: { id: `slack:${workspace.id}-${id}`, name, mayManage: false },
    where: { platform: 'slack', workspace: workspace.id, channel: channel.id },
  })
  expect(rendered(answer)).toContain('Mon 30 Nov 2026 09:00: Weekly post, it may have arrived')
}, 60_000)
