/** A channel that is to be a group's home from now on: whether it can be. */
import type { ReadContext } from '../bot/command.ts'
import type { Address, Fit } from '../bot/invocation.ts'
import { text } from '../bot/text.ts'
import { UserError } from '../bot/user-error.ts'
import type { Group } from '../core/group.ts'

/** `mute` where the bot may not post yet. Throws UserError where the group cannot meet; whether it is free, the store says again when it moves. */
export const newHomeFit = async (
  { id }: Pick<Group, 'id'>,
  home: Address,
  { fitOf, reads }: Pick<ReadContext, 'fitOf' | 'reads'>,
): Promise<Extract<Fit, 'fine' | 'mute'>> => {
  const fit = await fitOf(home.channel)
  if (fit === 'unfit') throw noPlace()
  if (fit === 'unsure') throw outOfSight()
  const group = await reads.groupAt(home)
  if (group && group.id !== id) throw takenHome()
  return fit
}

export const takenHome = () =>
  new UserError('That channel is the home of another group', {
    next: [text`A channel has one group. Choose another channel; nothing was changed.`],
    option: 'channel',
  })

const noPlace = () =>
  new UserError('A group cannot meet there', {
    next: [
      text`Pick the channel from the list, which comes when you type #: one that you are in, and that is not archived. Into a private channel, invite me first.`,
    ],
    option: 'channel',
  })

const outOfSight = () =>
  new UserError('I cannot look at that channel just now', {
    next: [text`Nothing was changed. Please try again in a minute.`],
    option: 'channel',
  })
