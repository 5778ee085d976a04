/**
 * Abbreviations such as EST: several places use most of them, and each stands for standard or summer time only. So
 * none is a zone; each leads to the cities that use it.
 */
import { likeliestFirst } from './common-zones.ts'
import type { Clock, ZoneTable } from './zone-table.ts'

/** "ET" for EST and EDT; the POSIX names of the IANA database, such as EST5EDT; and MET, which is CET. */
const spelledOut = (input: string): string => {
  const word = input.trim().toUpperCase()
  const [, half] = /^([ECMPA])T$/.exec(word) ?? /^([ECMP])ST\d[ECMP]DT$/.exec(word) ?? []
  if (half !== undefined) return `${half}ST`
  return word === 'MET' ? 'CET' : word
}

/** The zones that use an abbreviation, one city for each kind of clock, the likeliest first; none for other text. */
export const zonesAbbreviated = (input: string, { clocks }: Pick<ZoneTable, 'clocks'>, max: number): string[] => {
  const word = spelledOut(input)
  const usesWord = ({ abbreviation, dstAbbreviation }: Clock) => abbreviation === word || dstAbbreviation === word
  const alike = Map.groupBy(clocks.filter(usesWord), (clock) => `${clock.rawOffsetInMinutes} ${clock.dstAbbreviation}`)
  const likeliest = [...alike.values()].flatMap((places) => likeliestFirst(places.map(({ name }) => name)).slice(0, 1))
  return likeliestFirst(likeliest).slice(0, max)
}
