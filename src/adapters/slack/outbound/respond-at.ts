/** Sends an answer to the response URL of a request, which Slack accepts for half an hour. */
import type { RespondArguments } from '@slack/bolt'
import { LoggableError } from '../../../errors/loggable-error.ts'
import { neverArrived } from '../transport/web-error.ts'

/** Slack did not receive or accept the answer: it is out of reach, or the URL is too old or was used too often. */
export class AddressRefused extends LoggableError {
  override name = 'AddressRefused'
}

/** The timeout of a request to Slack; in milliseconds. */
export const respondTimeoutMs = 10_000

/** Throws AddressRefused where the answer certainly did not arrive; after any other error it may have arrived. */
export const respondAt = async (address: string, message: RespondArguments): Promise<void> => {
  const request = fetch(address, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(message),
    signal: AbortSignal.timeout(respondTimeoutMs),
  })
  const response = await request.catch((error: unknown) => {
    throw neverArrived(error) ? new AddressRefused('Slack cannot be reached', { cause: error }) : error
  })
  await response.arrayBuffer()
  if (response.ok) return
  const words = `HTTP ${response.status}`
  throw response.status < 500 ? new AddressRefused(words) : new LoggableError(words)
}
