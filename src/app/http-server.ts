/** An HTTP server at which strangers may knock: it waits for nobody, and takes only so many connections at once. */
import { once } from 'node:events'
import { createServer, type RequestListener, type ServerOptions } from 'node:http'
import { OperatorError } from '../errors/operator-error.ts'

type Limits = Pick<ServerOptions, 'headersTimeout' | 'requestTimeout' | 'connectionsCheckingInterval'> & {
  maxConnections?: number
}

/** In milliseconds: until a request's headers are there, until all of it is, and how often that is looked at. */
const timeouts = { headersTimeout: 5000, requestTimeout: 10_000, connectionsCheckingInterval: 1000 }

/** Load balancers keep connections for a minute; one closed earlier from here takes the request with it that is on its way. */
const keepAliveTimeout = 65_000

const usualMaxConnections = 256

type HttpServerOptions = {
  port: number
  /** The address to listen at; all of them, unless told. */
  host?: string | undefined
  limits?: Limits
}

export const listenHttp = async (listener: RequestListener, { port, host, limits = {} }: HttpServerOptions) => {
  const { maxConnections = usualMaxConnections, ...given } = limits
  const server = createServer({ ...timeouts, keepAliveTimeout, ...given }, listener)
  server.maxConnections = maxConnections
  server.listen(port, host)
  try {
    await once(server, 'listening')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'an error'
    if (['EADDRNOTAVAIL', 'ENOTFOUND'].includes(code))
      throw new OperatorError(`HOST: this machine has no address ${host}.`)
    throw new OperatorError(`Port ${port} cannot be used (${code}): set another PORT.`)
  }
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : port,
    async close() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}
