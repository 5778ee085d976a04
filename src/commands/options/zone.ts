/** The option for a time zone: by its IANA name; others are answered with near ones. */
import { z } from 'zod'
import { closest } from '../../bot/closest.ts'
import type { Choice } from '../../bot/command.ts'
import { quoted } from '../../bot/quoted.ts'
import { slash } from '../../bot/slash.ts'
import { text } from '../../bot/text.ts'
import { UserError } from '../../bot/user-error.ts'
import { commonZones, zoneCities, zoneNamed, zonesLike } from '../../core/zone.ts'
import { listed } from '../../views/figures.ts'

export const zoneOption = z.string().max(60).optional().describe('A time zone, such as Europe/Berlin')

/** The zone of that name; throws UserError that offers near ones, each with the line `again` completed by it. */
export const chosenZone = (named: string, again: string): string => {
  const zone = zoneNamed(named)
  if (zone) return zone
  const like = zonesLike(named, 3)
  const cities = zoneCities()
  const mistyped = cities.get(closest(named, [...cities.keys()]) ?? '')
  const near = like.length > 0 ? like : mistyped ? [mistyped] : []
  throw new UserError(`I know no time zone ${quoted(named)}`, {
    next: [
      near.length > 0
        ? text`Did you mean ${listed(near)}?`
        : text`Time zones are named by continent and city, such as Europe/Berlin or America/New_York.`,
    ],
    option: 'timezone',
    buttons: near.map((name) => ({ label: `${slash} ${again} timezone:${name}`, line: `${again} timezone:${name}` })),
  })
}

export const suggestZones = (typed: string): Choice[] =>
  (typed === '' ? commonZones : zonesLike(typed, 20)).map((zone) => ({ label: zone, value: zone }))
