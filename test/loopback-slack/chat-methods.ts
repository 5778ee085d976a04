import { type Call, type Lookup, type Methods, needs, required } from './call.ts'
import { textOf } from './json.ts'
import { contentOf, type Messages, messageJson } from './messages.ts'
import type { PostLimitKeeper } from './post-limit.ts'
import { Refusal } from './refusal.ts'
import type { Message } from './state.ts'

const longestEdit = 4000

export const chatMethods = (lookup: Lookup, messages: Messages, postLimit: PostLimitKeeper): Methods => {
  /** A message that the bot may change: public, in a channel that it still sees. */
  const own = (call: Call): Message => {
    const channel = lookup.channel(call, required(call.args, 'channel'))
    const message = channel.posted.get(required(call.args, 'ts'))
    if (!message) throw new Refusal('message_not_found')
    if (channel.archived) throw new Refusal('is_inactive')
    return message
  }
  const scopes = needs('chat:write')
  return {
    'chat.postMessage': {
      scopes,
      run: (call) => {
        const channel = lookup.writable(call, required(call.args, 'channel'))
        const threadTs = textOf(call.args.thread_ts)
        if (threadTs !== '' && !channel.posted.has(threadTs)) throw new Refusal('thread_not_found')
        const content = contentOf(call.args)
        postLimit.take(channel)
        const message = messages.post(channel, content, { by: call.method, ...(threadTs && { threadTs }) })
        return { channel: channel.id, ts: message.ts, message: messageJson(message) }
      },
    },
    'chat.postEphemeral': {
      scopes,
      run: (call) => {
        const channel = lookup.writable(call, required(call.args, 'channel'))
        const id = required(call.args, 'user')
        if (!channel.members.has(id)) throw new Refusal('user_not_in_channel')
        const content = contentOf(call.args)
        const message = messages.post(channel, content, { by: call.method, ephemeralTo: lookup.user(call, id) })
        return { message_ts: message.ts }
      },
    },
    'chat.update': {
      scopes,
      run: (call) => {
        const message = own(call)
        if (message.author !== call.workspace.botUserId) throw new Refusal('cant_update_message')
        if (textOf(call.args.text).length > longestEdit) throw new Refusal('msg_too_long')
        messages.change(message, contentOf(call.args), { by: call.method })
        return { channel: message.channel.id, ts: message.ts, text: message.text, message: messageJson(message) }
      },
    },
    'chat.delete': {
      scopes,
      run: (call) => {
        const message = own(call)
        if (message.author !== call.workspace.botUserId) throw new Refusal('cant_delete_message')
        messages.remove(message, { by: call.method })
        return { channel: message.channel.id, ts: message.ts }
      },
    },
  }
}
