import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect, type Socket } from 'node:net'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createBodyReader, maxBody, maxBuffered } from '../../../src/adapters/slack/transport/body-reader.ts'
import { createRefusals } from '../../../src/adapters/slack/transport/refusals.ts'
import { listenHttp } from '../../../src/app/http-server.ts'
import { createRecordingLog } from '../../support/recording-log.ts'
import { createSlackWorld } from '../../support/slack-world.ts'

const begun = async () => {
  const world = await createSlackWorld({ way: 'http' })
  world.person('Ana')
  await world.begin()
  return world
}

const nowInSeconds = () => Math.floor(Date.now() / 1000)

/** It looks like one. */
const someSignature = `v0=${'ab'.repeat(32)}`

const form = 'application/x-www-form-urlencoded'

const headersOf = (more: Record<string, string | number> = {}) => ({
  'x-slack-signature': someSignature,
  'x-slack-request-timestamp': String(nowInSeconds()),
  'content-type': form,
  ...more,
})

/** A connection of a stranger's own, with what the server says on it, and when it is over. */
const knock = async (url: string) => {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  await once(socket, 'connect')
  let said = ''
  let isOver = false
  socket.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  // A server that has heard enough may hang up in the middle of a sentence.
  socket.on('error', () => {})
  const over = once(socket, 'close').then(() => {
    isOver = true
  })
  return { socket, said: () => said, over, isOver: () => isOver }
}

const beginPost = (socket: Socket, headers: Record<string, string | number>) =>
  socket.write(
    `POST /slack/events HTTP/1.1\r\nhost: bot\r\n${Object.entries(headers)
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('')}\r\n`,
  )

const chunkOf = (size: number) => `${size.toString(16)}\r\n${'x'.repeat(size)}\r\n`

const signed = (secret: string, body: string, type: string) => {
  const at = String(nowInSeconds())
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')}`
  return {
    method: 'POST',
    headers: { 'x-slack-signature': signature, 'x-slack-request-timestamp': at, 'content-type': type },
    body,
  }
}

