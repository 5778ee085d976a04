import { once } from 'node:events'
import { App, HTTPReceiver, LogLevel, SocketModeReceiver, webApi } from '@slack/bolt'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Slack, startSlack } from './start-slack.ts'

const plain = (text: string) => ({ type: 'plain_text' as const, text })
const mrkdwn = (text: string) => ({ type: 'mrkdwn' as const, text })
const button = (text: string, action_id: string) => ({ type: 'button' as const, text: plain(text), action_id })
const section = (text: string) => ({ type: 'section' as const, text: mrkdwn(text) })
const greeting = 'Hello, shall we learn together?'
const form = {
  type: 'modal' as const,
  title: plain('New group'),
  submit: plain('Create'),
  blocks: [
    {
      type: 'input' as const,
      block_id: 'name',
      label: plain('Name'),
      element: { type: 'plain_text_input' as const, action_id: 'name', max_length: 20 },
    },
  ],
}

const picker = (more = {}) => ({
  ...form,
  blocks: [
    {
      type: 'input' as const,
      block_id: 'zone',
      label: plain('Time zone'),
      element: { type: 'external_select' as const, action_id: 'zone', min_query_length: 2, ...more },
    },
  ],
})
const zones = ['Asia/Kolkata', 'Asia/Tokyo', 'Europe/Berlin']

/** A bot of the plainest kind, on the real Bolt. */
const addBot = (app: App) => {
  app.command('/roadmap', async ({ command, ack, respond, client }) => {
    if (command.text === 'later') {
      await ack()
      await respond({
        text: 'Here is the stage',
        blocks: [section('Stage'), { type: 'actions', elements: [button('Next', 'next')] }],
      })
    } else if (command.text === 'new') {
      await ack()
      await client.views.open({ trigger_id: command.trigger_id, view: form })
    } else if (command.text === 'zone') {
      await ack()
      await client.views.open({ trigger_id: command.trigger_id, view: picker() })
    } else if (command.text === 'post') {
      await ack()
      await client.chat.postMessage({ channel: command.channel_id, text: 'For all' })
    } else if (command.text !== 'silence') await ack({ response_type: 'in_channel', text: `You said ${command.text}` })
  })
  app.action('next', async ({ ack, respond }) => {
    await ack()
    await respond({ replace_original: true, text: 'The next stage', blocks: [section('Next stage')] })
  })
  app.options('zone', async ({ options: { value }, ack }) => {
    if (value === 'many') return ack({ options: times(101, (index) => ({ text: plain('x'), value: `v${index}` })) })
    if (value === 'long') return ack({ options: [{ text: plain('x'.repeat(76)), value: 'x'.repeat(76) }] })
    const found = zones.filter((zone) => zone.startsWith(value)).map((zone) => ({ text: plain(zone), value: zone }))
    if (value === 'Asia') return ack({ option_groups: [{ label: plain('Asia'), options: found }] })
    await ack({ options: found })
  })
  app.event('channel_left', async ({ event }) => void left.push(`left ${event.channel}`))
  app.event('group_left', async ({ event }) => void left.push(`left ${event.channel}, by ${event.actor_id}`))
  app.event('channel_id_changed', async ({ event, client }) => {
    left.push(`${event.old_channel_id} is gone`)
    await client.chat.postMessage({ channel: event.new_channel_id, text: 'Still here' })
  })
  app.view({ type: 'view_submission' }, async ({ view, ack, client, body }) => {
    const name = view.state.values.name?.name?.value ?? view.state.values.zone?.zone?.selected_option?.value ?? ''
    if (name === 'bad') return ack({ response_action: 'errors', errors: { name: 'Not this name' } })
    await ack()
    await client.chat.postMessage({ channel: body.user.id, text: `Made ${name}` })
  })
  app.event('app_home_opened', async ({ event, client }) => {
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: [section('Your week')] } })
  })
  app.event('member_joined_channel', async ({ event, client, context }) => {
    if (event.user === context.botUserId) await client.chat.postMessage({ channel: event.channel, text: greeting })
  })
}

let slack: Slack
/** What the bot heard about channels that it is no longer in. */
const left: string[] = []
const ends: (() => Promise<unknown>)[] = []
const quiet = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
}

