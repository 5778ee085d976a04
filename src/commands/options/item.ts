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
      next: [
        text`Part of a name is enough, as in ${typed('done fastapi')}; ${typed('search')} forgives more. Nothing was recorded.`,
      ],
    })
  }
  const isCut = found.length > mostChoices
  throw new UserError(`Which ${quoted(named)} do you mean?`, {
    next: [
      isCut
        ? text`It fits ${found.length}; these are ${mostChoices} of them. More of the name says which. Nothing was recorded.`
        : text`Nothing was recorded.`,
    ],
    buttons: found.slice(0, mostChoices).map((item) => ({ label: item.title, line: again(item) })),
  })
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
