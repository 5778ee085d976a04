import { z } from 'zod'
import { type Answer, defineCommand } from '../bot/command.ts'
import { quoted } from '../bot/quoted.ts'
import type { Reply } from '../bot/reply.ts'
import { typed } from '../bot/slash.ts'
import type { Reads, Writes } from '../bot/store.ts'
import { text } from '../bot/text.ts'
import { UserError } from '../bot/user-error.ts'
import { isBefore, type PlainDate } from '../core/calendar.ts'
import { scoringDay } from '../core/closing.ts'
import { dayNamed } from '../core/day.ts'
import { weekPlan } from '../core/pace.ts'
import { type Unit, unitKey } from '../core/points.ts'
import { isDone, progressOver, unitsOfItem, unitsOfStage, workOf } from '../core/progress.ts'
import type { Roadmap, Stage } from '../core/roadmap.ts'
import { announce } from '../groups/announce.ts'
import { changeOwn } from '../groups/change.ts'
import { groupHere, type OwnScene, ownScene } from '../groups/scene.ts'
import { type Standing, standingOf } from '../groups/standing.ts'
import { alreadyDone, alsoNextPart, recorded, whatIsDone } from '../views/done.ts'
import { doneForm } from '../views/done-form.ts'
import { day } from '../views/figures.ts'
import { chosenItems, itemsOption, nameWanted, suggestItems, type Wanted } from './options/item.ts'

/** A second part of a course sooner than this is asked about: it is more often a slip than a week's work. */
const slipMinutes = 2

/** How many days back something can still be recorded (design 3). */
const daysBack = 7

const isWebAddress = (link: string) => link.length <= 500 && /^https?:\/\//i.test(link) && URL.canParse(link)

const options = z.strictObject({
  item: itemsOption,
  when: z
    .string()
    .max(20)
    .optional()
    .describe('The day: today, yesterday, or a date such as 2026-11-20, up to 7 days back')
    .meta({ kind: 'date' }),
  link: z
    .string()
    .refine(isWebAddress, 'a web address of up to 500 characters that begins with https:// or http://')
    .optional()
    .describe('Where it can be seen'),
  known: z.boolean().optional().describe('You knew it before: it counts for progress, not for the board'),
  all: z.boolean().optional().describe('All parts of a course that are left'),
  part: z.int().min(1).max(52).optional().describe('Which part of a course; without it, the next'),
})

type Options = z.output<typeof options>

export const done = defineCommand({
  name: 'done',
  summary: 'Records what you completed: a skill, a project, or the next part of a course',
  options,
  positional: 'item',
  freeText: true,
  example: 'done fastapi when:yesterday',
  answers: 'caller',
  run: async (given, context): Promise<Reply | Answer> => {
    if (given.item === undefined) {
      const scene = await ownScene(context)
      const { course } = await standingOf(scene, scene.me, context.reads)
      const { focus } = weekPlan(course)
      const on = chosenDay(given.when, scene.today)
      const form = doneForm({ focus, nameOf: nameUnit, on, known: given.known ?? false })
      return { answer: whatIsDone(course, extrasOf(given)), ...(focus.length > 0 && { form }) }
    }
    const { roadmap } = await groupHere(context)
    const wanted = await wantedOf(given.item, roadmap, given)
    return changeOwn(context, async (current, within) => {
      const standing = await standingOf(current, current.me, within)
      const on = chosenDay(given.when, current.today)
      const asked = unitsToRecord({ scene: current, standing, wanted, given })
      if (!Array.isArray(asked)) return asked
      const at = { on, recordedAt: current.now, known: given.known ?? false, requestId: context.requestId }
      const { id: learnerId } = current.me.learner
      const completions = asked.map(({ item, part }) => ({
        ...at,
        learnerId,
        roadmapId: current.roadmap.id,
        itemId: item.id,
        part,
        ...(given.link !== undefined && { link: given.link }),
      }))
      const fresh = await within.record(completions)
      if (fresh.length === 0) return alreadyDone(asked)
      const keys = new Set(fresh.map(({ itemId, part }) => unitKey(itemId, part)))
      const units = asked.filter(({ item, part }) => keys.has(unitKey(item.id, part)))
      const work = workOf([...standing.completions, ...fresh], standing.work.skipped)
      const answer = recorded({
        units,
        scene: current,
        work,
        on,
        known: at.known,
        beforeJoining: isBefore(on, current.me.joinedOn),
        scoresOn: scoringDay({ on, recordedAt: current.now }, current.closings),
      })
      if (current.me.learner.unanswered > 0) await within.saveLearner({ ...current.me.learner, unanswered: 0 })
      for (const stage of new Set(units.map(({ item }) => item.stage)))
        await announceStage(current, { stage, before: standing, work }, within)
      return answer
    })
  },
  suggest: { item: (typed, { roadmaps }) => suggestItems(typed, roadmaps) },
})

