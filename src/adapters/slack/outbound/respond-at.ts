/** The address that came with a request, for answers within half an hour; kept by a form until it is handed over. */
import type { RespondArguments } from '@slack/bolt'
import { LoggableError } from '../../../errors/loggable-error.ts'
import { neverArrived } from '../transport/web-error.ts'

/** Slack did not get or take the answer: it is out of reach, or the address is too old or was used too often. */
export class AddressRefused extends LoggableError {
  override name = 'AddressRefused'
}

/** How long Slack may take for an answer, in milliseconds. */
export const respondTimeout = 10_000

/** Throws AddressRefused where the answer surely did not arrive; after anything else nobody knows. */
export const respondAt = async (address: string, message: RespondArguments): Promise<void> => {
  const asked = fetch(address, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(message),
    signal: AbortSignal.timeout(respondTimeout),
  })
  const response = await asked.catch((error: unknown) => {
    throw neverArrived(error) ? new AddressRefused('Slack cannot be reached', { cause: error }) : error
  })
  await response.arrayBuffer()
  if (response.ok) return
  const words = `HTTP ${response.status}`
  throw response.status < 500 ? new AddressRefused(words) : new LoggableError(words)
}
