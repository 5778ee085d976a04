/** Checks whether a group can meet in a channel. */
import type { ReadContext } from '../bot/command.ts'
import type { Address, ChannelCheck } from '../chat/invocation.ts'
import { typed } from '../chat/slash.ts'
import { text } from '../chat/text.ts'
import { UserError } from '../chat/user-error.ts'
import type { Group } from '../core/group.ts'

type Usable = Extract<ChannelCheck, 'ok' | 'cannot-post'>

/** Throws UserError unless a group of the caller can meet in the channel where they ask. */
export const checkMeetingChannel = async ({ where, checkChannel }: ReadContext): Promise<Usable> => {
  const check = await checkChannel(where)
  if (check === 'not-allowed') throw cannotMeetHere()
  if (check === 'unknown') throw cannotLook()
  return check
}

type Move = { from: Address; to: Address }

/**
 * Throws UserError unless the group can meet in another channel of its server or workspace, which it never leaves. The database
 * checks again that the channel is free when the group moves.
 */
export const checkNewChannel = async (
  { id }: Pick<Group, 'id'>,
  { from, to }: Move,
  { checkChannel, reads }: Pick<ReadContext, 'checkChannel' | 'reads'>,
): Promise<Usable> => {
  if (from.platform !== to.platform || from.workspace !== to.workspace) throw anotherServer()
  const check = await checkChannel(to)
  if (check === 'not-allowed') throw cannotMeetThere()
  if (check === 'unknown') throw cannotLook()
  const group = await reads.groupAt(to)
  if (group && group.id !== id) throw takenChannel()
  return check
}

export const takenChannel = () =>
  new UserError('That channel is the home of another group', {
    next: [text`A channel has one group. Choose another channel; nothing was changed.`],
    option: 'channel',
  })

const cannotMeetThere = () =>
  new UserError('A group cannot meet there', {
    next: [
      text`Pick the channel from the list, which comes when you type #. It must be one where you can write, and not archived.`,
      text`Is it a private channel? Invite me there first.`,
    ],
    option: 'channel',
  })

const cannotMeetHere = () =>
  new UserError('A group cannot meet here', {
    next: [text`A group needs a channel where you can write. Type ${typed('group create')} in one.`],
  })

const cannotLook = () =>
  new UserError('I can’t check that channel right now', {
    next: [text`Nothing was changed. Try again in a minute.`],
    option: 'channel',
  })

const anotherServer = () =>
  new UserError('A group stays in its server', {
    next: [text`Choose a channel of the server where the group meets. Nothing was changed.`],
    option: 'channel',
  })
