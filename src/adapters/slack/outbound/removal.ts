/** Whether the bot was removed from a channel of Slack, or from its workspace. */

import type { Address } from '../../../chat/invocation.ts'
import type { Removal } from '../../../chat/message-sender.ts'
import type { Installations } from '../transport/installations.ts'
import { errorWord } from '../transport/web-error.ts'
import { removals } from './post-error.ts'

/** Asked with the token of the workspace, or with the last one that the workspace had while this process runs. */
export const confirmRemoved = async (
  { workspace, channel }: Address,
  { installations }: { installations: Installations },
): Promise<Removal> => {
  const installation = installations.find(workspace) ?? installations.former(workspace)
  if (!installation) return 'unknown'
  try {
    const { channel: found } = await installation.web.conversations.info({ channel })
    // Nobody is a member of an archived channel: the next post tells its organizers that it is archived.
    return found?.is_member === false && !found.is_archived ? 'removed' : 'present'
  } catch (error) {
    const word = errorWord(error)
    // A private channel that the bot is not in does not exist for it.
    return word === 'channel_not_found' || removals.includes(word ?? '') ? 'removed' : 'unknown'
  }
}
