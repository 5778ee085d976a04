/** How long a platform may take for one step of a post, so that a post is through before its lease is over. */
import { inTime } from '../bot/in-time.ts'
import type { Desk } from './desk.ts'

/** In milliseconds. */
export const patienceOf = ({ patience = 20_000 }: Pick<Desk, 'patience'>): number => patience

export const withinPatience = <T>(work: Promise<T>, desk: Pick<Desk, 'patience'>): Promise<T | 'slow'> =>
  inTime(work, patienceOf(desk))
