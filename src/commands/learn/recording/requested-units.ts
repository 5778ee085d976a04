/** Resolves the options of `done` to units of the roadmap. It records nothing. */

import type { Context } from '../../../bot/command.ts'
import type { Reply } from '../../../chat/reply.ts'
import { typed } from '../../../chat/slash.ts'
import { text } from '../../../chat/text.ts'
import { UserError } from '../../../chat/user-error.ts'
import { type Unit, unitKey } from '../../../core/points.ts'
import { isDone, unitsOfItem } from '../../../core/progress.ts'
import type { Roadmap } from '../../../core/roadmap.ts'
import type { MemberProgress } from '../../../core/view-models.ts'
import type { MemberContext } from '../../../groups/group-context.ts'
import { alsoNextPart } from '../../../views/done-questions.ts'
import { type ItemRequest, idsOf, namedItems, resolveItems } from '../../options/item-list.ts'
import type { DoneOptions } from './options.ts'

/** A second part of a course within this time leads to a question: it is more often a slip than a week's work. */
const slipMinutes = 2

type Named = Pick<DoneOptions, 'part'> & { item: NonNullable<DoneOptions['item']> }

/** The named items; the option `part` belongs to the only one. Throws UserError where it is not clear. */
export const requestedItems = async (
  { item, part }: Named,
  roadmap: Roadmap,
  context: Context,
): Promise<ItemRequest[]> => {
  const named = namedItems(item, roadmap, { action: context.action, first: 'Mark the first 20 done' })
  if (named.length === 0)
    throw new UserError('What have you completed?', { next: [text`Name it, as in ${typed('done fastapi')}.`] })
  if (part !== undefined && named.length > 1) {
    throw new UserError('Which of them is the part of?', {
      next: [
        text`Write it with its course, as in ${typed('done python-fundamentals part 2, flask')}. Nothing was recorded.`,
      ],
    })
  }
  const resolved = await resolveItems(named, roadmap, (ids) => context.action({ item: ids }))
  const requested =
    part === undefined ? resolved : resolved.map(({ item, parts }) => ({ item, parts: [...parts, part] }))
  refuseTwice(requested)
  return requested
}

/** The same course twice may be two parts or a slip, so the person is asked to name the parts. */
const refuseTwice = (requested: readonly ItemRequest[]) => {
  const twice = requested.find(
    ({ item, parts }) =>
      parts.length === 0 && item.weeks > 1 && requested.filter((other) => other.item.id === item.id).length > 1,
  )
  if (!twice) return
  const { id, title } = twice.item
  throw new UserError(`${title} is named more than once`, {
    next: [text`Say which of its parts, as in ${typed(`done ${id} parts 1-2`)}. Nothing was recorded.`],
  })
}

type RequestedUnitsOptions = {
  groupContext: MemberContext
  memberProgress: MemberProgress
  requested: readonly ItemRequest[]
  all: boolean
  context: Context
}

/** The requested units, including those that are done already; or a question that comes first. */
export const requestedUnits = ({
  groupContext,
  memberProgress,
  requested,
  all,
  context,
}: RequestedUnitsOptions): Unit[] | Reply => {
  const chosen = new Map<string, Unit>()
  for (const one of requested) {
    const units = unitsOfItem(groupContext.roadmap, one.item.id)
    const open = units.filter((unit) => !isDone(unit, memberProgress.work))
    const [next] = open
    const isNamed = one.parts.length > 0
    const justNow = recentPart(one, { groupContext, memberProgress })
    if (!isNamed && !all && next && justNow !== undefined) {
      const ids = requested.flatMap((each) => idsOf(each === one ? { ...each, parts: [next.part] } : each))
      return alsoNextPart(justNow, next, context.action({ item: ids }))
    }
    const named = one.parts.map((part) => unitOfPart(units, part))
    const asked = isNamed ? named : !next ? units : all ? open : [next]
    for (const unit of asked) chosen.set(unitKey(unit.item.id, unit.part), unit)
  }
  return [...chosen.values()]
}

const unitOfPart = (units: readonly Unit[], part: number): Unit => {
  const unit = units.find((each) => each.part === part)
  if (unit) return unit
  const title = `${units[0]?.item.title ?? 'That'} has no part ${part}`
  throw new UserError(title, { next: [text`It has ${units.length}. Nothing was recorded.`] })
}

/** The part of it that was recorded just now, if one was. */
const recentPart = (
  { item }: ItemRequest,
  { groupContext, memberProgress }: Pick<RequestedUnitsOptions, 'groupContext' | 'memberProgress'>,
): number | undefined => {
  const latest = memberProgress.completions.findLast(({ itemId }) => itemId === item.id)
  const isRecent = latest !== undefined && groupContext.now.since(latest.recordedAt).total('minutes') < slipMinutes
  return isRecent ? latest.part : undefined
}
