/** Discord, to which one of the processes on a database is connected: the gateway sends everything to each that is. */
import { createDiscord } from '../adapters/discord/discord.ts'
import type { ChatAdapter } from '../bot/chat-adapter.ts'
import { createLeases } from '../store/create-leases.ts'
import type { AppDeps } from './app-deps.ts'
import { createExclusiveAdapter } from './exclusive-adapter.ts'
import { createLease } from './lease.ts'

type Given = Pick<AppDeps, 'clock' | 'log' | 'newId'> & {
  token: string
  api: string
  guildId: string | undefined
  /** The database. */
  url: string
  /** Milliseconds that the lease lasts, between its renewals, and between attempts of those who stand by; as they should be, unless told. */
  times?: { duration: number; renewEvery: number; askEvery: number }
}

export const createExclusiveDiscord = ({ token, url, newId, times, ...parts }: Given): ChatAdapter => {
  const { clock, log } = parts
  // A token begins with the id of its bot; two bots on one database have nothing to do with each other.
  const name = `discord ${token.split('.')[0]}`
  const { duration, ...pauses } = times ?? {}
  const lease = createLease({
    ...{ leases: createLeases(url), name, holder: newId(), clock, log },
    ...(duration !== undefined && { duration }),
  })
  return createExclusiveAdapter({ lease, create: () => createDiscord({ ...parts, token, lease }), log, ...pauses })
}
