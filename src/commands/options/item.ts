/** The option that names a skill, course or project. */
import { z } from 'zod'
import type { Choice } from '../../bot/command.ts'
import { quoted } from '../../bot/quoted.ts'
import { typed } from '../../bot/slash.ts'
import { text } from '../../bot/text.ts'
import { UserError } from '../../bot/user-error.ts'
import { type Item, itemsOf } from '../../core/item.ts'
import type { Roadmap } from '../../core/roadmap.ts'

export const itemOption = z
  .string()
  .max(200)
  .optional()
  .describe('A skill, course or project; part of its name is enough')

/** Several of them, parted by commas. */
export const itemsOption = z
  .string()
  .max(1000)
  .optional()
  .describe('Skills, courses or projects, with commas between; part of a name is enough')

const mostChoices = 8

/**
 * The item of that id or title, or the only one that matches; throws UserError that asks which. `again` makes the line for
 * the button of an item.
 */
export const chosenItem = async (named: string, roadmap: Roadmap, again: (item: Item) => string): Promise<Item> => {
  const wanted = named.trim().toLowerCase()
  const items = itemsOf(roadmap)
  const exact = items.filter(({ id, title }) => id === wanted || title.toLowerCase() === wanted)
  const { searchItems } = await import('../../core/search.ts')
  const found = exact.length > 0 ? exact : inTitle(await searchItems([roadmap], named), items, wanted)
  const [only, ...others] = found
  if (only && others.length === 0) return only
  if (!only) {
    throw new UserError(`Nothing in ${roadmap.title} is called ${quoted(named)}`, {
      next: [text`Part of a name is enough, as in ${typed('done fastapi')}; ${typed('search')} forgives more.`],
    })
  }
  throw new UserError(`Which of these ${found.length} do you mean?`, {
    next: [text`Nothing was recorded.`],
    buttons: found.slice(0, mostChoices).map((item) => ({ label: item.title, line: again(item) })),
  })
}

/** An item, and which part of it where one was named. */
export type Wanted = { item: Item; part?: number }

/** "fastapi", "fastapi part 2". */
export const nameWanted = ({ item, part }: Wanted): string => (part === undefined ? item.id : `${item.id} part ${part}`)

/**
 * What is named, parted by commas, each perhaps with its part: "django part 2, flask". Throws UserError that asks which, as for one;
 * `again` makes the line that names something else instead.
 */
export const chosenItems = async (
  named: string,
  roadmap: Roadmap,
  again: (named: string) => string,
): Promise<Wanted[]> => {
  const titles = new Set(itemsOf(roadmap).map(({ title }) => title.toLowerCase()))
  // "Django, part 2", as plans write it.
  const names = titles.has(named.trim().toLowerCase())
    ? [named.trim()]
    : named
        .replaceAll(/,\s*(?=parts? \d)/gi, ' ')
        .split(',')
        .flatMap((name) => name.trim() || [])
  const wanted: Wanted[] = []
  for (const [at, name] of names.entries()) {
    const [, start = name, part] =
      (titles.has(name.toLowerCase()) ? null : /^(.+?) part (\d{1,2})(?: of \d+)?$/i.exec(name)) ?? []
    const which = part === undefined ? {} : { part: Number(part) }
    const others = (item: Item) => [...wanted.map(nameWanted), nameWanted({ item, ...which }), ...names.slice(at + 1)]
    wanted.push({ item: await chosenItem(start, roadmap, (item) => again(others(item).join(', '))), ...which })
  }
  return wanted
}

/** Titles that contain the words are meant before those that only match in spite of typing errors or in the summary. */
const inTitle = (searched: readonly Item[], items: readonly Item[], wanted: string): readonly Item[] => {
  const containing = items.filter(({ title }) => title.toLowerCase().includes(wanted))
  return containing.length > 0 ? containing : searched
}

export const suggestItems = (typedSoFar: string, roadmaps: readonly Roadmap[]): Choice[] => {
  const wanted = typedSoFar.toLowerCase()
  const fitting = roadmaps
    .flatMap(itemsOf)
    .filter(({ id, title }) => id.startsWith(wanted) || title.toLowerCase().includes(wanted))
  return fitting.slice(0, 25).map(({ id, title }) => ({ label: title, value: id }))
}