const start = async (way: 'socket' | 'http') => {
  const clientOptions = () => ({ slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } })
  const authorize = async ({ teamId }: { teamId?: string | undefined }) => {
    const { botToken, botId, botUserId } = workspaces.get(teamId ?? '') ?? workspace
    return { botToken, botId, botUserId, ...(teamId && { teamId }) }
  }
  const receiver =
    way === 'socket'
      ? new SocketModeReceiver({
          appToken: slack.appToken,
          logger: quiet,
          clientPingTimeout: 300,
          installerOptions: { clientOptions: clientOptions() },
        })
      : new HTTPReceiver({ signingSecret: slack.signingSecret, logger: quiet, port: 0 })
  const app = new App({ receiver, authorize, logger: quiet, clientOptions: clientOptions() })
  addBot(app)
  const server = await app.start(0)
  ends.push(async () => app.stop())
  if (way === 'socket') return
  if (!server || !('address' in server)) throw new Error('no server')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const url = `http://127.0.0.1:${address.port}/slack/events`
  slack.deliverBy({ url })
  return url
}

const workspaces = new Map<string, ReturnType<Slack['addWorkspace']>>()
let workspace: ReturnType<Slack['addWorkspace']>
let ada: ReturnType<Slack['addUser']>
let channel: ReturnType<Slack['addChannel']>
let client: webApi.WebClient
let now: number

const peopled = async (options: Parameters<typeof startSlack>[0] = {}) => {
  now = Date.now()
  slack = await startSlack({ clock: () => now, ...options })
  workspace = slack.addWorkspace('Study')
  workspaces.set(workspace.id, workspace)
  ada = slack.addUser(workspace, 'ada', { tz: 'Asia/Kolkata', admin: true })
  channel = slack.addChannel(workspace, 'backend')
  client = new webApi.WebClient(workspace.botToken, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    logger: quiet,
    rejectRateLimitedCalls: true,
  })
}

beforeEach(() => {
  left.length = 0
  return peopled()
})
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
  await slack.close()
})

