import { type Answer, type Context, defineCommand } from '../bot/command.ts'
import type { Reply } from '../bot/reply.ts'
import type { Unit } from '../core/points.ts'
import { thingsIn, weekPlan } from '../core/week-plan.ts'
import { changeOwn } from '../groups/change.ts'
import { groupHere, ownScene } from '../groups/scene.ts'
import { standingOf } from '../groups/standing.ts'
import { doneForm } from '../views/done-form.ts'
import { whatIsDone, whichCourse } from '../views/done-questions.ts'
import { suggestItems } from './options/item.ts'
import { nameWanted } from './options/things.ts'
import { askedUnits, wantedThings } from './recording/asked-units.ts'
import { chosenDay } from './recording/chosen-day.ts'
import { type DoneOptions, doneOptions } from './recording/options.ts'
import { record } from './recording/record.ts'

export const done = defineCommand({
  name: 'done',
  summary: 'Records what you completed: a skill, a project, or the next part of a course',
  options: doneOptions,
  positional: 'item',
  freeText: true,
  example: 'done fastapi when:yesterday',
  answers: 'caller',
  effect: 'writes',
  run: async (given, context): Promise<Reply | Answer> => {
    const { item, when, link, known = false, all = false, part } = given
    if (item === undefined) return askWhat(given, context)
    const wanted = await wantedThings({ item, part }, (await groupHere(context)).roadmap, context)
    return changeOwn(context, async (scene, within) => {
      const standing = await standingOf(scene, scene.me, within)
      const on = chosenDay(when, scene.today)
      const asked = askedUnits({ scene, standing, wanted, all, context })
      if (!Array.isArray(asked)) return asked
      return record(asked, { scene, standing, on, known, link, requestId: context.requestId, within })
    })
  },
  suggest: { item: (typed, { roadmaps }) => suggestItems(typed, roadmaps) },
})

/** What this week is for, to choose from; what was said besides is kept. */
const askWhat = async ({ when, link, known = false, all, part }: DoneOptions, context: Context): Promise<Answer> => {
  const scene = await ownScene(context)
  const { course } = await standingOf(scene, scene.me, context.reads)
  const focus = thingsIn(weekPlan(course))
  const on = chosenDay(when, scene.today)
  if (all || part !== undefined) throw whichCourse(focus, { part, lineFor: (id) => context.line({ item: id }) })
  const form = doneForm({ focus, nameOf: nameUnit, on, link, known })
  const lineFor = (unit: Unit) => context.line({ item: nameUnit(unit) })
  return { answer: whatIsDone(course, lineFor), ...(focus.length > 0 && { form }) }
}

/** As it would be typed. */
const nameUnit = ({ item, part, parts }: Unit): string => nameWanted({ item, parts: parts > 1 ? [part] : [] })
