/**
 * Abbreviations such as EST: several places use most of them, and each stands for one half of the year only, without summer time. So
 * none is a zone; each leads to the cities whose clocks are called so.
 */
import { likeliestFirst } from './common-zones.ts'
import type { Clock, ZoneTable } from './zone-table.ts'

/** "ET" for EST and EDT; the POSIX names of the IANA database, such as EST5EDT; and MET, which is CET. */
const spelledOut = (typed: string): string => {
  const word = typed.trim().toUpperCase()
  const [, half] = /^([ECMPA])T$/.exec(word) ?? /^([ECMP])ST\d[ECMP]DT$/.exec(word) ?? []
  if (half !== undefined) return `${half}ST`
  return word === 'MET' ? 'CET' : word
}

/** Where clocks are called so, one city for each kind of clock, the likeliest first; none where it is no abbreviation. */
export const zonesAbbreviated = (typed: string, { clocks }: Pick<ZoneTable, 'clocks'>, most: number): string[] => {
  const word = spelledOut(typed)
  const isCalledSo = ({ abbreviation, dstAbbreviation }: Clock) => abbreviation === word || dstAbbreviation === word
  const alike = Map.groupBy(
    clocks.filter(isCalledSo),
    (clock) => `${clock.rawOffsetInMinutes} ${clock.dstAbbreviation}`,
  )
  const likeliest = [...alike.values()].flatMap((places) => likeliestFirst(places.map(({ name }) => name)).slice(0, 1))
  return likeliestFirst(likeliest).slice(0, most)
}
