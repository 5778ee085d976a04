/** Which buttons a typed number presses: those of the last answer that the person could see. */
import type { ActorId } from '../../bot/invocation.ts'
import type { Button, Reply } from '../../bot/reply.ts'
import { text } from '../../bot/text.ts'

export type Choices = {
  /** Takes note of an answer's buttons, seen by one person or by everybody. */
  offer(reply: Reply, onlyTo?: ActorId): void
  of(actor: ActorId): readonly Button[]
}

export const createChoices = (): Choices => {
  let everybody: readonly Button[] = []
  const own = new Map<ActorId, readonly Button[]>()
  return {
    offer(reply, onlyTo) {
      const buttons = reply.blocks.flatMap((block) => {
        if (block.kind === 'choices') return block.choices
        return block.kind === 'buttons' ? block.buttons : []
      })
      if (buttons.length === 0) return
      if (onlyTo !== undefined) {
        own.set(onlyTo, buttons)
        return
      }
      everybody = buttons
      own.clear()
    },
    of: (actor) => own.get(actor) ?? everybody,
  }
}

/** Said to whoever types a number that is on no button. */
export const noSuchButton = (number: number, count: number): Reply => {
  const known = count === 1 ? text`There is only ${1}.` : text`There are ${1} to ${count}.`
  const next = count === 0 ? text`You have seen no buttons yet.` : known
  return { title: `There is no button ${number}`, tone: 'problem', blocks: [{ kind: 'text', text: next }] }
}
