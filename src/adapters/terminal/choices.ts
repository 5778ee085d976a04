/** Finds the button that a typed number presses: a button of the last answer that the person saw. */
import type { ActorId } from '../../chat/invocation.ts'
import type { Button, Reply } from '../../chat/reply.ts'
import { text } from '../../chat/text.ts'

/** Buttons by their numbers, and the number whose press showed them. */
type Offer = { buttons: ReadonlyMap<number, Button>; pressed?: number | undefined }

type OfferOptions = {
  /** The only person who sees the answer; undefined where everybody does. */
  onlyTo?: ActorId | undefined
  /** The number whose press is answered: no button gets it, so that pressing it twice does nothing more. */
  pressed?: number | undefined
}

export type Choices = {
  /** Remembers the buttons of an answer. */
  offer(reply: Reply, options?: OfferOptions): void
  of(actor: ActorId): Offer
}

/** The number of the button at an index, where one number is left out. */
export const numberAt = (index: number, pressed?: number): number =>
  pressed === undefined || index + 1 < pressed ? index + 1 : index + 2

export const createChoices = (): Choices => {
  let everybody: Offer = { buttons: new Map() }
  const own = new Map<ActorId, Offer>()
  return {
    offer(reply, { onlyTo, pressed } = {}) {
      const buttons = reply.blocks.flatMap((block) => {
        if (block.kind === 'choices') return block.choices
        return block.kind === 'buttons' ? block.buttons : []
      })
      if (buttons.length === 0) return
      const offer = { buttons: new Map(buttons.map((button, at) => [numberAt(at, pressed), button])), pressed }
      if (onlyTo !== undefined) {
        own.set(onlyTo, offer)
        return
      }
      everybody = offer
      own.clear()
    },
    of: (actor) => own.get(actor) ?? everybody,
  }
}

/** The reply to a number that is on no button, or that the person has just pressed. */
export const noSuchButton = (number: number, { buttons, pressed }: Offer): Reply => {
  const [first, last] = [[...buttons.keys()].at(0), [...buttons.keys()].at(-1)]
  const known = first === last ? text`There is only ${first ?? 0}.` : text`There are ${first ?? 0} to ${last ?? 0}.`
  const next = first === undefined ? text`You have seen no buttons yet.` : known
  const isTwice = number === pressed
  return {
    title: isTwice ? `You have just pressed ${number}` : `There is no button ${number}`,
    tone: 'problem',
    blocks: [{ kind: 'text', text: isTwice ? text`Nothing more was done. ${next}` : next }],
  }
}
