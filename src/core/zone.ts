/** IANA time zones as people type them. */
import type { Instant } from './calendar.ts'

const known = (): string[] => ['UTC', ...Intl.supportedValuesOf('timeZone')]

/** The zone in its usual spelling; undefined where there is none of that name. Newer names (Asia/Kolkata) stay as they are. */
export const zoneNamed = (typed: string): string | undefined => {
  const wanted = typed.trim().replaceAll(' ', '_')
  // Offsets such as +02:00 are accepted by Intl, but know no clock changes.
  if (!/^[a-z]/i.test(wanted)) return undefined
  try {
    new Intl.DateTimeFormat('en', { timeZone: wanted })
  } catch {
    return undefined
  }
  const usual = known().find((name) => name.toLowerCase() === wanted.toLowerCase())
  return usual ?? wanted.toLowerCase().replace(/(^|[/_-])[a-z]/g, (letter) => letter.toUpperCase())
}

/** Zones whose name or city contains what was typed, at most `most`; also under a newer name (kolkata: Asia/Kolkata). */
export const zonesLike = (typed: string, most: number): string[] => {
  const wanted = typed.trim().toLowerCase().replaceAll(' ', '_')
  const zones = known()
  const continents = [...new Set(zones.flatMap((zone) => (zone.includes('/') ? [zone.split('/')[0]] : [])))]
  const newer = continents.flatMap((continent) => zoneNamed(`${continent}/${wanted}`) ?? [])
  const cities = zones.filter((zone) => zone.toLowerCase().split('/').at(-1)?.startsWith(wanted))
  const others = zones.filter((zone) => zone.toLowerCase().includes(wanted))
  return [...new Set([...newer, ...cities, ...others])].slice(0, most)
}

/**
 * The zones whose clocks are now as far from UTC as "GMT+2", "UTC", "+5:30" or "Etc/GMT-2" say (in the last the sign is the other
 * way round): common ones, else all. None where nothing of that kind is typed. An offset itself is no zone: it knows no clock changes.
 */
export const zonesAtOffset = (typed: string, now: Instant): string[] => {
  const offset = /^(etc\/)?(?:gmt|utc)?\s*(?:([+\-−])\s*(\d{1,2})(?::?([0-5]\d))?)?$/i.exec(typed.trim())
  if (!offset || typed.trim() === '') return []
  const [, isEtc, sign = '+', hours = '0', minutes = '0'] = offset
  const seconds = (Number(hours) * 60 + Number(minutes)) * 60 * ((sign === '+') === (isEtc === undefined) ? 1 : -1)
  const isThere = (zone: string) => now.toZonedDateTimeISO(zone).offsetNanoseconds === seconds * 1e9
  const common = commonZones.filter(isThere)
  return common.length > 0 ? common : known().filter(isThere)
}

/** The names of cities, for finding the nearest to a mistyped one. */
export const zoneCities = (): Map<string, string> =>
  new Map(known().map((zone) => [(zone.split('/').at(-1) ?? zone).toLowerCase(), zone]))

/** Zones to choose from where nothing is known of a person's: one for most of the world's clocks, from west to east. */
export const commonZones: readonly string[] = [
  ...['Pacific/Honolulu', 'America/Anchorage', 'America/Los_Angeles', 'America/Denver', 'America/Chicago'],
  ...['America/New_York', 'America/Bogota', 'America/Sao_Paulo', 'America/Argentina/Buenos_Aires', 'Atlantic/Azores'],
  ...['UTC', 'Europe/London', 'Africa/Lagos', 'Europe/Berlin', 'Africa/Cairo', 'Europe/Athens', 'Europe/Istanbul'],
  ...['Africa/Nairobi', 'Asia/Dubai', 'Asia/Karachi', 'Asia/Kolkata', 'Asia/Dhaka', 'Asia/Singapore', 'Asia/Tokyo'],
  'Australia/Sydney',
]
