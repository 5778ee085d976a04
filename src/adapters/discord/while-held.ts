/** Answers an interaction only while this process holds the lease: Discord may send interactions to a process that has just lost it. */
import { setTimeout } from 'node:timers/promises'
import type { Interaction } from 'discord.js'
import { outOfReach, tryAgain } from '../../bot/error-replies.ts'
import type { Lease } from '../../ports/leases.ts'
import { tellPrivately } from './respond.ts'

/**
 * Discord waits 3 seconds, and a process that holds the lease answers within 1.5 seconds (respond.ts). While the lease is unsure, this
 * process waits for longer than that before it says that nothing was done. In milliseconds.
 */
const timeoutMs = 2000

export const whileHeld = async (
  interaction: Interaction,
  lease: Pick<Lease, 'state' | 'ask'>,
  answer: () => Promise<void>,
): Promise<void> => {
  if (lease.state() === 'held') return answer()
  const isKnown = new AbortController()
  const late = setTimeout(timeoutMs, 'unsure' as const, { signal: isKnown.signal }).catch(() => 'unsure' as const)
  const state = await Promise.race([lease.ask(), late])
  if (state !== 'unsure' || !(interaction.isChatInputCommand() || interaction.isMessageComponent())) {
    isKnown.abort()
    return state === 'held' ? answer() : undefined
  }
  await late
  if (lease.state() !== 'unsure') return
  // Discord refuses this answer where another process has answered.
  await tellPrivately(interaction, outOfReach(tryAgain)).catch(() => {})
}
