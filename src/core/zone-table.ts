/** Time zones with their cities, countries, former names and abbreviations, from the IANA database (@vvo/tzdb). Loaded at the first use. */
import type { RawTimeZone } from '@vvo/tzdb'
import { likeliestFirst } from './common-zones.ts'

/** Zones of one country that show the same time, by the name of the most populated one. */
export type Clock = RawTimeZone

export type ZoneTable = {
  /** The present names, such as Asia/Kolkata. */
  names: readonly string[]
  clocks: readonly Clock[]
}

export const zoneTable = async (): Promise<ZoneTable> => {
  const { rawTimeZones, timeZonesNames } = await import('@vvo/tzdb')
  return { names: timeZonesNames, clocks: rawTimeZones }
}

/** Text for comparison: case, accents and signs between words do not count. */
export const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}+]+/gu, ' ')
    .trim()

/** "New York" of America/New_York. */
export const cityOf = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')

/** ICU's canonical name of a zone, which may be an old one; all names of a zone share it. Undefined for an unknown zone. */
const canonicalName = (zone: string): string | undefined => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
  } catch {
    return undefined
  }
}

/** The present name of a zone, for a name of the IANA database; its former ones (Japan, US/Eastern, Asia/Calcutta) lead to their city. */
export const presentName = (word: string, { names, clocks }: ZoneTable): string | undefined => {
  const present = names.find((name) => folded(name) === word)
  if (present) return known(present)
  const clock = clocks.find(({ group }) => group.some((name) => folded(name) === word))
  const former = clock?.group.find((name) => folded(name) === word)
  if (!clock || !former) return undefined
  const canonical = canonicalName(former)
  return known(clock.group.find((name) => names.includes(name) && canonicalName(name) === canonical) ?? clock.name)
}

/** Undefined for a zone that Node does not know: the database may be newer than Node's. */
const known = (zone: string): string | undefined => (canonicalName(zone) === undefined ? undefined : zone)

/** Common names of countries that neither the database nor Node has. */
const otherCountries: Readonly<Record<string, string>> = {
  ...{
    usa: 'US',
    america: 'US',
    'united states of america': 'US',
    uae: 'AE',
    korea: 'KR',
    turkey: 'TR',
    holland: 'NL',
  },
  ...{ england: 'GB', scotland: 'GB', wales: 'GB', britain: 'GB', 'great britain': 'GB', 'czech republic': 'CZ' },
}

/** The zones of a country, by its name or its two-letter code. */
export const zonesOfCountry = (word: string, { clocks }: ZoneTable): string[] => {
  const [long, short] = (['long', 'short'] as const).map(
    (style) => new Intl.DisplayNames('en', { type: 'region', style }),
  )
  const isIt = ({ countryCode: code, countryName }: Clock) =>
    [countryName, code, long?.of(code) ?? '', short?.of(code) ?? ''].some((name) => folded(name) === word) ||
    otherCountries[word] === code
  return likeliestFirst(clocks.filter(isIt).map(({ name }) => name))
}

/** The zones of a city: one that zones are named after, else one of the large ones in them. */
export const zonesOfCity = (word: string, { names, clocks }: ZoneTable): string[] => {
  const named = names.filter((name) => folded(cityOf(name)) === word)
  if (named.length > 0) return named
  return clocks.filter(({ mainCities }) => mainCities.some((city) => folded(city) === word)).map(({ name }) => name)
}
