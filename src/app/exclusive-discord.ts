/** Discord's adapter behind a lease: the gateway sends every interaction to every connected process, so only one may be connected. */
import { createDiscord } from '../adapters/discord/discord.ts'
import type { ChatAdapter } from '../bot/chat-adapter.ts'
import { createLeases } from '../store/create-leases.ts'
import type { AppDeps } from './app-deps.ts'
import { createExclusiveAdapter } from './exclusive-adapter.ts'
import { createLease } from './lease.ts'

type ExclusiveDiscordDeps = Pick<AppDeps, 'clock' | 'log' | 'newId'> & {
  token: string
  api: string
  guildId: string | undefined
  /** The URL of the database that has the lease. */
  url: string
  /** Milliseconds: the duration of the lease, between renewals, and between attempts of a standby process; for tests. */
  times?: { duration: number; renewEvery: number; askEvery: number }
}

export const createExclusiveDiscord = ({ token, url, newId, times, ...deps }: ExclusiveDiscordDeps): ChatAdapter => {
  const { clock, log } = deps
  // A token begins with the id of its bot: each bot on a database has its own lease.
  const name = `discord ${token.split('.')[0]}`
  const { duration, ...pauses } = times ?? {}
  const lease = createLease({
    ...{ leases: createLeases(url), name, holder: newId(), clock, log },
    ...(duration !== undefined && { duration }),
  })
  return createExclusiveAdapter({ lease, create: () => createDiscord({ ...deps, token, lease }), log, ...pauses })
}
