/**
 * What should be kept of a person or a group, by what they were told: facts with a name and a value, such as `unit flask#1` and `yes`.
 * What is not named is `no`. Where nobody can know, because the bot was killed in the middle, the value is `either`.
 */
export type Facts = Map<string, string>

const either = 'either'

/** What a command makes true. `everything: 'no'` is the end of all that was known. */
export type Change = Readonly<Record<string, string>>

const no = 'no'
const everything = 'everything'

export const factOf = (facts: ReadonlyMap<string, string>, name: string): string => facts.get(name) ?? no

export const apply = (facts: Facts, change: Change): void => {
  if (everything in change) facts.clear()
  for (const [name, value] of Object.entries(change)) if (name !== everything) facts.set(name, value)
}

/** After something that may have been done, or not. */
export const applyDoubtfully = (facts: Facts, change: Change): void => {
  if (everything in change) for (const name of facts.keys()) facts.set(name, either)
  for (const [name, value] of Object.entries(change))
    if (name !== everything && factOf(facts, name) !== value) facts.set(name, either)
}

export type Difference = { name: string; expected: string; found: string }

/** Where what is kept is not what it should be. Facts that begin with one of `watched` are compared also where nobody spoke of them. */
export const differences = (
  expected: ReadonlyMap<string, string>,
  found: ReadonlyMap<string, string>,
  watched: readonly string[],
): Difference[] => {
  const unasked = [...found.keys()].filter((name) => watched.some((start) => name.startsWith(start)))
  return [...new Set([...expected.keys(), ...unasked])].flatMap((name) => {
    const [should, is] = [factOf(expected, name), factOf(found, name)]
    return should === either || should === is ? [] : [{ name, expected: should, found: is }]
  })
}

/** From now on the facts are what was found: what was in doubt is so no longer, and what was wrong was told of. */
export const settle = (facts: Facts, found: ReadonlyMap<string, string>): void => {
  const names = [...facts.keys()]
  for (const name of names) facts.set(name, factOf(found, name))
  for (const [name, value] of found) if (/^(unit|skip) /.test(name)) facts.set(name, value)
}