describe('a stranger who half-sends large bodies', () => {
  test('of 4 MB, 40 times, is refused before the first of them is read', async () => {
    const { url, say } = await begun()
    const strangers = await Promise.all(Array.from({ length: 40 }, () => knock(url)))
    for (const { socket } of strangers) {
      beginPost(socket, headersOf({ 'content-length': 4_000_000 }))
      socket.write('x'.repeat(2_000_000))
    }
    await Promise.all(strangers.map(({ over }) => over))
    expect((await say('Ana', 'list')).text).toContain('1 roadmap')
  })

  test('without saying how large is cut off at half a megabyte', async () => {
    const { url } = await begun()
    const { socket, over, said } = await knock(url)
    beginPost(socket, headersOf({ 'transfer-encoding': 'chunked' }))
    for (let sent = 0; sent <= maxBody; sent += 64 * 1024) socket.write(chunkOf(64 * 1024))
    await over
    expect(said()).toMatch(/^HTTP\/1.1 413 /)
  })

  test('of just the size that is allowed makes room for Slack: never more than 8 MB are kept', async () => {
    const { url, say } = await begun()
    const size = 500 * 1024
    const strangers = await Promise.all(Array.from({ length: 40 }, () => knock(url)))
    for (const { socket } of strangers) {
      beginPost(socket, headersOf({ 'content-length': size + 1 }))
      socket.write('x'.repeat(size))
    }
    const open = () => strangers.filter(({ isOver }) => !isOver()).length
    await expect.poll(() => open() * size, { timeout: 5000 }).toBeLessThanOrEqual(maxBuffered)
    expect(open()).toBeGreaterThan(0)
    expect((await say('Ana', 'list')).text).toContain('1 roadmap')
  })

  test('the reader itself keeps no more than it says, whoever comes and goes', async () => {
    const reader = createBodyReader()
    const results: (string | number)[] = []
    let most = 0
    const server = createServer((request, response) => {
      request.on('data', () => {
        most = Math.max(most, reader.buffered())
      })
      void reader.read(request).then((read) => {
        results.push(typeof read === 'string' ? read : read.length)
        response.writeHead(200, { connection: 'close' }).end()
      })
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => void server.close())
    const address = server.address()
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
    const strangers = await Promise.all(Array.from({ length: 20 }, () => knock(url)))
    for (const { socket } of strangers) {
      beginPost(socket, headersOf({ 'content-length': maxBody }))
      socket.write('x'.repeat(maxBody - 1))
    }
    await expect.poll(() => results.length, { timeout: 5000 }).toBeGreaterThanOrEqual(4)
    expect(most).toBeLessThanOrEqual(maxBuffered + 64 * 1024)
    for (const { socket } of strangers) socket.destroy()
    await expect.poll(() => results.length, { timeout: 5000 }).toBe(20)
    expect([reader.buffered(), new Set(results)]).toEqual([0, new Set(['crowded out', 'broken off'])])
    await fetch(url, { method: 'POST', body: 'short' })
    expect(results.at(-1)).toBe(5)
  })
})

describe('a request without a signature, or with an old time stamp', () => {
  test.each([
    ['no signature', { 'x-slack-signature': '' }],
    ['a signature that cannot be one', { 'x-slack-signature': 'v0=0000' }],
    ['an old time stamp', { 'x-slack-request-timestamp': String(nowInSeconds() - 400) }],
    ['no time stamp', { 'x-slack-request-timestamp': '' }],
    ['a time stamp that is no number', { 'x-slack-request-timestamp': 'Infinity' }],
  ])('%s: is answered before its body has come', async (_, headers) => {
    const { url } = await begun()
    const { socket, said, over } = await knock(url)
    beginPost(socket, headersOf({ 'content-length': 1000, ...headers }))
    await over
    expect(said()).toMatch(/^HTTP\/1.1 401 /)
  })
})

describe('a signature', () => {
  test.each([
    ['of another body', 'command=%2Froadmap&text=list'],
    ['of another body, said to check the connection only', 'ssl_check=1'],
  ])('%s is not remembered, so that Slack’s own request comes through', async (_, body) => {
    const { url, slack } = await begun()
    const own = signed(
      slack.signingSecret,
      JSON.stringify({ type: 'url_verification', challenge: 'c' }),
      'application/json',
    )
    const forged = await fetch(url, { ...own, body, headers: { ...own.headers, 'content-type': form } })
    expect(forged.status).toBe(401)
    expect((await fetch(url, own)).status).toBe(200)
    // And that one only once.
    expect((await fetch(url, own)).status).toBe(401)
  })

  test('is right for Slack’s check of the connection', async () => {
    const { url, slack } = await begun()
    expect((await fetch(url, signed(slack.signingSecret, 'ssl_check=1&token=x', form))).status).toBe(200)
  })
})

test.each([
  ['application/json', 'null'],
  ['application/json', '[]'],
  ['application/json', '7'],
  ['application/json', '"text"'],
  ['application/json', '{"half":'],
  ['application/json', ''],
  ['text/plain', 'null'],
  [form, 'payload=null'],
  [form, 'payload=[1]'],
  [form, 'payload=7'],
  [form, 'payload='],
])('a body rightly signed that is not what Slack sends (%s, %s) ends nothing', async (type, body) => {
  const { url, slack, say } = await begun()
  expect((await fetch(url, signed(slack.signingSecret, body, type))).status).toBe(400)
  expect((await say('Ana', 'list')).text).toContain('1 roadmap')
})

describe('strangers who knock all day long', () => {
  test('make one line in the log, and not one each', async () => {
    const { url, log } = await begun()
    for (let count = 0; count < 50; count++) await fetch(url, { method: 'POST', body: 'ssl_check=1' })
    const lines = log.entries.filter(({ level }) => level !== 'info')
    expect(lines).toEqual([
      {
        level: 'warn',
        details: { refused: { 'without a signature': 1 } },
        message: 'Slack: requests over HTTP were refused',
      },
    ])
  })

  test('are counted, and told of once a minute', () => {
    const log = createRecordingLog()
    let now = Temporal.Instant.from('2026-11-23T09:00:00Z')
    const refusals = createRefusals({ log, clock: () => now })
    for (let seconds = 0; seconds < 150; seconds++) {
      refusals.count(seconds % 3 === 0 ? 'too large' : 'wrongly signed')
      now = now.add({ seconds: 1 })
    }
    refusals.report()
    expect(log.entries.map(({ details }) => details)).toEqual([
      { refused: { 'too large': 1 } },
      { refused: { 'wrongly signed': 40, 'too large': 20 } },
      { refused: { 'wrongly signed': 40, 'too large': 20 } },
      { refused: { 'wrongly signed': 20, 'too large': 9 } },
    ])
  })
})

describe('connections', () => {
  test('that say nothing, or say it too slowly, are closed', async () => {
    const limits = { headersTimeout: 50, requestTimeout: 100, connectionsCheckingInterval: 20 }
    const server = await listenHttp((request) => void request.resume(), { port: 0, host: '127.0.0.1', limits })
    onTestFinished(server.close)
    const url = `http://127.0.0.1:${server.port}`
    const [silent, slow, halfSent] = await Promise.all([knock(url), knock(url), knock(url)])
    slow.socket.write('POST / HTTP/1.1\r\nhost:')
    beginPost(halfSent.socket, headersOf({ 'content-length': 1000 }))
    await Promise.all([silent.over, slow.over, halfSent.over])
    expect([slow.said(), halfSent.said()].map((said) => said.split('\r\n')[0])).toEqual([
      'HTTP/1.1 408 Request Timeout',
      'HTTP/1.1 408 Request Timeout',
    ])
  })

  test('of strangers are 256 at most', async () => {
    const { url } = await begun()
    const held = await Promise.all(Array.from({ length: 256 }, () => knock(url)))
    const one = await knock(url)
    await one.over
    expect(held.filter(({ isOver }) => isOver())).toEqual([])
    // As soon as one goes, another may come.
    held[0]?.socket.destroy()
    await expect
      .poll(async () => (await fetch(url, { method: 'POST' }).catch(() => undefined))?.status, { timeout: 5000 })
      .toBe(401)
  })
})
