/** Tells members of one name apart. */
import type { Member } from '../core/group.ts'
import { counted, day } from './format.ts'

/** "joined Mon 23 Nov 2026, 120 points". `points`: only of whom everybody may see them. */
export const memberNote = (
  { joinedOn }: Member,
  more: { points?: number | undefined; account?: string | undefined },
): string =>
  [
    `joined ${day(joinedOn)}`,
    ...(more.points === undefined ? [] : [counted(more.points, 'point')]),
    ...(more.account === undefined ? [] : [`account ${more.account}`]),
  ].join(', ')
