/** A learner's own settings. */
import type { Reply } from '../chat/reply.ts'
import { text } from '../chat/text.ts'
import { isBefore, type PlainDate } from '../core/calendar.ts'
import { type Learner, type Visibility, visibilities } from '../core/group.ts'
import { day } from './format.ts'

const visibilityWords: Record<Visibility, string> = {
  named: 'by name',
  anonymous: 'as “a member”',
  hidden: 'not at all, and you are not ranked',
}

export const settingsCard = (learner: Learner | undefined, today: PlainDate, changed: boolean): Reply => {
  const { zone, visibility = 'named', remindersEnabled = false, away = [] } = learner ?? {}
  const current = away.find(({ until }) => until !== undefined && isBefore(today, until))
  const other = visibilities.filter((one) => one !== visibility)
  return {
    title: changed ? 'Your settings are changed' : 'Your settings',
    blocks: [
      {
        kind: 'fields',
        fields: [
          { label: text`Time zone`, value: text`${zone ?? 'not set: the group’s is used'}` },
          { label: text`Boards show you`, value: text`${visibilityWords[visibility]}` },
          {
            label: text`Private reminders`,
            value: text`${remindersEnabled ? 'on: Saturdays at 10:00, when nothing is logged that week' : 'off'}`,
          },
          {
            label: text`Away`,
            value: text`${current?.until ? `until ${day(current.until)}; these weeks are no debt` : 'no'}`,
          },
        ],
      },
      {
        kind: 'buttons',
        buttons: [
          ...other.map((one) => ({
            label: `Visibility: ${one}`,
            action: { command: 'settings', input: { visibility: one } },
          })),
          {
            label: remindersEnabled ? 'Private reminders off' : 'Private reminders on',
            action: { command: 'settings', input: { reminders: !remindersEnabled } },
          },
        ],
      },
    ],
  }
}
