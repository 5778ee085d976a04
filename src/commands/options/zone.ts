/** The option for a time zone: by its IANA name; others are answered with near ones. */
import { z } from 'zod'
import { closest } from '../../bot/closest.ts'
import type { Choice, ReadContext } from '../../bot/command.ts'
import { quoted } from '../../bot/quoted.ts'
import { text } from '../../bot/text.ts'
import { UserError } from '../../bot/user-error.ts'
import type { Instant } from '../../core/calendar.ts'
import { commonZones, zoneCities, zoneNamed, zonesAtOffset, zonesLike } from '../../core/zone.ts'
import { listed } from '../../views/figures.ts'

export const zoneOption = z.string().max(60).optional().describe('A time zone, such as Europe/Berlin')

type Asked = {
  now: Instant
  /** What was asked, with this zone in the place of the one that was typed. */
  line(other: { timezone: string }): string
}

/** The zone of that name; throws UserError that offers near ones, each with what was asked. */
export const chosenZone = (named: string, { now, line }: Asked): string => {
  const zone = zoneNamed(named)
  if (zone) return zone
  const near = zonesNear(named, { most: 3, now })
  throw new UserError(`I know no time zone ${quoted(named)}`, {
    next: [
      near.length > 0
        ? text`Did you mean ${listed(near)}?`
        : text`Time zones are named by continent and city, such as Europe/Berlin or America/New_York.`,
    ],
    option: 'timezone',
    buttons: near.map((name) => ({ label: name, line: line({ timezone: name }) })),
  })
}

/** Zones that are called like it, else those whose clocks are so far from UTC now, else that of the city with a typing error. */
const zonesNear = (typed: string, { most, now }: { most: number; now: Instant }): string[] => {
  const like = zonesLike(typed, most)
  if (like.length > 0) return like
  const atOffset = zonesAtOffset(typed, now)
  if (atOffset.length > 0) return atOffset.slice(0, most)
  const cities = zoneCities()
  const city = typed.trim().split('/').at(-1)?.replaceAll(' ', '_') ?? ''
  const mistyped = cities.get(closest(city, [...cities.keys()]) ?? '')
  return mistyped ? [mistyped] : []
}

export const suggestZones = (typed: string, { now }: Pick<ReadContext, 'now'>): Choice[] =>
  (typed.trim() === '' ? commonZones : zonesNear(typed, { most: 20, now })).map((zone) => ({
    label: zone,
    value: zone,
  }))
