import type { Ack } from './deliveries.ts'
import type { Happenings } from './happenings.ts'
import { isObject, type Json, objectOf, objectsOf } from './json.ts'
import { contentOf, type Messages } from './messages.ts'
import { Refusal } from './refusal.ts'
import type { ResponseUrls } from './response-urls.ts'
import type { Channel, User, View } from './state.ts'
import type { Views } from './views.ts'

const by = 'ack'

/** The message in the acknowledgement of a command. */
export const applyCommandAck = (
  { payload }: Ack,
  { messages, responseUrls }: { messages: Messages; responseUrls: ResponseUrls },
  { user, channel, responseUrl }: { user: User; channel: Channel; responseUrl: string },
) => {
  const body: Json = typeof payload === 'string' ? { text: payload } : objectOf(payload)
  if (!body.text && !body.blocks && !body.attachments) return
  const isPublic = body.response_type === 'in_channel'
  const content = contentOf(body)
  const source = { by, key: responseUrl, ...(isPublic ? { calledBy: user } : { ephemeralTo: user }) }
  responseUrls.published(responseUrl, messages.post(channel, content, source))
}

/** What becomes of a modal that was submitted: errors, another view, or closed. */
export const applySubmissionAck = (
  { payload }: Ack,
  { views, happenings }: { views: Views; happenings: Happenings },
  view: View,
) => {
  const { user, workspace } = view
  const source = { by }
  if (!isObject(payload) || payload.response_action === undefined) return views.close(user, source)
  if (payload.response_action === 'clear') return views.close(user, { ...source, all: true })
  if (payload.response_action === 'update') return void views.change(view, objectOf(payload.view), source)
  if (payload.response_action === 'push') return void views.push(user, objectOf(payload.view), source)
  const errors = Object.entries(objectOf(payload.errors))
  const inputs = new Set(
    objectsOf(view.content.blocks)
      .filter(({ type }) => type === 'input')
      .map(({ block_id }) => block_id),
  )
  const isKnown = errors.length > 0 && errors.every(([block, text]) => inputs.has(block) && typeof text === 'string')
  // A person then reads "We had some trouble connecting. Try again?"
  if (payload.response_action !== 'errors' || !isKnown) throw new Refusal('invalid_response_action')
  const worded = Object.fromEntries(errors.map(([block, text]) => [block, String(text)]))
  happenings.tell({ kind: 'modal errors', by, workspace, user, view, errors: worded })
}
