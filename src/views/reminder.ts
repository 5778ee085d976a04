/** The private reminder (design 4.7): to one learner, who asked for it, in a week in which nothing is logged yet. */
import type { Block, Reply } from '../chat/reply.ts'
import { typed } from '../chat/slash.ts'
import { text } from '../chat/text.ts'
import type { Group } from '../core/group.ts'
import type { LearnerSchedule } from '../core/pace.ts'
import { weekPlan } from '../core/week-plan.ts'
import { counted, focusTitle } from './format.ts'

type Plan = { group: Group; learnerSchedule: LearnerSchedule }

/** More than this is for `week`. */
const maxShown = 3

export const reminder = (plans: readonly Plan[]): Reply => ({
  title: 'Nothing is logged this week yet',
  blocks: [
    { kind: 'text', text: text`No harm done: there is time until Sunday night. One small thing would do, such as:` },
    ...plans.flatMap(({ group, learnerSchedule }): Block[] => {
      const { focus, more } = weekPlan(learnerSchedule)
      const shown = focus.slice(0, maxShown).map((each) => text`${focusTitle(each)}`)
      const others = focus.length - shown.length + more
      return [
        { kind: 'heading', text: group.name },
        { kind: 'list', items: [...shown, ...(others > 0 ? [text`and ${counted(others, 'more thing')}`] : [])] },
      ]
    }),
    {
      kind: 'text',
      text: text`Did something already? Record it in your group’s channel with ${typed('done')}.`,
    },
    {
      kind: 'buttons',
      buttons: [
        { label: 'My week', action: { command: 'week' } },
        { label: 'Keep reminding me', action: { command: 'settings', input: { reminders: true } } },
        { label: 'No more of these', action: { command: 'settings', input: { reminders: false } } },
      ],
    },
  ],
})

/** After several that went unanswered: asks, and stops. */
export const lastReminder = (sent: number): Reply => ({
  title: 'Shall I go on reminding you?',
  blocks: [
    {
      kind: 'text',
      text: text`I have written ${counted(sent, 'time')} and heard nothing, so this is the last one unless you say so. Your progress is kept either way.`,
    },
    {
      kind: 'buttons',
      buttons: [{ label: 'Yes, go on', action: { command: 'settings', input: { reminders: true } } }],
    },
  ],
})
