import type { Json } from './json.ts'
import { contentOf, type Messages } from './messages.ts'
import { Refusal } from './refusal.ts'
import type { Channel, Message, State, User } from './state.ts'

const lifetimeMs = 30 * 60_000
const mostUses = 5

type Address = { user: User; channel: Channel; at: number; uses: number; original: Message | undefined }

/** response_urls: five uses within thirty minutes; they reach channels in which the bot isn't. */
export const createResponseUrls = (parts: {
  state: State
  messages: Messages
  clock: () => number
  base: () => string
}) => {
  const { state, messages, clock, base } = parts
  const addresses = new Map<string, Address>()
  return {
    issue(user: User, channel: Channel, original?: Message): string {
      const path = `${original ? 'actions' : 'commands'}/${user.workspace.id}/${state.newId('')}`
      addresses.set(path, { user, channel, at: clock(), uses: 0, original })
      return base() + path
    },
    /** What the answer in an ack published, a later `replace_original` of the same command replaces. */
    published(url: string, message: Message) {
      const address = addresses.get(url.slice(base().length))
      if (address) address.original ??= message
    },
    use(path: string, body: Json) {
      const address = addresses.get(path)
      // How Slack words a refusal here is not documented in full: a status other than 2xx is what makes `respond` throw.
      const refuse = (error: string, status = 404) => {
        throw new Refusal(error, {}, { status })
      }
      if (!address) return refuse('invalid_url')
      if (address.uses >= mostUses) refuse('used_url')
      if (clock() - address.at > lifetimeMs) refuse('expired_url')
      if (!address.user.workspace.installed) refuse('account_inactive')
      const source = { by: 'response_url', key: base() + path }
      const { original, channel } = address
      const isOn = (value: unknown) => value === true || value === 'true'
      if (isOn(body.delete_original)) {
        address.uses++
        if (original) messages.remove(original, source)
        return
      }
      const content = contentOrRefuse(body)
      address.uses++
      if (isOn(body.replace_original) && original && !original.deleted)
        return messages.change(original, content, source)
      if (body.response_type === 'in_channel' && channel.archived) refuse('is_archived')
      const message = messages.post(channel, content, {
        ...source,
        ...(body.response_type === 'in_channel' ? { calledBy: address.user } : { ephemeralTo: address.user }),
      })
      address.original ??= message
    },
  }
}

const contentOrRefuse = (body: Json) => {
  try {
    return contentOf(body)
  } catch (error) {
    throw error instanceof Refusal ? new Refusal(error.error, error.more, { status: 400 }) : error
  }
}

export type ResponseUrls = ReturnType<typeof createResponseUrls>
