/** The last look, through the front door: everybody asks for their own data, and what they get is what they were told. */
import { z } from 'zod'
import { unitKey } from '../../src/core/points.ts'
import type { Checks } from './checks.ts'
import { differences, type Facts, factOf } from './facts.ts'
import type { Person, World } from './world.ts'

const exported = z.object({
  visibility: z.string(),
  zone: z.string().nullable(),
  memberships: z.array(z.object({ leftOn: z.string().nullable() })),
  completions: z.array(z.object({ itemId: z.string(), part: z.number() })),
  skips: z.array(z.object({ itemId: z.string() })),
})

const factsIn = (file: string): Facts => {
  const { visibility, zone, memberships, completions, skips } = exported.parse(JSON.parse(file))
  return new Map([
    ['learner', 'yes'],
    ['visibility', visibility],
    ['zone', zone ?? 'no'],
    ['member', memberships.some(({ leftOn }) => leftOn === null) ? 'yes' : 'no'],
    ...completions.map(({ itemId, part }) => [`unit ${unitKey(itemId, part)}`, 'yes'] as const),
    ...skips.map(({ itemId }) => [`skip ${itemId}`, 'yes'] as const),
  ])
}

export const lookAtExports = async ({ people, asking }: World, checks: Checks): Promise<void> => {
  const look = async (person: Person) => {
    const { name, facts } = person
    const { file, title } = await asking.ask(person, { line: 'privacy export', outcomes: [] })
    if (file === undefined) {
      if (factOf(facts, 'learner') === 'yes') checks.say(`${name} gets no data, but "${title}"`)
      return
    }
    const found = factsIn(file)
    // Whether reminders are on is not compared here: its name changes.
    const expected = new Map([...facts].filter(([fact]) => fact !== 'nudges'))
    for (const difference of differences(expected, found, ['unit ', 'skip ']))
      checks.blame(facts, `${name}’s export`, difference)
  }
  for (const person of people) await look(person)
}
