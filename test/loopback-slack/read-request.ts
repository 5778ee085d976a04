import type { IncomingMessage } from 'node:http'
import { type Json, objectOf, parsed } from './json.ts'

export const readBody = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** Arguments of a call: a form, JSON, or the query. */
export const argumentsOf = (body: Buffer, { headers, url = '/' }: IncomingMessage): Json => {
  const text = body.toString()
  const query = Object.fromEntries(new URL(url, 'http://loopback').searchParams)
  if (headers['content-type']?.startsWith('application/json')) return { ...query, ...objectOf(parsed(text)) }
  return { ...query, ...Object.fromEntries(new URLSearchParams(text)) }
}

export const tokenOf = ({ headers }: IncomingMessage, args: Json): string => {
  const bearer = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1]
  return bearer ?? (typeof args.token === 'string' ? args.token : '')
}

/** The client's id and secret where they come as Basic authorization, as OAuth allows. */
export const credentialsOf = ({ headers }: IncomingMessage): Json => {
  const basic = /^Basic (.+)$/i.exec(headers.authorization ?? '')?.[1]
  if (!basic) return {}
  const [client_id, client_secret] = Buffer.from(basic, 'base64').toString().split(':')
  return { client_id, client_secret }
}

/** The bytes of an upload: as they are, or the first part of a form. */
export const uploadOf = async (body: Buffer, { headers }: IncomingMessage): Promise<Buffer> => {
  const type = headers['content-type'] ?? ''
  if (!type.startsWith('multipart/form-data')) return body
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
  const [first] = [...form.values()]
  return typeof first === 'string' || first === undefined
    ? Buffer.from(first ?? '')
    : Buffer.from(await first.arrayBuffer())
}
