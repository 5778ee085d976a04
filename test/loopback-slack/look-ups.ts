import type { Deliveries } from './deliveries.ts'
import { type Placed, valuesOf } from './inputs.ts'
import { isObject, type Json, objectOf, textOf } from './json.ts'
import { offerFaults, optionsOf } from './option-rules.ts'
import { isMessage, suggestionPayload } from './payloads.ts'
import { Refusal, refuseFaults } from './refusal.ts'
import type { User, View } from './state.ts'
import { mustSee, placedIn, type Surface } from './surface.ts'

type Parts = {
  deliveries: Deliveries
  refused: (refusal: { method: string; team: string; error: Refusal }) => void
}

const leastTyped = 3
const keyOf = ({ blockId, element }: Placed) => JSON.stringify([blockId, element.action_id])

/** What a person can choose from in an element: for a menu that asks the app, what it offered last, or what was chosen at first. */
export const choicesOf = (surface: Surface, placed: Placed): readonly Json[] => {
  const { element } = placed
  if (element.type !== 'external_select') return optionsOf(element)
  const offered = isMessage(surface) ? [] : (surface.offers.get(keyOf(placed)) ?? [])
  return [...offered, element.initial_option].filter(isObject)
}

/** Menus in views that ask the app for their options. */
export const createLookUps = ({ deliveries, refused }: Parts) => ({
  /** Types in such a menu. Rejects where Slack would not ask, when the app does not answer, and with what Slack does not take. */
  async lookUp(user: User, view: View, blockId: string, typed: string): Promise<readonly Json[]> {
    mustSee(user, view)
    const placed = placedIn(view, blockId)
    const { element } = placed
    if (element.type !== 'external_select') throw new Error(`"${blockId}" is a ${element.type}: nothing is looked up`)
    const { min_query_length: least = leastTyped } = element
    if (typed.length < Number(least)) throw new Error(`"${typed}" is too short: the app is asked from ${least} letters`)
    const values = valuesOf(view.content.blocks, view.inputs.get(user.id))
    const payload = suggestionPayload({ user, view, blockId, actionId: textOf(element.action_id), typed }, values)
    const ack = await deliveries.send({ type: 'interactive', payload })
    if (ack.failed) throw new Error(`looking up "${typed}" failed with the error "${ack.failed}"`)
    const offer = { options: [], ...objectOf(ack.payload) }
    try {
      // Slack shows that the options could not be loaded, and has no word for it that an app reads.
      refuseFaults('invalid_options', offerFaults(offer))
    } catch (error) {
      if (error instanceof Refusal) refused({ method: 'block_suggestion', team: user.workspace.id, error })
      throw error
    }
    const options = optionsOf(offer)
    view.offers.set(keyOf(placed), options)
    return options
  },
})
