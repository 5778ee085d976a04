import { z } from 'zod'
import { defineCommand } from '../bot/command.ts'
import { quoted } from '../bot/quoted.ts'
import type { Reply } from '../bot/reply.ts'
import type { Reads, Writes } from '../bot/store.ts'
import { text } from '../bot/text.ts'
import { UserError } from '../bot/user-error.ts'
import { isBefore, type PlainDate } from '../core/calendar.ts'
import { scoringDay } from '../core/closing.ts'
import { dayNamed } from '../core/day.ts'
import type { Item } from '../core/item.ts'
import type { Unit } from '../core/points.ts'
import { isDone, progressOver, unitsOfItem, unitsOfStage, workOf } from '../core/progress.ts'
import { announce } from '../groups/announce.ts'
import { changeOwn } from '../groups/change.ts'
import { groupHere, type OwnScene, ownScene } from '../groups/scene.ts'
import { type Standing, standingOf } from '../groups/standing.ts'
import { alreadyDone, alsoNextPart, recorded, whatIsDone } from '../views/done.ts'
import { day } from '../views/figures.ts'
import { chosenItem, itemOption, suggestItems } from './options/item.ts'

/** A second part of a course sooner than this is asked about: it is more often a slip than a week's work. */
const slipMinutes = 2

/** How many days back something can still be recorded (design 3). */
const daysBack = 7

const isWebAddress = (link: string) => link.length <= 500 && /^https?:\/\//i.test(link) && URL.canParse(link)

const options = z.strictObject({
  item: itemOption,
  when: z
    .string()
    .max(20)
    .optional()
    .describe('The day: today, yesterday, or a date such as 2026-11-20, up to 7 days back'),
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
  run: async (given, context) => {
    if (given.item === undefined) {
      const scene = await ownScene(context)
      return whatIsDone((await standingOf(scene, scene.me, context.reads)).course, extrasOf(given))
    }
    const { roadmap } = await groupHere(context)
    const item = await chosenItem(given.item, roadmap, (one) => lineFor(one, given))
    return changeOwn(context, async (current, within) => {
      const standing = await standingOf(current, current.me, within)
      const on = chosenDay(given.when, current.today)
      const units = unitsToRecord({ scene: current, standing, item, given })
      if (!Array.isArray(units)) return units
      const at = { on, recordedAt: current.now, known: given.known ?? false, requestId: context.requestId }
      const { id: learnerId } = current.me.learner
      const completions = units.map(({ part }) => ({
        ...at,
        learnerId,
        roadmapId: current.roadmap.id,
        itemId: item.id,
        part,
        ...(given.link !== undefined && { link: given.link }),
      }))
      const fresh = await within.record(completions)
      if (fresh.length === 0) return alreadyDone(units)
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
      await announceStage(current, { item, before: standing, work }, within)
      return answer
    })
  },
  suggest: { item: (typed, { roadmaps }) => suggestItems(typed, roadmaps) },
})

type Chosen = { scene: OwnScene; standing: Standing; item: Item; given: Options }

/** The units that this asks to record, or the answer that there is nothing to record or something to ask first. */
const unitsToRecord = ({ scene, standing, item, given }: Chosen): Unit[] | Reply => {
  const units = unitsOfItem(scene.roadmap, item.id)
  const open = units.filter((unit) => !isDone(unit, standing.work))
  if (given.part !== undefined) {
    const chosen = units.filter(({ part }) => part === given.part)
    if (chosen.length > 0) return chosen
    throw new UserError(`${item.title} has no part ${given.part}`, { next: [text`It has ${units.length}.`] })
  }
  const [next] = open
  if (!next) return alreadyDone(units)
  if (given.all) return open
  const latest = standing.completions.findLast(({ itemId }) => itemId === item.id)
  const isSlip = latest !== undefined && scene.now.since(latest.recordedAt).total('minutes') < slipMinutes
  return isSlip ? alsoNextPart(latest.part, next, lineFor(item, { ...given, part: next.part })) : [next]
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
  })
}

/** The same request again, for an item and part that are known now. */
const lineFor = (item: Item, given: Options): string =>
  [
    `done ${item.id}`,
    ...extrasOf(given),
    ...(given.all ? ['all:yes'] : []),
    ...(given.part === undefined ? [] : [`part:${given.part}`]),
  ].join(' ')

/** What was said besides the item, as it would be typed. */
const extrasOf = ({ when, link, known }: Options): string[] => [
  ...(when === undefined ? [] : [`when:${JSON.stringify(when)}`]),
  ...(link === undefined ? [] : [`link:${JSON.stringify(link)}`]),
  ...(known ? ['known:yes'] : []),
]

type Change = { item: Item; before: Standing; work: Standing['work'] }

/** The channel is told when this finished a stage: once for each learner and stage, and not of somebody who hides. */
const announceStage = async (
  { group, me, roadmap, now }: OwnScene,
  { item: { stage }, before, work }: Change,
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
