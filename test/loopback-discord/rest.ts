/** The HTTP side: finds the route, reads the form, answers or refuses, and does what the faults say. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { answerOf, type createFaults } from './faults.ts'
import { mistake } from './form.ts'
import type { File } from './message-rules.ts'
import { type FormErrors, Refusal } from './refusal.ts'
import type { Answer, Request, Route } from './route.ts'
import { isSnowflake } from './snowflake.ts'

export type Requested = { method: string; path: string; at: number; status?: number }
type Refused = {
  method: string
  path: string
  status: number
  code: number
  message: string
  errors?: FormErrors | undefined
}
type Parts = { routes: Route[]; token: string; faults: ReturnType<typeof createFaults>; clock: () => number }

const prefix = '/api/v10'
/** Everything else in an address is an id. */
const named = new Set(['token', 'original'])

export const createRest = ({ routes, token, faults, clock }: Parts) => {
  const requests: Requested[] = []
  const refusals: Refused[] = []
  const compiled = routes.map((route) => ({ route, pattern: patternOf(route) }))

  const find = (method: string, path: string) => {
    for (const { route, pattern } of compiled) {
      const found = route.method === method ? pattern.exec(path) : undefined
      if (found) return { route, params: found.groups ?? {} }
    }
    throw new Refusal('notFound')
  }
  const handle = async (incoming: IncomingMessage, url: URL, path: string): Promise<Answer> => {
    if (!url.pathname.startsWith(`${prefix}/`)) throw new Refusal('invalidVersion')
    const { route, params } = find(incoming.method ?? '', path)
    if (!route.isOpen && incoming.headers.authorization !== `Bot ${token}`) throw new Refusal('unauthorized')
    for (const [name, value] of Object.entries(params))
      if (!named.has(name) && !isSnowflake(value))
        throw mistake([`${name}_id`], 'NUMBER_TYPE_COERCE', `Value "${value}" is not snowflake.`)
    return route.run({ params, query: url.searchParams, ...(await formOf(incoming)) })
  }

  const serve = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const url = new URL(incoming.url ?? '/', 'http://127.0.0.1')
    const method = incoming.method ?? ''
    const path = decodeURIComponent(url.pathname).replace(prefix, '')
    const requested: Requested = { method, path, at: clock() }
    requests.push(requested)
    const fault = faults.take(`${method} ${path}`)
    if (fault?.hang && !fault.afterHandling) return
    if (fault && !fault.afterHandling && fault.lateMs === undefined) {
      if (fault.status === undefined) return void incoming.socket.resetAndDestroy()
      await drain(incoming)
      return respond(outgoing, requested, answerOf(fault))
    }
    const answer = await handle(incoming, url, path).catch((error: unknown): Answer => {
      if (!(error instanceof Refusal)) throw error
      const { status, code, message, errors } = error
      refusals.push({ method, path, status, code, message, ...(errors && { errors }) })
      return { status, body: error.toJSON() }
    })
    if (fault?.hang) return
    if (fault?.lateMs !== undefined) {
      await setTimeout(fault.lateMs)
      return respond(outgoing, requested, answer)
    }
    if (fault && fault.status === undefined) return void incoming.socket.resetAndDestroy()
    respond(outgoing, requested, fault ? answerOf(fault) : answer)
  }

  return {
    requests,
    refusals,
    serve: (incoming: IncomingMessage, outgoing: ServerResponse) => {
      serve(incoming, outgoing).catch((error: unknown) => {
        // A bug of the fake, not of the bot: it has to be seen.
        console.error(error)
        outgoing.destroy()
      })
    },
  }
}

const patternOf = ({ path }: Route) => new RegExp(`^${path.replaceAll(/:(\w+)/g, '(?<$1>[^/]+)')}$`)

const respond = (outgoing: ServerResponse, requested: Requested, { status, body, headers }: Answer) => {
  requested.status = status
  const type = body === undefined ? {} : { 'Content-Type': 'application/json' }
  outgoing.writeHead(status, { ...type, ...headers }).end(body === undefined ? undefined : JSON.stringify(body))
}

const drain = async (incoming: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  return Buffer.concat(chunks)
}

const formOf = async (incoming: IncomingMessage): Promise<Pick<Request, 'given' | 'uploads'>> => {
  const body = await drain(incoming)
  const type = incoming.headers['content-type'] ?? ''
  if (body.length === 0) return { given: undefined, uploads: [] }
  if (!type.startsWith('multipart/form-data')) return { given: parsed(body.toString('utf8')), uploads: [] }
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData().catch(() => {
    throw new Refusal('invalidForm')
  })
  const uploads: File[] = []
  for (const [name, value] of form) {
    const id = /^files\[(\d+)\]$/.exec(name)?.[1]
    if (id !== undefined && typeof value === 'object')
      uploads.push({ id, name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) })
  }
  const json = form.get('payload_json')
  return { given: typeof json === 'string' ? parsed(json) : undefined, uploads }
}

const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json)
  } catch {
    throw new Refusal('invalidJson')
  }
}
