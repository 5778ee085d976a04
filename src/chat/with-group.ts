/** Binds the controls of a reply to a group: pressed late, or elsewhere, they must mean no other. */
import { actionInGroup } from './action.ts'
import type { Button, Reply } from './reply.ts'

/** The reply, with those of its controls about this group that name none. */
export const withGroup = (group: string, reply: Reply): Reply => {
  const bound = <B extends Button>(button: B): B => ({ ...button, action: actionInGroup(group, button.action) })
  return {
    ...reply,
    blocks: reply.blocks.map((block) => {
      if (block.kind === 'buttons') return { ...block, buttons: block.buttons.map(bound) }
      return block.kind === 'choices' ? { ...block, choices: block.choices.map(bound) } : block
    }),
  }
}
