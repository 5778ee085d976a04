import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { createFaults, Fault } from './faults.ts'
import type { Json } from './json.ts'
import { argumentsOf, credentialsOf, readBody, tokenOf, uploadOf } from './read-request.ts'
import { Refusal } from './refusal.ts'

type Handlers = {
  note: (method: string, token: string, body: Json) => void
  api: (method: string, token: string, args: Json) => Json
  upload: (id: string, data: Buffer) => void
  respond: (path: string, body: Json) => void
  refused: (method: string, token: string, refusal: Refusal) => void
  faults: ReturnType<typeof createFaults>
}
type Work = { method: string; token: string; args: Json; run: () => Json | string }

const send = (response: ServerResponse, status: number, body: Json | string, headers: Record<string, string> = {}) => {
  const isText = typeof body === 'string'
  response.writeHead(status, { 'content-type': isText ? 'text/plain' : 'application/json; charset=utf-8', ...headers })
  response.end(isText ? body : JSON.stringify(body))
}

const sendFault = (response: ServerResponse, { error = 'ratelimited', status = 200, headers = {}, body }: Fault) => {
  const waits = status === 429 ? { 'retry-after': '1' } : {}
  send(response, status, { ok: false, error, ...body }, { ...waits, ...headers })
}

/** The HTTP side: which request is which, and faults that were asked for. */
export const createHttpServer = (handlers: Handlers) => {
  const workOf = async (request: IncomingMessage): Promise<Work | undefined> => {
    const path = new URL(request.url ?? '/', 'http://loopback').pathname.slice(1)
    const body = await readBody(request)
    if (path.startsWith('api/')) {
      const args = { ...credentialsOf(request), ...argumentsOf(body, request) }
      const [method, token] = [path.slice('api/'.length), tokenOf(request, args)]
      return { method, token, args, run: () => handlers.api(method, token, args) }
    }
    if (path.startsWith('upload/v1/')) {
      const data = await uploadOf(body, request)
      const run = () => {
        handlers.upload(path.slice('upload/v1/'.length), data)
        return `OK - ${data.length}`
      }
      return { method: 'upload', token: tokenOf(request, {}), args: { bytes: data.length }, run }
    }
    const args = argumentsOf(body, request)
    if (!path.startsWith('commands/') && !path.startsWith('actions/')) return undefined
    const run = () => {
      handlers.respond(path, args)
      return 'ok'
    }
    return { method: 'response_url', token: '', args, run }
  }

  const answer = (work: Work, response: ServerResponse) => {
    const { method, token, args, run } = work
    handlers.note(method, token, args)
    const fault = handlers.faults.take(method)
    if (fault?.hang && !fault.afterHandling) return
    const isRefused = fault && !fault.afterHandling && fault.lateMs === undefined
    if (isRefused) return sendFault(response, fault)
    try {
      const body = run()
      if (fault?.lateMs !== undefined) return void setTimeout(() => send(response, 200, body), fault.lateMs)
      if (fault?.hang) return
      if (fault) return fault.status === undefined ? void response.destroy() : sendFault(response, fault)
      send(response, 200, body)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      handlers.refused(method, token, error)
      if (fault) return fault.hang ? undefined : response.destroy()
      send(response, error.status, { ok: false, error: error.error, ...error.more }, error.headers)
    }
  }

  return createServer(async (request, response) => {
    try {
      const work = await workOf(request)
      if (work) answer(work, response)
      else send(response, 404, 'not found')
    } catch (error) {
      // A bug in this fake, not a behaviour of Slack: say so where the test can see it.
      if (!response.headersSent) send(response, 500, { ok: false, error: 'bug_in_the_fake', stack: String(error) })
    }
  })
}
