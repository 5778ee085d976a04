/** The last look, through the front door: everybody asks for their own data, and what they get is what they were told. */
import { z } from 'zod'
import { unitKey } from '../../src/core/points.ts'
import { type Facts, factOf } from './facts.ts'
import type { Kept } from './kept.ts'
import type { Problems } from './problems.ts'
import type { Person, World } from './world.ts'

const exported = z.object({
  person: z.tuple([z.object({ visibility: z.string(), zone: z.string().nullable() })]),
  memberships: z.array(z.object({ leftOn: z.string().nullable() })).default([]),
  completions: z.array(z.object({ itemId: z.string(), part: z.number() })).default([]),
  skips: z.array(z.object({ itemId: z.string() })).default([]),
})

const factsIn = (file: string): Facts => {
  const { person, memberships, completions, skips } = exported.parse(JSON.parse(file))
  const [{ visibility, zone }] = person
  return new Map([
    ['learner', 'yes'],
    ['visibility', visibility],
    ['zone', zone ?? 'no'],
    ['member', memberships.some(({ leftOn }) => leftOn === null) ? 'yes' : 'no'],
    ...completions.map(({ itemId, part }) => [`unit ${unitKey(itemId, part)}`, 'yes'] as const),
    ...skips.map(({ itemId }) => [`skip ${itemId}`, 'yes'] as const),
  ])
}

export const lookAtExports = async ({ people, asking }: World, kept: Kept, problems: Problems): Promise<void> => {
  const look = async (person: Person) => {
    const { name, facts } = person
    const { file, title } = await asking.ask(person, { line: 'privacy export', outcomes: [] })
    if (file !== undefined) return kept.compareExport(person, factsIn(file))
    if (factOf(facts, 'learner') === 'yes') problems.say(`${name} gets no data, but "${title}"`)
  }
  await Promise.all(people.map(look))
}
