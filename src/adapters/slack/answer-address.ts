/** The address that came with a request, for answers within half an hour; kept by a form until it is handed over. */
import type { RespondArguments } from '@slack/bolt'

/** Slack did not take the answer: the address is too old, or was used too often. */
export class AddressRefused extends Error {
  override name = 'AddressRefused'
}

/** How long Slack may take for an answer, in milliseconds. */
export const respondTimeout = 10_000

/** Throws AddressRefused where the answer surely did not arrive; after anything else nobody knows. */
export const respondAt = async (address: string, message: RespondArguments): Promise<void> => {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(message),
    signal: AbortSignal.timeout(respondTimeout),
  })
  await response.arrayBuffer()
  if (!response.ok) throw new AddressRefused(`HTTP ${response.status}`)
}
