/** Questions about a time zone. */
import type { Action } from '../chat/action.ts'
import { text } from '../chat/text.ts'
import { UserError } from '../chat/user-error.ts'
import type { ZoneMatch } from '../core/zone.ts'
import { cityOf } from '../core/zone-table.ts'

type Candidates = Extract<ZoneMatch, { candidates: unknown }>

type ActionFor = (zone: string) => Action

const reasons: Record<Candidates['because'], (typed: string) => string> = {
  abbreviation: (typed) => `${typed} alone has no summer time. A city has.`,
  offset: (typed) => `${typed} alone has no summer time. A city has.`,
  country: (typed) => `${typed} has more than one time zone.`,
  city: (typed) => `More than one place is called ${typed}.`,
}

/** More are easier to find in a menu. */
const maxButtons = 5

/** `typed` is in quotes. */
export const whichZone = (typed: string, { candidates, because }: Candidates, actionFor: ActionFor): UserError => {
  const choices = candidates.map((zone) => ({ label: cityOf(zone), action: actionFor(zone) }))
  const cities = choices.map(({ label }) => label)
  const title = cities.length === 1 ? `Do you mean the time of ${cities.join('')}?` : 'Which city’s time do you mean?'
  return new UserError(title, {
    next: [
      text`${reasons[because](typed)}`,
      text`Choose ${oneOf(cities)}, or write another city. Nothing was changed.`,
    ],
    option: 'timezone',
    ...(choices.length > maxButtons ? { choices: { prompt: 'The city', choices } } : { buttons: choices }),
  })
}

/** `near`: zones that it may be. */
export const unknownZone = (typed: string, near: readonly string[], actionFor: ActionFor): UserError =>
  new UserError(`I know no time zone ${typed}`, {
    next: [
      near.length > 0
        ? text`Did you mean ${oneOf(near.map(cityOf))}?`
        : text`Write a city or a country, such as Berlin or Japan.`,
    ],
    option: 'timezone',
    buttons: near.map((zone) => ({ label: cityOf(zone), action: actionFor(zone) })),
  })

/** "a", "a or b", "a, b or c". */
const oneOf = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