describe.each(['socket', 'http'] as const)('the real Bolt over %s', (way) => {
  beforeEach(async () => {
    await start(way)
  })

  test('a command is answered in its acknowledgement', async () => {
    const answer = await slack.command(ada, channel, '/roadmap', 'hello').done()
    expect(answer).toMatchObject({ kind: 'posted', by: 'ack', message: { text: 'You said hello' } })
    expect(slack.messages(channel).map(({ text }) => text)).toEqual(['You said hello'])
  })

  test('a command is answered later, a button replaces the answer, and a gone button cannot be pressed', async () => {
    const exchange = slack.command(ada, channel, '/roadmap', 'later')
    expect(await exchange.done()).toMatchObject({ kind: 'ephemeral', by: 'response_url', user: { name: 'ada' } })
    expect((await exchange.acked).afterMs).toBeLessThan(1000)
    const [message] = slack.ephemeral(ada, channel)
    if (!message) throw new Error('nothing was said')
    expect(() => slack.press(slack.addUser(workspace, 'bo'), message, 'Next')).toThrow('does not see')
    expect(await slack.press(ada, message, 'Next').done()).toMatchObject({ kind: 'updated' })
    expect(message.text).toBe('The next stage')
    expect(() => slack.press(ada, message, 'Next')).toThrow('no button "Next"')
  })

  test('a modal is opened, refused, corrected and submitted', async () => {
    await slack.command(ada, channel, '/roadmap', 'new').done()
    const view = slack.modal(ada)
    if (!view) throw new Error('no modal')
    expect(() => slack.submit(ada, view)).toThrow('has to be filled in')
    expect(() => slack.submit(ada, view, { name: 'x'.repeat(21) })).toThrow('longer than 20')
    const wrong = slack.submit(ada, view, { name: 'bad' })
    expect(await wrong.waitFor(({ kind }) => kind === 'modal errors')).toMatchObject({
      errors: { name: 'Not this name' },
    })
    expect(slack.modal(ada)).toBe(view)
    const right = slack.submit(ada, view, { name: 'Backenders' })
    await right.done()
    expect(slack.modal(ada)).toBeUndefined()
    await right.waitFor(({ kind }) => kind === 'posted')
    expect(slack.directMessages(ada).map(({ text }) => text)).toEqual(['Made Backenders'])
  })

  test('the home tab is published when it is opened', async () => {
    await slack.openHome(ada).waitFor(({ kind }) => kind === 'home')
    expect(slack.home(ada)?.content.blocks).toMatchObject([section('Your week')])
  })

  test('the bot greets where it is invited', async () => {
    const private_ = slack.addChannel(workspace, 'secret', { private: true, botIsIn: false })
    await slack.inviteBot(private_, ada).waitFor(({ kind }) => kind === 'posted')
    expect(slack.messages(private_).map(({ text }) => text)).toEqual([greeting])
  })

  test('a menu asks for its options, and only one of those that it was given last can be chosen', async () => {
    await slack.command(ada, channel, '/roadmap', 'zone').done()
    const view = slack.modal(ada)
    if (!view) throw new Error('no modal')
    const offered = async (typed: string) => (await slack.lookUp(ada, view, 'zone', typed)).map(({ value }) => value)
    await expect(offered('A')).rejects.toThrow('asked from 2 letters')
    expect(() => slack.submit(ada, view, { zone: 'Europe/Berlin' })).toThrow('no option "Europe/Berlin"')
    expect(await offered('Eu')).toEqual(['Europe/Berlin'])
    expect(await offered('Asia')).toEqual(['Asia/Kolkata', 'Asia/Tokyo'])
    expect(() => slack.select(ada, view, 'zone', 'zone', 'Europe/Berlin')).toThrow('no option "Europe/Berlin"')
    expect(await offered('Mars')).toEqual([])
    await offered('Asia')
    await slack.submit(ada, view, { zone: 'Asia/Tokyo' }).waitFor(({ kind }) => kind === 'posted')
    expect(slack.directMessages(ada).map(({ text }) => text)).toEqual(['Made Asia/Tokyo'])
    await expect(offered('Asia')).rejects.toThrow('is closed')
  })

  test('options that Slack does not take are not offered', async () => {
    await slack.command(ada, channel, '/roadmap', 'zone').done()
    const view = slack.modal(ada)
    if (!view) throw new Error('no modal')
    await expect(slack.lookUp(ada, view, 'zone', 'many')).rejects.toThrow('invalid_options')
    await expect(slack.lookUp(ada, view, 'zone', 'long')).rejects.toThrow('invalid_options')
    expect(slack.refusals.map(({ method, messages }) => [method, ...messages])).toEqual([
      ['block_suggestion', 'no more than 100 items allowed [json-pointer:/options]'],
      [
        'block_suggestion',
        'must be less than 76 characters [json-pointer:/options/0/text/text]',
        'must be less than 76 characters [json-pointer:/options/0/value]',
      ],
    ])
  })

  test('the bot hears that it was taken out of a channel, and that a channel has another id', async () => {
    const secret = slack.addChannel(workspace, 'secret', { private: true })
    await slack.kickBot(channel).done()
    await slack.kickBot(secret, ada).done()
    expect(left).toEqual([`left ${channel.id}`, `left ${secret.id}, by ${ada.id}`])
    expect(await post({})).toBe('not_in_channel')
    expect(() => slack.kickBot(channel)).toThrow('the bot is not in #backend')
    const shared = slack.addChannel(workspace, 'shared', { private: true })
    const old = shared.id
    await slack.changeChannelId(shared).waitFor(({ kind }) => kind === 'posted')
    expect(left.at(-1)).toBe(`${old} is gone`)
    expect(await post({ channel: old })).toBe('channel_not_found')
    expect(slack.messages(shared).map(({ text }) => text)).toEqual(['Still here'])
  })

  test('two workspaces at once get their own answers', async () => {
    const other = slack.addWorkspace('Other')
    workspaces.set(other.id, other)
    const bo = slack.addUser(other, 'bo')
    const there = slack.addChannel(other, 'general')
    const first = slack.command(ada, channel, '/roadmap', 'post')
    const second = slack.command(bo, there, '/roadmap', 'post')
    await Promise.all([first, second].map((exchange) => exchange.waitFor(({ kind }) => kind === 'posted')))
    expect([slack.messages(channel).length, slack.messages(there).length]).toEqual([1, 1])
    expect(
      new Set(slack.requests.filter(({ method }) => method === 'chat.postMessage').map(({ team }) => team)).size,
    ).toBe(2)
  })
})

