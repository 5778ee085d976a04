/** The option for a time zone: by city, country, or its own name. An abbreviation such as EST is answered with a question. */
import { z } from 'zod'
import type { ReadContext } from '../../bot/command.ts'
import type { Choice } from '../../bot/options.ts'
import type { Action } from '../../chat/action.ts'
import { quoted } from '../../chat/quoted.ts'
import type { Instant } from '../../core/calendar.ts'
import { closest } from '../../core/closest.ts'
import { commonZones } from '../../core/common-zones.ts'
import { zoneMatching, zonePlaces, zonesLike } from '../../core/zone.ts'
import { folded } from '../../core/zone-table.ts'
import { unknownZone, whichZone } from '../../views/zone.ts'

export const zoneOption = z.string().max(60).optional().describe('A city or time zone, such as Berlin')

type ZoneOptions = {
  now: Instant
  /** The request, with this zone in the place of the typed one. */
  action(other: { timezone: string }): Action
}

/** The zone by its present name; throws UserError that asks which, or offers near ones, each with the same request. */
export const resolveZone = async (typed: string, { now, action }: ZoneOptions): Promise<string> => {
  const match = await zoneMatching(typed, now)
  if (match && 'zone' in match) return match.zone
  const actionFor = (zone: string) => action({ timezone: zone })
  throw match
    ? whichZone(quoted(typed), match, actionFor)
    : unknownZone(quoted(typed), await zonesNear(typed, 3), actionFor)
}

/** Zones with such a name, else that of the place with a typing error. */
const zonesNear = async (typed: string, most: number): Promise<string[]> => {
  const word = folded(typed)
  const like = word === '' ? [] : await zonesLike(word, most)
  if (like.length > 0) return like
  const places = await zonePlaces()
  const place = folded(typed.split('/').at(-1) ?? '')
  const mistyped = places.get(closest(place, [...places.keys()]) ?? '')
  return mistyped === undefined ? [] : [mistyped]
}

const maxSuggested = 20

export const suggestZones = async (typed: string, { now }: Pick<ReadContext, 'now'>): Promise<Choice[]> =>
  (await zonesFor(typed, now)).slice(0, maxSuggested).map((zone) => ({ label: zone, value: zone }))

const zonesFor = async (typed: string, now: Instant): Promise<readonly string[]> => {
  if (typed.trim() === '') return commonZones
  const match = await zoneMatching(typed, now)
  const matching = match === undefined ? [] : 'zone' in match ? [match.zone] : match.candidates
  return [...new Set([...matching, ...(await zonesNear(typed, maxSuggested))])]
}
