/** The option that names a roadmap. */
import { z } from 'zod'
import type { ReadContext } from '../../bot/command.ts'
import type { Choice } from '../../bot/options.ts'
import { quoted } from '../../chat/quoted.ts'
import { typed } from '../../chat/slash.ts'
import { code, text } from '../../chat/text.ts'
import { UserError } from '../../chat/user-error.ts'
import { closest } from '../../core/closest.ts'
import type { Roadmap } from '../../core/roadmap.ts'
import { groupIfAny } from '../../groups/group-context.ts'

export const roadmapOption = z.string().max(100).optional().describe('Which roadmap, by its id or title')

/**
 * The named roadmap, else that of the group here, else the only one; throws UserError when the name is unknown or there are several,
 * with the same request for each roadmap.
 */
export const resolveRoadmap = async (named: string | undefined, context: ReadContext): Promise<Roadmap> => {
  const { roadmaps } = context
  const buttonOf = ({ id, title }: Roadmap) => ({ label: title, action: context.action({ roadmap: id }) })
  const [only, ...others] = roadmaps
  if (named === undefined) {
    if (only && others.length === 0) return only
    const group = await groupIfAny(context)
    const own = roadmaps.find(({ id }) => id === group?.roadmapId)
    if (own) return own
    throw new UserError('Which roadmap do you mean?', {
      next: [text`I know ${roadmaps.length}: add ${code('roadmap:')} and its name, or choose.`],
      buttons: roadmaps.slice(0, 10).map(buttonOf),
    })
  }
  const requested = named.toLowerCase()
  const exact = roadmaps.find(({ id, title }) => id === requested || title.toLowerCase() === requested)
  if (exact) return exact
  const [ids, titles] = [roadmaps.map(({ id }) => id), roadmaps.map(({ title }) => title.toLowerCase())]
  const near = closest(requested, ids) ?? closest(requested, titles)
  const nearest = roadmaps.find(({ id, title }) => id === near || title.toLowerCase() === near)
  throw new UserError(`I know no roadmap ${quoted(named)}`, {
    next: [
      nearest
        ? text`Did you mean ${nearest.title}? ${typed('list')} shows all.`
        : text`${typed('list')} shows the roadmaps that I know.`,
    ],
    // Without a near name there is none to suggest.
    buttons: [nearest ? buttonOf(nearest) : { label: 'Show all roadmaps', action: { command: 'list' } }],
  })
}

/** Roadmaps whose id or title contains what was typed so far. */
export const suggestRoadmaps = (beginning: string, { roadmaps }: ReadContext): Choice[] => {
  const requested = beginning.trim().toLowerCase()
  return roadmaps
    .filter(({ id, title }) => id.includes(requested) || title.toLowerCase().includes(requested))
    .map(({ id, title }) => ({ label: title, value: id }))
}
