/** Questions before something can be recorded. */
import type { Action } from '../chat/action.ts'
import type { Reply } from '../chat/reply.ts'
import { typed } from '../chat/slash.ts'
import { text } from '../chat/text.ts'
import { UserError } from '../chat/user-error.ts'
import type { LearnerSchedule } from '../core/pace.ts'
import type { Unit } from '../core/points.ts'
import { type Focus, focusItemsIn, weekPlan } from '../core/week-plan.ts'
import { undoOf } from './recorded.ts'
import { weekCard } from './week.ts'

/** The menu of `done` without an item; `actionFor` makes the action that records a unit, with what was said besides. */
export const whatIsDone = (learnerSchedule: LearnerSchedule, actionFor: (unit: Unit) => Action): Reply => {
  const title = 'What have you completed?'
  if (focusItemsIn(weekPlan(learnerSchedule)).length > 0) return { ...weekCard(learnerSchedule, actionFor), title }
  return {
    title,
    blocks: [
      {
        kind: 'text',
        text: text`Nothing is planned for now. Name anything of the roadmap, such as ${typed('done fastapi')}.`,
      },
    ],
  }
}

type OfACourse = { part: number | undefined; actionFor(id: string): Action }

/** A part, or all parts, of a course that was not named: those of this week are offered. */
export const whichCourse = (focus: readonly Focus[], { part, actionFor }: OfACourse): UserError => {
  const option = part === undefined ? 'all:yes' : `part:${part}`
  return new UserError(part === undefined ? 'All parts of which course?' : `Part ${part} of which course?`, {
    next: [text`Name it, as in ${typed(`done <course> ${option}`)}. Nothing was recorded.`],
    buttons: focus
      .filter(({ item }) => item.weeks > 1)
      .map(({ item }) => ({ label: item.title, action: actionFor(item.id) })),
  })
}

/** Asks whether a second part so soon is meant. */
export const alsoNextPart = (latest: number, next: Unit, action: Action): Reply => ({
  title: `Part ${next.part} of ${next.item.title} as well?`,
  blocks: [
    { kind: 'text', text: text`You have just recorded part ${latest}. Nothing more was recorded.` },
    {
      kind: 'buttons',
      buttons: [
        { label: 'My week', action: { command: 'week' } },
        { label: `Mark part ${next.part} done`, action },
        ...undoOf([{ ...next, part: latest }], `Undo part ${latest}`),
      ],
    },
  ],
})
