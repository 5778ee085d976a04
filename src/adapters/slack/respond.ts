/** Answers: a command in its acknowledgement where the work is quick, and all else through the address that came with it. */
import { setTimeout } from 'node:timers/promises'
import type { RespondArguments, RespondFn } from '@slack/bolt'
import type { Bot, Outcome } from '../../bot/bot.ts'
import type { Audience } from '../../bot/command.ts'
import type { Reply } from '../../bot/reply.ts'
import { mostResponses } from './limits.ts'
import { present } from './present.ts'

/** Slack waits 3 seconds for an acknowledgement; what takes longer than this is answered after it. In milliseconds. */
const usualPatience = 1500

type Around = {
  bot: Bot
  /** Who asked, and turns the pages of the answer. */
  owner: string
  respond: RespondFn
}

/** With the signs for who sees it. Blocks are plain objects, as Slack takes them. */
const messageOf = async (reply: Reply, seenBy: Audience, { bot, owner }: Around): Promise<RespondArguments> => {
  const { text, blocks } = await present(reply, bot, owner)
  const response_type = seenBy === 'caller' ? 'ephemeral' : 'in_channel'
  return { text, blocks, response_type, replace_original: false } as RespondArguments
}

const sayAsides = async (asides: readonly Reply[], used: number, around: Around): Promise<void> => {
  for (const aside of asides.slice(0, mostResponses - used))
    await around.respond(await messageOf(aside, 'caller', around))
}

type Command = Around & {
  ack: (message?: RespondArguments) => Promise<void>
  patience?: number | undefined
}

export const answerCommand = async (outcome: Promise<Outcome>, command: Command): Promise<void> => {
  const { ack, respond, patience = usualPatience } = command
  const inTime = new AbortController()
  const slow = setTimeout(patience, 'slow' as const, { signal: inTime.signal }).catch(() => 'slow' as const)
  const message = outcome.then(({ answer, seenBy }) => messageOf(answer, seenBy, command))
  const first = await Promise.race([message, slow])
  inTime.abort()
  if (first === 'slow') {
    await ack().catch(() => {})
    await respond(await message)
    return sayAsides((await outcome).asides, 1, command)
  }
  // The connection may have broken meanwhile: what was done is told all the same.
  const used = await ack(first).then(
    () => 0,
    () => respond(first).then(() => 1),
  )
  await sayAsides((await outcome).asides, used, command)
}

/** `turnsPage`: the answer takes the place of the card that was pressed. */
export const answerPress = async (
  outcome: Promise<Outcome>,
  around: Around & { turnsPage: boolean },
): Promise<void> => {
  const { answer, seenBy, asides } = await outcome
  const message = await messageOf(answer, seenBy, around)
  // A mistake is not put in the place of a card.
  const inPlace = around.turnsPage && answer.tone !== 'problem'
  await around.respond(inPlace ? { ...message, replace_original: true } : message)
  await sayAsides(asides, 1, around)
}
