/** A roadmap's colour, for the cards that are about it. */
import type { Reply } from '../chat/reply.ts'
import type { Roadmap } from '../core/roadmap.ts'

export const accentOf = ({ accent }: Roadmap): Pick<Reply, 'accent'> => (accent === undefined ? {} : { accent })
