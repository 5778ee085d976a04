import { z } from 'zod'
import type { Context } from '../../bot/command.ts'
import { defineCommand } from '../../bot/define-command.ts'
import { text } from '../../chat/text.ts'
import { UserError } from '../../chat/user-error.ts'
import { mondayOf } from '../../core/calendar.ts'
import { scoringDay } from '../../core/closed-week.ts'
import type { Completion } from '../../core/completion.ts'
import type { Group } from '../../core/group.ts'
import { unitKey, unitsOf } from '../../core/points.ts'
import { type MemberContext, requireGroup } from '../../groups/group-context.ts'
import { updateMember } from '../../groups/update-group.ts'
import type { Repositories } from '../../ports/database.ts'
import { partsTitle } from '../../views/format.ts'
import { takenBack } from '../../views/recorded.ts'
import { suggestItems } from '../options/item.ts'
import { type ItemRequest, itemListOption, namedItems, resolveItems } from '../options/item-list.ts'

export const undo = defineCommand({
  name: 'undo',
  summary: 'Takes back what you recorded last, or what you name',
  options: z.strictObject({ item: itemListOption }),
  positional: 'item',
  freeText: true,
  example: {},
  answers: 'caller',
  effect: 'removes',
  run: async ({ item }, context) => {
    const requested = item === undefined ? undefined : await resolve(item, context)
    const takeBack = async ({ me, roadmap }: MemberContext, within: Repositories) => {
      const completions = await within.completionsOf([me.learner.id], roadmap.id)
      const taken = requested ? completionsNamed(requested, completions) : latestOf(completions)
      await within.takeBack(taken)
      await keepPaid(taken, me.learner.id, within)
      const keys = new Set(taken.map(({ itemId, part }) => unitKey(itemId, part)))
      const units = unitsOf(roadmap).filter(({ item, part }) => keys.has(unitKey(item.id, part)))
      return takenBack(
        units,
        taken.map(({ on }) => on),
      )
    }
    return updateMember(context, takeBack, { keepsBoards: true })
  },
  suggest: { item: (typed, { roadmaps }) => suggestItems(typed, roadmaps) },
})

/** A comma alone names nothing. */
const resolve = async (item: string | string[], context: Context): Promise<ItemRequest[] | undefined> => {
  const { roadmap } = await requireGroup(context)
  const names = namedItems(item, roadmap, { action: context.action, first: 'Undo the first 20' })
  if (names.length === 0) return undefined
  return resolveItems(names, roadmap, (ids) => context.action({ item: ids }))
}

/** All completions of the latest request. */
const latestOf = (completions: readonly Completion[]): Completion[] => {
  const latest = completions.at(-1)
  if (latest) return completions.filter(({ requestId }) => requestId === latest.requestId)
  throw new UserError('There is nothing to take back', { next: [text`You have recorded nothing yet.`] })
}

/** The completions of the named items; for a course without a part, its latest. */
const completionsNamed = (requested: readonly ItemRequest[], completions: readonly Completion[]): Completion[] =>
  requested.flatMap(({ item, parts }) => {
    const own = completions.filter(({ itemId }) => itemId === item.id)
    const found = parts.length === 0 ? own.slice(-1) : own.filter(({ part }) => parts.includes(part))
    if (found.length === Math.max(1, parts.length)) return found
    const missing = parts.filter((part) => !found.some((completion) => completion.part === part))
    const title = missing.length === 0 ? item.title : `${item.title}, ${partsTitle(missing)}`
    throw new UserError(`${title} ${missing.length > 1 ? 'are' : 'is'} not recorded`, {
      next: [text`It may have been taken back already. Nothing was changed.`],
    })
  })

/** A unit scores once in each of the learner's groups: a unit that a closed board has counted does not score again when it is recorded again. */
const keepPaid = async (taken: readonly Completion[], learnerId: string, within: Repositories): Promise<void> => {
  const groups = await within.groupsOf(learnerId)
  const keepIn = async (group: Group) => {
    const closedWeeks = await within.closedWeeksOf(group.id)
    const isPaid = (completion: Completion) =>
      completion.roadmapId === group.roadmapId &&
      closedWeeks.some(({ week }) => week.equals(mondayOf(scoringDay(completion, closedWeeks))))
    for (const { itemId, part } of taken.filter(isPaid))
      await within.markScored(group.id, { learnerId, unit: unitKey(itemId, part) })
  }
  await Promise.all(groups.map(keepIn))
}
