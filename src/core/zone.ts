/** Time zones as people name them: by city, country, abbreviation, offset, or as the IANA database does (design 3b.3). */
import type { Instant } from './calendar.ts'
import { commonZones } from './common-zones.ts'
import { zonesAbbreviated } from './zone-abbreviation.ts'
import { cityOf, folded, presentName, type ZoneTable, zonesOfCity, zonesOfCountry, zoneTable } from './zone-table.ts'

/** The zone that is meant; or those that it may be, and why that is asked. */
export type ZoneMatch =
  | { zone: string }
  | { candidates: readonly string[]; because: 'abbreviation' | 'offset' | 'country' | 'city' }

const universal = /^(?:etc\/)?(?:utc|gmt(?:[+-]?0)?|uct|universal|zulu|greenwich)$/i

/** Undefined where nothing is called so. Never an abbreviation or an offset: these know no clock changes. */
export const zoneMatching = async (typed: string, now: Instant): Promise<ZoneMatch | undefined> => {
  if (universal.test(typed.trim())) return { zone: 'UTC' }
  const table = await zoneTable()
  const atOffset = zonesAtOffset(typed, now, table)
  if (atOffset.length > 0) return { candidates: atOffset, because: 'offset' }
  const abbreviated = zonesAbbreviated(typed, table, 4)
  if (abbreviated.length > 0) return { candidates: abbreviated, because: 'abbreviation' }
  const word = folded(typed)
  if (word === '') return undefined
  return (
    among(zonesOfCountry(word, table), 'country') ??
    among(
      [presentName(word, table)].filter((zone) => zone !== undefined),
      'city',
    ) ??
    among(zonesOfCity(word, table), 'city')
  )
}

const among = (zones: readonly string[], because: 'country' | 'city'): ZoneMatch | undefined => {
  const [only, ...others] = zones
  if (only === undefined) return undefined
  return others.length > 0 ? { candidates: zones, because } : { zone: only }
}

/** A zone that a platform names, by its present name; undefined for what is no place. */
export const presentZone = async (zone: string, now: Instant): Promise<string | undefined> => {
  const match = await zoneMatching(zone, now)
  return match && 'zone' in match ? match.zone : undefined
}

/** Zones whose name, city or country contains what was typed, at most `most`; those that begin with it first. */
export const zonesLike = async (typed: string, most: number): Promise<string[]> => {
  const { names, clocks } = await zoneTable()
  const word = folded(typed)
  const begin = names.filter((name) => folded(cityOf(name)).startsWith(word))
  const contain = names.filter((name) => folded(name).includes(word))
  const around = clocks
    .filter(({ mainCities, countryName }) => [...mainCities, countryName].some((place) => folded(place).includes(word)))
    .map(({ name }) => name)
  return [...new Set([...begin, ...contain, ...around])].slice(0, most)
}

/** The places that zones have, by their names, for finding the nearest to a mistyped one. */
export const zonePlaces = async (): Promise<Map<string, string>> => {
  const { names, clocks } = await zoneTable()
  const around = clocks.flatMap(({ name, mainCities }) => mainCities.map((city) => [folded(city), name] as const))
  return new Map([...around, ...names.map((name) => [folded(cityOf(name)), name] as const)])
}

/**
 * The zones whose clocks are now as far from UTC as "GMT+2", "+5:30" or "Etc/GMT-2" say (in the last the sign is the other way round):
 * common ones, else all. None where nothing of that kind is typed.
 */
const zonesAtOffset = (typed: string, now: Instant, { names }: ZoneTable): string[] => {
  const offset = /^(etc\/)?(?:gmt|utc)?\s*([+\-−])\s*(\d{1,2})(?::?([0-5]\d))?$/i.exec(typed.trim())
  if (!offset) return []
  const [, isEtc, sign = '+', hours = '0', minutes = '0'] = offset
  const seconds = (Number(hours) * 60 + Number(minutes)) * 60 * ((sign === '+') === (isEtc === undefined) ? 1 : -1)
  const isThere = (zone: string) => now.toZonedDateTimeISO(zone).offsetNanoseconds === seconds * 1e9
  const common = commonZones.filter(isThere)
  return common.length > 0 ? common : names.filter(isThere)
}
