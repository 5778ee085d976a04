/** The private nudge (design 4.7): to one learner, who asked for it, in a week in which nothing is logged yet. */
import type { Block, Reply } from '../bot/reply.ts'
import { typed } from '../bot/slash.ts'
import { text } from '../bot/text.ts'
import type { Group } from '../core/group.ts'
import type { Course } from '../core/pace.ts'
import { weekPlan } from '../core/week-plan.ts'
import { counted, focusTitle } from './figures.ts'

type Plan = { group: Group; course: Course }

/** More than this is for `week`. */
const mostShown = 3

export const privateNudge = (plans: readonly Plan[]): Reply => ({
  title: 'Nothing is logged this week yet',
  blocks: [
    { kind: 'text', text: text`No harm done: there is time until Sunday night. One small thing would do, such as:` },
    ...plans.flatMap(({ group, course }): Block[] => {
      const { focus, more } = weekPlan(course)
      const shown = focus.slice(0, mostShown).map((each) => text`${focusTitle(each)}`)
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
        { label: 'My week', line: 'week' },
        { label: 'Keep reminding me', line: 'settings nudges:on' },
        { label: 'No more of these', line: 'settings nudges:off' },
      ],
    },
  ],
})

/** After several that went unanswered: asks, and stops. */
export const lastPrivateNudge = (sent: number): Reply => ({
  title: 'Shall I go on reminding you?',
  blocks: [
    {
      kind: 'text',
      text: text`I have written ${counted(sent, 'time')} and heard nothing, so this is the last one unless you say so. Your progress is kept either way.`,
    },
    { kind: 'buttons', buttons: [{ label: 'Yes, go on', line: 'settings nudges:on' }] },
  ],
})