/** What is named; a part that is given as an option belongs to the only one. */
const wantedOf = async (named: string, roadmap: Roadmap, given: Options): Promise<Wanted[]> => {
  const wanted = await chosenItems(named, roadmap, (name) => lineFor(name, given))
  const [only, another] = wanted
  if (!only) throw new UserError('What have you completed?', { next: [text`Name it, as in ${typed('done fastapi')}.`] })
  if (given.part === undefined) return wanted
  if (!another) return [{ ...only, part: given.part }]
  throw new UserError('Which of them is the part of?', {
    next: [text`Write it with its course, as in ${typed('done django part 2, flask')}. Nothing was recorded.`],
  })
}

/** As it would be typed. */
const nameUnit = ({ item, part, parts }: Unit): string => nameWanted({ item, ...(parts > 1 && { part }) })

type Asked = { scene: OwnScene; standing: Standing; wanted: readonly Wanted[]; given: Options }

/** The units that this asks to record, those that are done already among them; or something to ask first. */
const unitsToRecord = ({ scene, standing, wanted, given }: Asked): Unit[] | Reply => {
  const chosen = new Map<string, Unit>()
  for (const one of wanted) {
    const units = unitsOfItem(scene.roadmap, one.item.id)
    const open = units.filter((unit) => !isDone(unit, standing.work))
    const [next] = open
    const asked = one.part !== undefined ? [partOf(units, one.part)] : !next ? units : given.all ? open : [next]
    const justNow = recentPart(one, { scene, standing })
    if (one.part === undefined && !given.all && next && justNow !== undefined) {
      const sure = wanted.map((each) => nameWanted(each === one ? { ...each, part: next.part } : each))
      return alsoNextPart(justNow, next, lineFor(sure.join(', '), given))
    }
    for (const unit of asked) chosen.set(unitKey(unit.item.id, unit.part), unit)
  }
  return [...chosen.values()]
}

const partOf = (units: readonly Unit[], part: number): Unit => {
  const chosen = units.find((unit) => unit.part === part)
  if (chosen) return chosen
  const title = `${units[0]?.item.title ?? 'That'} has no part ${part}`
  throw new UserError(title, { next: [text`It has ${units.length}. Nothing was recorded.`] })
}

/** The part of it that was recorded just now, if one was. */
const recentPart = ({ item }: Wanted, { scene, standing }: Pick<Asked, 'scene' | 'standing'>): number | undefined => {
  const latest = standing.completions.findLast(({ itemId }) => itemId === item.id)
  const isRecent = latest !== undefined && scene.now.since(latest.recordedAt).total('minutes') < slipMinutes
  return isRecent ? latest.part : undefined
}

const chosenDay = (named: string | undefined, today: PlainDate): PlainDate => {
  if (named === undefined) return today
  const chosen = dayNamed(named, today)
  const earliest = today.subtract({ days: daysBack })
  if (chosen && !isBefore(today, chosen) && !isBefore(chosen, earliest)) return chosen
  const title = chosen
    ? `${day(chosen)} is ${isBefore(today, chosen) ? 'in the future' : `more than ${daysBack} days back`}`
    : `${quoted(named)} is not a day that I understand`
  throw new UserError(title, {
    next: [
      text`Write today, yesterday, or a date from ${earliest.toString()} to ${today.toString()}. Nothing was recorded.`,
    ],
    option: 'when',
  })
}

/** The same request again, with other names. */
const lineFor = (named: string, given: Options): string =>
  [`done ${named}`, ...extrasOf(given), ...(given.all ? ['all:yes'] : [])].join(' ')

/** What was said besides the item, as it would be typed. */
const extrasOf = ({ when, link, known }: Options): string[] => [
  ...(when === undefined ? [] : [`when:${JSON.stringify(when)}`]),
  ...(link === undefined ? [] : [`link:${JSON.stringify(link)}`]),
  ...(known ? ['known:yes'] : []),
]

type Change = { stage: Stage; before: Standing; work: Standing['work'] }

/** The channel is told when this finished a stage: once for each learner and stage, and not of somebody who hides. */
const announceStage = async (
  { group, me, roadmap, now }: OwnScene,
  { stage, before, work }: Change,
  within: Reads & Writes,
): Promise<void> => {
  const units = unitsOfStage(roadmap, stage)
  const finishedNow = progressOver(units, work).finished && !progressOver(units, before.work).finished
  if (!finishedNow || me.learner.visibility === 'hidden') return
  const { id: learnerId } = me.learner
  // A mark of its own: the ledger forgets after a while.
  if (!(await within.announceOnce(group.id, learnerId, `stage ${roadmap.id} ${stage.id}`))) return
  const id = `${group.id} ${learnerId} ${roadmap.id} ${stage.id}`
  await announce(group, { kind: 'stage', id, learnerId, about: stage.id }, { within, now })
}
