import { type Lookup, type Methods, needs, type ResolvedCommand, required } from './call.ts'
import { textOf } from './json.ts'
import { contentOf, type Messages, messageJson } from './messages.ts'
import type { PostLimitKeeper } from './post-limit.ts'
import { DeliveryBlock } from './refusal.ts'
import type { Message } from './state.ts'

const longestEdit = 4000

export const chatMethods = (lookup: Lookup, messages: Messages, postLimit: PostLimitKeeper): Methods => {
  /** A message that the bot may change: public, in a channel that it still sees. */
  const own = (resolved: ResolvedCommand): Message => {
    const channel = lookup.channel(resolved, required(resolved.args, 'channel'))
    const message = channel.posted.get(required(resolved.args, 'ts'))
    if (!message) throw new DeliveryBlock('message_not_found')
    if (channel.archived) throw new DeliveryBlock('is_inactive')
    return message
  }
  const scopes = needs('chat:write')
  return {
    'chat.postMessage': {
      scopes,
      run: (resolved) => {
        const channel = lookup.writable(resolved, required(resolved.args, 'channel'))
        const threadTs = textOf(resolved.args.thread_ts)
        if (threadTs !== '' && !channel.posted.has(threadTs)) throw new DeliveryBlock('thread_not_found')
        const content = contentOf(resolved.args)
        postLimit.take(channel)
        const message = messages.post(channel, content, { by: resolved.method, ...(threadTs && { threadTs }) })
        return { channel: channel.id, ts: message.ts, message: messageJson(message) }
      },
    },
    'chat.postEphemeral': {
      scopes,
      run: (resolved) => {
        const channel = lookup.writable(resolved, required(resolved.args, 'channel'))
        const id = required(resolved.args, 'user')
        if (!channel.members.has(id)) throw new DeliveryBlock('user_not_in_channel')
        const content = contentOf(resolved.args)
        const message = messages.post(channel, content, { by: resolved.method, ephemeralTo: lookup.user(resolved, id) })
        return { message_ts: message.ts }
      },
    },
    'chat.update': {
      scopes,
      run: (resolved) => {
        const message = own(resolved)
        if (message.author !== resolved.workspace.botUserId) throw new DeliveryBlock('cant_update_message')
        if (textOf(resolved.args.text).length > longestEdit) throw new DeliveryBlock('msg_too_long')
        messages.change(message, contentOf(resolved.args), { by: resolved.method })
        return { channel: message.channel.id, ts: message.ts, text: message.text, message: messageJson(message) }
      },
    },
    'chat.delete': {
      scopes,
      run: (resolved) => {
        const message = own(resolved)
        if (message.author !== resolved.workspace.botUserId) throw new DeliveryBlock('cant_delete_message')
        messages.remove(message, { by: resolved.method })
        return { channel: message.channel.id, ts: message.ts }
      },
    },
  }
}
