/** Time zones as people name them: by city, country, abbreviation, offset, or as the IANA database does (design 3b.3). */
import type { Instant } from './calendar.ts'
import { commonZones } from './common-zones.ts'
import { zonesAbbreviated } from './zone-abbreviation.ts'
import { cityOf, folded, presentName, type ZoneTable, zonesOfCity, zonesOfCountry, zoneTable } from './zone-table.ts'

/** The matching zone; or several candidates, and why there are several. */
export type ZoneMatch =
  | { zone: string }
  | { candidates: readonly string[]; because: 'abbreviation' | 'offset' | 'country' | 'city' }

const universal = /^(?:etc\/)?(?:utc|gmt(?:[+-]?0)?|uct|universal|zulu|greenwich)$/i

/** Undefined when nothing matches. An abbreviation or an offset only gives candidates, because neither has clock changes. */
export const zoneMatching = async (input: string, now: Instant): Promise<ZoneMatch | undefined> => {
  if (universal.test(input.trim())) return { zone: 'UTC' }
  const table = await zoneTable()
  const atOffset = zonesAtOffset(input, now, table)
  if (atOffset.length > 0) return { candidates: atOffset, because: 'offset' }
  const abbreviated = zonesAbbreviated(input, table, 4)
  if (abbreviated.length > 0) return { candidates: abbreviated, because: 'abbreviation' }
  const word = folded(input)
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

/** The present name of a zone that a platform reports; undefined if it is no single zone. */
export const presentZone = async (zone: string, now: Instant): Promise<string | undefined> => {
  const match = await zoneMatching(zone, now)
  return match && 'zone' in match ? match.zone : undefined
}

/** Zones whose name, city or country contains the input, at most `max`; those that begin with it first. */
export const zonesLike = async (input: string, max: number): Promise<string[]> => {
  const { names, clocks } = await zoneTable()
  const word = folded(input)
  const begin = names.filter((name) => folded(cityOf(name)).startsWith(word))
  const contain = names.filter((name) => folded(name).includes(word))
  const around = clocks
    .filter(({ mainCities, countryName }) => [...mainCities, countryName].some((place) => folded(place).includes(word)))
    .map(({ name }) => name)
  return [...new Set([...begin, ...contain, ...around])].slice(0, max)
}

/** Zones by the names of their cities, for finding the nearest one to a mistyped name. */
export const zonePlaces = async (): Promise<Map<string, string>> => {
  const { names, clocks } = await zoneTable()
  const around = clocks.flatMap(({ name, mainCities }) => mainCities.map((city) => [folded(city), name] as const))
  return new Map([...around, ...names.map((name) => [folded(cityOf(name)), name] as const)])
}

/**
 * The zones whose clocks are now as far from UTC as "GMT+2", "+5:30" or "Etc/GMT-2" say (in the last the sign is the other way round):
 * common ones, else all. None for other text.
 */
const zonesAtOffset = (input: string, now: Instant, { names }: ZoneTable): string[] => {
  const offset = /^(etc\/)?(?:gmt|utc)?\s*([+\-−])\s*(\d{1,2})(?::?([0-5]\d))?$/i.exec(input.trim())
  if (!offset) return []
  const [, isEtc, sign = '+', hours = '0', minutes = '0'] = offset
  const seconds = (Number(hours) * 60 + Number(minutes)) * 60 * ((sign === '+') === (isEtc === undefined) ? 1 : -1)
  const matchesOffset = (zone: string) => now.toZonedDateTimeISO(zone).offsetNanoseconds === seconds * 1e9
  const common = commonZones.filter(matchesOffset)
  return common.length > 0 ? common : names.filter(matchesOffset)
}