describe('deliveries that go wrong', () => {
  test.each<[string, NonNullable<Exclude<Parameters<Slack['deliverBy']>[0], 'socket'>['forged']>, number]>([
    ['a bad signature', { signature: 'v0=bad' }, 401],
    ['no signature', { signature: undefined }, 401],
    ['an old time stamp', { skewSeconds: -400 }, 401],
    ['a content type that is not exact', { contentType: 'application/x-www-form-urlencoded; charset=utf-8' }, 400],
  ])('%s is refused by the app', async (_name, forged, status) => {
    const url = await start('http')
    slack.deliverBy({ url: url ?? '', forged })
    const exchange = slack.command(ada, channel, '/roadmap', 'hello')
    expect(await exchange.acked).toMatchObject({ status, failed: 'dispatch_failed' })
    await expect(exchange.done()).rejects.toThrow(`HTTP ${status}`)
  })

  test('the very same request can come twice', async () => {
    await start('http')
    await slack.command(ada, channel, '/roadmap', 'hello').done()
    expect(await slack.replay()).toMatchObject({ status: 200 })
  })

  test('a command nobody acknowledges times out and is sent once, an event is sent again', async () => {
    await slack.close()
    await peopled({ ackWithinMs: 50, retryAfterMs: [0, 1] })
    await start('socket')
    const exchange = slack.command(ada, channel, '/roadmap', 'silence')
    await expect(exchange.done()).rejects.toThrow('operation_timeout')
    expect(exchange.attempts).toHaveLength(1)
    slack.deliverBy({ url: 'http://127.0.0.1:1/' })
    const event = slack.openHome(ada)
    expect(await event.acked).toMatchObject({ failed: 'dispatch_failed' })
    expect(event.attempts).toHaveLength(3)
  })

  test('an event that comes again says so', async () => {
    await slack.close()
    await peopled({ retryAfterMs: [0] })
    const url = (await start('http')) ?? ''
    slack.deliverBy({ url, forged: { signature: 'v0=bad' } })
    expect(await slack.openHome(ada).acked).toMatchObject({ status: 401 })
    expect(slack.lastSent()?.headers).toMatchObject({ 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_error' })
  })

  test('ten commands of one person at once: each gets its own answer', async () => {
    await start('socket')
    const exchanges = times(10, () => slack.command(ada, channel, '/roadmap', 'later'))
    const answers = await Promise.all(exchanges.map((exchange) => exchange.done()))
    expect(new Set(answers.map((answer) => answer?.message)).size).toBe(10)
  })

  test('ten connections may be open at once, and an eleventh is sent away', async () => {
    await start('socket')
    await start('socket')
    expect(slack.socket.connections).toBe(2)
    await Promise.all(times(4, () => slack.command(ada, channel, '/roadmap', 'hello').done()))
    await Promise.all(times(8, () => start('socket')))
    const opened = await fetch(`${slack.apiUrl}apps.connections.open`, {
      method: 'POST',
      headers: { authorization: `Bearer ${slack.appToken}` },
    })
    const link = new WebSocket(((await opened.json()) as { url: string }).url)
    const [frame] = (await once(link, 'message')) as [MessageEvent]
    expect(JSON.parse(String(frame.data))).toMatchObject({ type: 'disconnect', reason: 'too_many_websockets' })
    link.close()
  })

  test('Socket Mode asks to reconnect, breaks off, and the app comes back', async () => {
    await start('socket')
    expect([slack.socket.connections, slack.socket.opened]).toEqual([1, 1])
    slack.socket.drop()
    await slack.socket.untilOpened(2)
    await slack.command(ada, channel, '/roadmap', 'hello').done()
    slack.socket.disconnect('refresh_requested', { holdsTcp: false })
    expect(slack.socket.connections).toBe(0)
    await slack.socket.untilOpened(3)
    await slack.command(ada, channel, '/roadmap', 'again').done()
    expect(slack.messages(channel)).toHaveLength(2)
  })

  test.each(['invalid_auth', 'http500'])('apps.connections.open refused with %s', async (error) => {
    slack.socket.refuse(error)
    await expect(start('socket')).rejects.toThrow(error === 'http500' ? '500' : error)
  })
})

/** What the Web API answers to a bare call: `ok`, or the error. */
const call = async (method: string, args: Record<string, unknown>, token = workspace.botToken) => {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }
  const response = await fetch(slack.apiUrl + method, { method: 'POST', headers, body: JSON.stringify(args) })
  const body: unknown = await response.json()
  const { ok, error, errors } = body as { ok: boolean; error?: string; errors?: string[] }
  return ok ? 'ok' : [error, ...(errors ?? [])].join(': ')
}
const post = (args: Record<string, unknown>, token?: string) =>
  call('chat.postMessage', { channel: channel.id, text: 'x', ...args }, token)
const times = <Each>(count: number, make: (index: number) => Each) =>
  Array.from({ length: count }, (_, index) => make(index))
const options = (count: number, text = 'x') => times(count, (index) => ({ text: plain(text), value: `v${index}` }))
const cell = (text: string) => ({ type: 'raw_text', text })
const actions = (...elements: object[]) => ({ type: 'actions', elements })
const select = (more: object) => actions({ type: 'static_select', action_id: 's', ...more })

describe('what Slack refuses', () => {
  test.each<[string, unknown[], string]>([
    ['51 blocks', times(51, () => ({ type: 'divider' })), 'no more than 50 items allowed [json-pointer:/blocks]'],
    [
      'a long section',
      [section('x'.repeat(3001))],
      'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
    ],
    ['an empty section', [section('')], 'must be more than 0 characters [json-pointer:/blocks/0/text/text]'],
    ['a section of nothing', [{ type: 'section' }], 'missing required field: text or fields [json-pointer:/blocks/0]'],
    [
      '11 fields',
      [{ type: 'section', fields: times(11, () => plain('x')) }],
      'no more than 10 items allowed [json-pointer:/blocks/0/fields]',
    ],
    [
      'a long field',
      [{ type: 'section', fields: [plain('x'.repeat(2001))] }],
      'must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]',
    ],
    [
      'a long header',
      [{ type: 'header', text: plain('x'.repeat(151)) }],
      'must be less than 151 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'a header with mrkdwn',
      [{ type: 'header', text: mrkdwn('x') }],
      'must be one of: plain_text [json-pointer:/blocks/0/text/type]',
    ],
    [
      '11 context elements',
      [{ type: 'context', elements: times(11, () => mrkdwn('x')) }],
      'no more than 10 items allowed [json-pointer:/blocks/0/elements]',
    ],
    [
      '26 buttons',
      [actions(...times(26, (index) => button('x', `b${index}`)))],
      'no more than 25 items allowed [json-pointer:/blocks/0/elements]',
    ],
    [
      'a long button',
      [actions(button('x'.repeat(76), 'b'))],
      'must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]',
    ],
    [
      'a long value',
      [actions({ ...button('x', 'b'), value: 'x'.repeat(2001) })],
      'must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]',
    ],
    [
      'a long action_id',
      [actions(button('x', 'b'.repeat(256)))],
      'must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]',
    ],
    [
      'an action_id twice',
      [actions(button('x', 'b'), button('y', 'b'))],
      'action_id "b" already exists [json-pointer:/blocks/0]',
    ],
    [
      'a block_id twice',
      [
        { type: 'divider', block_id: 'd' },
        { type: 'divider', block_id: 'd' },
      ],
      'block_id "d" already exists [json-pointer:/blocks]',
    ],
    [
      'a long block_id',
      [{ type: 'divider', block_id: 'd'.repeat(256) }],
      'must be less than 256 characters [json-pointer:/blocks/0/block_id]',
    ],
    [
      '101 options',
      [select({ options: options(101) })],
      'no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]',
    ],
    [
      'a long option',
      [select({ options: options(1, 'x'.repeat(76)) })],
      'must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/text/text]',
    ],
    [
      'an unknown first choice',
      [select({ options: options(1), initial_option: { text: plain('x'), value: 'no' } })],
      'must be one of the options [json-pointer:/blocks/0/elements/0/initial_option]',
    ],
    [
      '11 checkboxes',
      [actions({ type: 'checkboxes', action_id: 'c', options: options(11) })],
      'no more than 10 items allowed [json-pointer:/blocks/0/elements/0/options]',
    ],
    [
      'an image without words',
      [{ type: 'image', image_url: 'https://example.com/a.png' }],
      'must be a string [json-pointer:/blocks/0/alt_text]',
    ],
    [
      '101 rows',
      [{ type: 'table', rows: times(101, () => [cell('x')]) }],
      'no more than 100 items allowed [json-pointer:/blocks/0/rows]',
    ],
    [
      '21 columns',
      [{ type: 'table', rows: [times(21, () => cell('x'))] }],
      'no more than 20 items allowed [json-pointer:/blocks/0/rows/0]',
    ],
    [
      'a large table',
      [{ type: 'table', rows: times(11, () => [cell('x'.repeat(1000))]) }],
      'must be less than 10001 characters [json-pointer:/blocks/0/rows]',
    ],
    [
      'an empty cell',
      [{ type: 'table', rows: [[cell('')]] }],
      'must be more than 0 characters [json-pointer:/blocks/0/rows/0/0/text]',
    ],
    [
      'two tables',
      times(2, () => ({ type: 'table', rows: [[cell('x')]] })),
      'only one table allowed [json-pointer:/blocks]',
    ],
    [
      'a data table of a header',
      [{ type: 'data_table', caption: 'x', rows: [[cell('x')]] }],
      'no fewer than 2 items allowed [json-pointer:/blocks/0/rows]',
    ],
    [
      'rich text of text',
      [{ type: 'rich_text', elements: [{ type: 'text', text: 'x' }] }],
      'unsupported type: text [json-pointer:/blocks/0/elements/0/type]',
    ],
    ['an input', form.blocks, 'unsupported type: input [json-pointer:/blocks/0/type]'],
    ['an unknown block', [{ type: 'poem' }], 'unsupported type: poem [json-pointer:/blocks/0/type]'],
  ])('%s in a message', async (_name, blocks, fault) => {
    expect(await post({ blocks })).toBe(`invalid_blocks: ${fault}`)
    expect(slack.refusals).toMatchObject([{ method: 'chat.postMessage', error: 'invalid_blocks', messages: [fault] }])
  })

  test('too much text over all blocks, blocks that are no list, and nothing at all', async () => {
    expect(await post({ blocks: times(5, () => section('x'.repeat(2700))) })).toBe('msg_blocks_too_long')
    expect(await post({ blocks: '{' })).toBe('invalid_blocks_format')
    expect(await post({ text: '' })).toBe('no_text')
    expect(await post({ text: '', blocks: [section('x')] })).toBe('ok')
    expect(slack.warnings).toHaveLength(1)
  })

  test('tokens that are missing, wrong, of the wrong kind, or of an app that is gone', async () => {
    expect(await post({}, '')).toBe('not_authed')
    expect(await post({}, 'xoxb-other')).toBe('invalid_auth')
    expect(await post({}, slack.appToken)).toBe('not_allowed_token_type')
    expect(await call('apps.connections.open', {})).toBe('not_allowed_token_type')
    expect(await call('apps.connections.open', {}, 'xapp-other')).toBe('invalid_auth')
    expect(await call('chat.postPoem', {})).toBe('unknown_method')
    slack.uninstall(workspace)
    expect(await post({})).toBe('account_inactive')
  })

  test('a scope that was not granted', async () => {
    workspace.scopes.delete('chat:write')
    await expect(client.chat.postMessage({ channel: channel.id, text: 'x' })).rejects.toMatchObject({
      data: { error: 'missing_scope', needed: 'chat:write' },
    })
  })

  test('an event for which no scope was granted', () => {
    workspace.scopes.delete('channels:read')
    expect(() => slack.inviteBot(channel)).toThrow('member_joined_channel needs channels:read')
    expect(() => slack.kickBot(channel)).toThrow('channel_left needs channels:read')
    expect(() => slack.kickBot(slack.addChannel(workspace, 'secret', { private: true }))).not.toThrow()
  })

  test('channels and people that are out of reach', async () => {
    const other = slack.addWorkspace('Other')
    const bo = slack.addUser(other, 'bo')
    const outside = slack.addChannel(workspace, 'outside', { botIsIn: false })
    expect(await post({ channel: slack.addChannel(other, 'general').id })).toBe('channel_not_found')
    expect(await post({ channel: outside.id })).toBe('not_in_channel')
    expect(await post({ channel: slack.addChannel(workspace, 'secret', { private: true, botIsIn: false }).id })).toBe(
      'channel_not_found',
    )
    expect(await call('users.info', { user: bo.id })).toBe('user_not_found')
    expect(await call('chat.postEphemeral', { channel: channel.id, user: bo.id, text: 'x' })).toBe(
      'user_not_in_channel',
    )
    expect(await call('chat.update', { channel: channel.id, ts: '1.2', text: 'x' })).toBe('message_not_found')
    slack.removeBot(channel)
    expect(await post({})).toBe('not_in_channel')
    slack.archive(channel)
    expect(await post({})).toBe('is_archived')
  })

  test('views that are too long, and triggers that are old, used or of elsewhere', async () => {
    await start('socket')
    const trigger = () => slack.command(ada, channel, '/roadmap', 'silence').triggerId
    const open = (trigger_id: string | undefined, more = {}) =>
      call('views.open', { trigger_id, view: { ...form, ...more } })
    expect(await open(trigger(), { title: plain('x'.repeat(25)) })).toBe(
      'invalid_arguments: must be less than 25 characters [json-pointer:/view/title/text]',
    )
    expect(await open(trigger(), { private_metadata: 'x'.repeat(3001) })).toContain('/view/private_metadata')
    expect(await open(trigger(), { callback_id: 'x'.repeat(256) })).toContain('/view/callback_id')
    expect(await open(trigger(), { blocks: times(101, () => ({ type: 'divider' })) })).toContain('no more than 100')
    const menu = async (more: object) => open(trigger(), { blocks: picker(more).blocks })
    expect(await menu({ options: options(1) })).toContain('invalid additional property: options')
    expect(await menu({ min_query_length: -1 })).toContain('/view/blocks/0/element/min_query_length')
    expect(await menu({ placeholder: plain('x'.repeat(151)) })).toContain('/view/blocks/0/element/placeholder/text')
    expect(await menu({ initial_option: { text: mrkdwn('x'), value: 'x' } })).toContain('initial_option/text/type')
    expect(await menu({ initial_option: options(1)[0] })).toBe('ok')
    expect(await open('1.2.3')).toBe('invalid_trigger_id')
    const used = trigger()
    expect([await open(used), await open(used)]).toEqual(['ok', 'exchanged_trigger_id'])
    const late = trigger()
    now += 3001
    expect(await open(late)).toBe('expired_trigger_id')
    expect(await call('views.publish', { user_id: ada.id, view: form })).toContain('/view/type')
    expect(await call('views.update', { view_id: 'V0', view: form })).toBe('not_found')
    expect(await call('views.update', { view_id: slack.modal(ada)?.id, view: form, hash: 'old' })).toBe('hash_conflict')
  })

  test('the sixth use of a response_url, and any use after half an hour', async () => {
    await start('socket')
    const url = () => slack.command(ada, channel, '/roadmap', 'silence').responseUrl ?? ''
    const respond = async (to: string) =>
      (await fetch(to, { method: 'POST', body: '{"text":"x"}', headers: { 'content-type': 'application/json' } }))
        .status
    const one = url()
    expect(await Promise.all(times(6, () => respond(one)))).toEqual([200, 200, 200, 200, 200, 404])
    const two = url()
    now += 30 * 60_000 + 1
    expect(await respond(two)).toBe(404)
    expect(slack.refusals.map(({ error }) => error)).toEqual(['used_url', 'expired_url'])
    expect(slack.ephemeral(ada)).toHaveLength(5)
  })

  test('more than a message per second and channel', async () => {
    slack.limitPosts({ burst: 2 })
    const other = slack.addChannel(workspace, 'other')
    const posting = (to = channel) => client.chat.postMessage({ channel: to.id, text: 'x' })
    await posting()
    await posting()
    await expect(posting()).rejects.toMatchObject({ retryAfter: 1 })
    await posting(other)
    now += 1000
    await posting()
    expect(slack.messages(channel)).toHaveLength(3)
  })
})

describe('what else is noticed', () => {
  test('whom a text pings, and links that hide their address', async () => {
    await post({ text: '<!channel> <@U1|ada> <!subteam^S1> &lt;!here&gt; <https://example.com|a page>' })
    const leaf = { type: 'user', user_id: 'U2' }
    const rich = {
      type: 'rich_text',
      elements: [{ type: 'rich_text_section', elements: [leaf, { type: 'broadcast', range: 'here' }] }],
    }
    await post({ text: '', blocks: [rich, { type: 'section', text: plain('<!everyone>') }, section('<!everyone>')] })
    expect(slack.pings.map(({ kind, id }) => (id ? `${kind} ${id}` : kind))).toEqual([
      'channel',
      'user U1',
      'usergroup S1',
      'everyone',
      'user U2',
      'here',
    ])
    expect(slack.links).toMatchObject([{ url: 'https://example.com', label: 'a page' }])
  })

  test('faults that are asked for: an error, a status, an answer that never comes, one that gets lost', async () => {
    slack.failNext({ method: 'chat.postMessage', error: 'fatal_error' })
    expect(await post({})).toBe('fatal_error')
    slack.failNext({ method: 'chat.postMessage', status: 429, headers: { 'retry-after': '7' } })
    await expect(client.chat.postMessage({ channel: channel.id, text: 'x' })).rejects.toMatchObject({ retryAfter: 7 })
    expect(slack.messages(channel)).toHaveLength(0)
    slack.failNext({ method: 'chat.postMessage', afterHandling: true })
    await expect(post({})).rejects.toThrow()
    expect(slack.messages(channel)).toHaveLength(1)
    slack.failNext({ method: 'chat.postMessage', hang: true })
    await expect(
      fetch(`${slack.apiUrl}chat.postMessage`, { method: 'POST', signal: AbortSignal.timeout(20) }),
    ).rejects.toThrow()
    expect(await post({})).toBe('ok')
  })

  test('which scopes were needed', async () => {
    const used = (of = workspace) => [...slack.usedScopes(of)].sort()
    expect(used()).toEqual([])
    await start('socket')
    await slack.command(ada, channel, '/roadmap', 'hello').done()
    expect(used()).toEqual(['commands'])
    await call('conversations.info', { channel: 'C0NOWHERE' })
    await slack.openHome(ada).acked
    expect(used()).toEqual(['commands'])
    await post({})
    await slack.kickBot(channel).acked
    await slack.inviteBot(slack.addChannel(workspace, 'secret', { private: true, botIsIn: false })).acked
    expect(used()).toEqual(['channels:read', 'chat:write', 'commands', 'groups:read'])
    expect(used(slack.addWorkspace('Other'))).toEqual([])
  })

  test('a menu keeps what was chosen in it at first, though nothing was looked up', async () => {
    await start('socket')
    const { triggerId = '' } = slack.command(ada, channel, '/roadmap', 'silence')
    const [first] = options(1, 'Here')
    await call('views.open', { trigger_id: triggerId, view: picker({ initial_option: first }) })
    const view = slack.modal(ada)
    if (!view) throw new Error('no modal')
    expect(slack.select(ada, view, 'zone', 'zone', 'Here')).toBeUndefined()
    expect(() => slack.submit(ada, view)).not.toThrow()
  })

  test('a file goes to a person', async () => {
    const opened = await client.conversations.open({ users: ada.id })
    await client.filesUploadV2({
      channel_id: opened.channel?.id ?? '',
      filename: 'data.json',
      content: '{"a":1}',
      initial_comment: 'Yours',
    })
    const [message] = slack.directMessages(ada)
    expect(message).toMatchObject({ text: 'Yours', files: [{ name: 'data.json', title: 'data.json' }] })
    expect(message?.files[0]?.data?.toString()).toBe('{"a":1}')
  })

  test('people, channels and the app itself', async () => {
    expect(await client.users.info({ user: ada.id })).toMatchObject({
      user: { tz: 'Asia/Kolkata', tz_offset: 19_800, is_admin: true },
    })
    expect((await client.users.list({ limit: 1 })).response_metadata?.next_cursor).toBe('1')
    expect(await client.conversations.info({ channel: channel.id })).toMatchObject({
      channel: { name: 'backend', is_member: true },
    })
    expect((await client.conversations.members({ channel: channel.id })).members).toEqual([ada.id, workspace.botUserId])
    expect(await client.auth.test()).toMatchObject({ team_id: workspace.id, bot_id: workspace.botId })
    expect(await client.team.info()).toMatchObject({ team: { name: 'Study' } })
    expect(await client.bots.info({ bot: workspace.botId })).toMatchObject({ bot: { user_id: workspace.botUserId } })
  })

  test('an install by OAuth: the code is good once', async () => {
    const asked =
      'https://slack.com/oauth/v2/authorize?scope=commands,chat:write&state=s&redirect_uri=http://127.0.0.1/back'
    const back = new URL(slack.approve(asked, workspace))
    expect(back.searchParams.get('state')).toBe('s')
    const proof = {
      client_id: slack.clientId,
      client_secret: slack.clientSecret,
      code: back.searchParams.get('code') ?? '',
    }
    const anybody = new webApi.WebClient(undefined, { slackApiUrl: slack.apiUrl, logger: quiet })
    expect(await anybody.oauth.v2.access(proof)).toMatchObject({
      access_token: workspace.botToken,
      scope: 'commands,chat:write',
    })
    expect(await call('oauth.v2.access', proof, '')).toBe('invalid_code')
    expect(await call('oauth.v2.access', { ...proof, client_secret: 'no' }, '')).toBe('bad_client_secret')
  })
})
