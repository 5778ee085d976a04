import { isObject, type Json } from './json.ts'

const interactive = /button|select|checkboxes|radio_buttons|overflow|picker|input/

/** Slack gives every block and every interactive element an id that had none. */
export const withIds = (blocks: readonly Json[], newId: () => string): Json[] =>
  blocks.map((block) => ({ block_id: newId(), ...(fillActions(block, newId) as Json) }))

const fillActions = (value: unknown, newId: () => string, top = true): unknown => {
  if (Array.isArray(value)) return value.map((each) => fillActions(each, newId, false))
  if (!isObject(value)) return value
  const filled: Json = {}
  for (const key in value) filled[key] = fillActions(value[key], newId, false)
  const needsId = !top && typeof value.type === 'string' && interactive.test(value.type) && !('action_id' in value)
  if (needsId) filled.action_id = newId()
  return filled
}
