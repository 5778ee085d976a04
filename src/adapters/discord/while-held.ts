/** Of several processes with one token the one that has the lease answers. Discord may send to another, too, until that has noticed. */
import { setTimeout } from 'node:timers/promises'
import type { Interaction } from 'discord.js'
import { outOfReach, tryAgain } from '../../bot/error-replies.ts'
import type { Lease } from '../../ports/leases.ts'
import { tellPrivately } from './respond.ts'

/**
 * Discord waits 3 seconds. Where the database cannot be asked, another process may answer, which does so within 1.5 seconds (respond.ts):
 * only who has waited for longer is told that nothing was done. In milliseconds.
 */
const timeoutMs = 2000

export const whileHeld = async (
  interaction: Interaction,
  lease: Pick<Lease, 'state' | 'ask'>,
  answer: () => Promise<void>,
): Promise<void> => {
  if (lease.state() === 'held') return answer()
  const known = new AbortController()
  const late = setTimeout(timeoutMs, 'unsure' as const, { signal: known.signal }).catch(() => 'unsure' as const)
  const state = await Promise.race([lease.ask(), late])
  if (state !== 'unsure' || !(interaction.isChatInputCommand() || interaction.isMessageComponent())) {
    known.abort()
    return state === 'held' ? answer() : undefined
  }
  await late
  if (lease.state() !== 'unsure') return
  // Discord refuses it where another process has answered meanwhile.
  await tellPrivately(interaction, outOfReach(tryAgain)).catch(() => {})
}
