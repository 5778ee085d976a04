/** The option that names a skill, course or project. */
import { z } from 'zod'
import type { Choice } from '../../bot/options.ts'
import type { Action } from '../../chat/action.ts'
import { quoted } from '../../chat/quoted.ts'
import { typed } from '../../chat/slash.ts'
import { text } from '../../chat/text.ts'
import { UserError } from '../../chat/user-error.ts'
import { type Item, itemsOf } from '../../core/item.ts'
import type { Roadmap } from '../../core/roadmap.ts'

export const itemOption = z
  .string()
  .max(200)
  .optional()
  .describe('A skill, course or project; part of its name is enough')

const maxChoices = 8

/**
 * The item of that id or title, or the only one that matches; throws UserError that asks which. `again` makes the
 * action for the button of an item.
 */
export const resolveItem = async (named: string, roadmap: Roadmap, again: (item: Item) => Action): Promise<Item> => {
  const requested = named.trim().toLowerCase()
  const items = itemsOf(roadmap)
  const exact = items.filter(({ id, title }) => id === requested || title.toLowerCase() === requested)
  const { searchItems } = await import('../../core/search.ts')
  const matches = exact.length > 0 ? exact : inTitle(await searchItems([roadmap], named), items, requested)
  const [only, ...others] = matches
  if (only && others.length === 0) return only
  if (!only) {
    throw new UserError(`Nothing in ${roadmap.title} is called ${quoted(named)}`, {
      next: [
        text`Part of a name is enough, as in ${typed('done fastapi')}; ${typed('search')} forgives more. Nothing was recorded.`,
      ],
    })
  }
  const isCut = matches.length > maxChoices
  throw new UserError(`Which ${quoted(named)} do you mean?`, {
    next: [
      isCut
        ? text`It fits ${matches.length}; these are ${maxChoices} of them. More of the name says which. Nothing was recorded.`
        : text`Nothing was recorded.`,
    ],
    buttons: matches.slice(0, maxChoices).map((item) => ({ label: item.title, action: again(item) })),
  })
}

/** Titles that contain the words come before those that only match with typing errors or in the summary. */
const inTitle = (searched: readonly Item[], items: readonly Item[], requested: string): readonly Item[] => {
  const containing = items.filter(({ title }) => title.toLowerCase().includes(requested))
  return containing.length > 0 ? containing : searched
}

export const suggestItems = (beginning: string, roadmaps: readonly Roadmap[]): Choice[] => {
  const requested = beginning.toLowerCase()
  const fitting = roadmaps
    .flatMap(itemsOf)
    .filter(({ id, title }) => id.startsWith(requested) || title.toLowerCase().includes(requested))
  return fitting.slice(0, 25).map(({ id, title }) => ({ label: title, value: id }))
}
