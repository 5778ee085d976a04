/** Which buttons a typed number presses: those of the last answer that the person could see. */
import type { ActorId } from '../../chat/invocation.ts'
import type { Button, Reply } from '../../chat/reply.ts'
import { text } from '../../chat/text.ts'

/** Buttons by their numbers, and the number that was pressed for them. */
type Offer = { buttons: ReadonlyMap<number, Button>; pressed?: number | undefined }

type OfferOptions = {
  /** One person who sees it; without one, everybody does. */
  onlyTo?: ActorId | undefined
  /** The number whose press is answered: none of the buttons gets it, so that a number that is pressed twice does nothing more. */
  pressed?: number | undefined
}

export type Choices = {
  /** Takes note of an answer's buttons. */
  offer(reply: Reply, options?: OfferOptions): void
  of(actor: ActorId): Offer
}

/** The number of a button by its place from 0, where one number is left out. */
export const numberAt = (place: number, pressed?: number): number =>
  pressed === undefined || place + 1 < pressed ? place + 1 : place + 2

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

/** Said to whoever types a number that is on no button, or that they have just pressed. */
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
