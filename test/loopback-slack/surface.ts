import { elementsIn, type Placed } from './inputs.ts'
import { isMessage } from './payloads.ts'
import type { Message, User, View } from './state.ts'

/** Where there is something to press, to choose or to type. */
export type Surface = Message | View

export const blocksOf = (surface: Surface) => (isMessage(surface) ? surface.blocks : surface.content.blocks)

/** A person only acts on what is there, and what they can see. */
export const mustSee = (user: User, surface: Surface) => {
  if (isMessage(surface)) {
    if (surface.deleted) throw new Error(`the message ${surface.ts} is gone`)
    if (surface.ephemeralTo && surface.ephemeralTo !== user) throw new Error(`${user.name} does not see this message`)
    if (!surface.channel.members.has(user.id)) throw new Error(`${user.name} is not in #${surface.channel.name}`)
  } else if (!surface.open) throw new Error(`the view ${surface.id} is closed`)
  else if (surface.user !== user) throw new Error(`${user.name} does not see this view`)
}

export const placedAt = (surface: Surface, blockId: string, actionId: string): Placed => {
  const all = elementsIn(blocksOf(surface))
  const found = all.find((each) => each.blockId === blockId && each.element.action_id === actionId)
  if (found) return found
  const there = all.map((each) => `${each.blockId} ${each.element.action_id}`).join(', ')
  throw new Error(`nothing at ${blockId} ${actionId}; there are: ${there}`)
}

/** The only element, or the first, of a block. */
export const placedIn = (view: View, blockId: string): Placed => {
  const placed = elementsIn(view.content.blocks).find((each) => each.blockId === blockId)
  if (!placed) throw new Error(`no input "${blockId}"`)
  return placed
}
