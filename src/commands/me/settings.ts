import { z } from 'zod'
import { defineCommand } from '../../bot/define-command.ts'
import { quoted } from '../../chat/quoted.ts'
import { text } from '../../chat/text.ts'
import { UserError } from '../../chat/user-error.ts'
import { dateAt, isBefore, mondayOf, type PlainDate } from '../../core/calendar.ts'
import { dayNamed } from '../../core/day.ts'
import { type Learner, type Pause, visibilities } from '../../core/group.ts'
import { closeWeeksOf } from '../../groups/close-weeks.ts'
import { withReminder } from '../../groups/reminders.ts'
import { settingsCard } from '../../views/settings.ts'
import { resolveZone, suggestZones, zoneOption } from '../options/zone.ts'

const maxWeeksAway = 52

export const settings = defineCommand({
  name: 'settings',
  formerOptions: { nudges: 'reminders' },
  summary: 'Your time zone, how boards name you, private reminders, and weeks away',
  options: z.strictObject({
    timezone: zoneOption,
    visibility: z.enum(visibilities).optional().describe('How boards name you'),
    reminders: z.boolean().optional().describe('A private reminder on Saturdays when you have logged nothing'),
    away: z.string().max(20).optional().describe('Until which date you are away, such as 2026-12-27, or "no"'),
  }),
  example: { visibility: 'anonymous' },
  answers: 'caller',
  effect: 'writes',
  run: async ({ timezone, visibility, reminders, away }, context) => {
    const zone = timezone === undefined ? undefined : await resolveZone(timezone, context)
    const known = await context.reads.learnerOf(context.actor.id)
    const today = dateAt(context.now, zone ?? known?.zone ?? context.actor.zone ?? 'UTC')
    if ([timezone, visibility, reminders, away].every((value) => value === undefined)) {
      return settingsCard(known, today, false)
    }
    return context.transaction(async (within) => {
      const learner = await within.upsertLearner(context.actor, context.where)
      // Boards of weeks that are over keep what they show.
      await closeWeeksOf(learner.id, context, within)
      const requested: Learner = {
        ...learner,
        // A change of settings shows that the person is active.
        ...{ unansweredReminders: 0, unreachable: false },
        ...(zone !== undefined && { zone }),
        ...(visibility !== undefined && { visibility }),
        ...(reminders !== undefined && { remindersEnabled: reminders }),
        ...(away !== undefined && { away: awayUntil(away, learner.away, today) }),
      }
      const changed = await withReminder(requested, within, context.now)
      await within.saveLearner(changed)
      return settingsCard(changed, today, true)
    })
  },
  suggest: { timezone: suggestZones },
})

/** From this week until the week of the return; "no" ends it with this week. What is over stays, for the streak and the plan. */
const awayUntil = (typed: string, known: readonly Pause[], today: PlainDate): Pause[] => {
  const monday = mondayOf(today)
  const over = known.flatMap((pause) => {
    if (!isBefore(pause.from, monday)) return []
    const until = pause.until && isBefore(pause.until, monday) ? pause.until : monday
    return [{ from: pause.from, until }]
  })
  if (/^(no|off|back)$/i.test(typed.trim())) return over
  const back = dayNamed(typed, today)
  const latest = today.add({ weeks: maxWeeksAway })
  if (back && isBefore(today, back) && !isBefore(latest, back)) {
    const until = back.dayOfWeek === 1 ? back : mondayOf(back).add({ weeks: 1 })
    return [...over, { from: monday, until }]
  }
  throw new UserError(`I cannot take ${quoted(typed)} as the day of your return`, {
    next: [
      text`Write a date after today and not after ${latest.toString()}, such as ${today.add({ weeks: 2 }).toString()}, or no. Nothing was changed.`,
    ],
  })
}
