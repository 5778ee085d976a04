/** An HTTP server that can face the internet: it has short timeouts and a limit of connections. */
import { once } from 'node:events'
import { createServer, type RequestListener, type ServerOptions } from 'node:http'
import { OperatorError } from '../errors/operator-error.ts'

type Limits = Pick<ServerOptions, 'headersTimeout' | 'requestTimeout' | 'connectionsCheckingInterval'> & {
  maxConnections?: number
}

/** Milliseconds to receive a request's headers, to receive all of it, and between the checks of both. */
const timeouts = { headersTimeout: 5000, requestTimeout: 10_000, connectionsCheckingInterval: 1000 }

/** Load balancers keep connections for a minute; closing one earlier would lose a request that is on its way. In milliseconds. */
const keepAliveTimeout = 65_000

const defaultMaxConnections = 256

type HttpServerOptions = {
  port: number
  /** The address to listen at; all addresses by default. */
  host?: string | undefined
  limits?: Limits
}

export const listenHttp = async (listener: RequestListener, { port, host, limits = {} }: HttpServerOptions) => {
  const { maxConnections = defaultMaxConnections, ...otherLimits } = limits
  const server = createServer({ ...timeouts, keepAliveTimeout, ...otherLimits }, listener)
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
