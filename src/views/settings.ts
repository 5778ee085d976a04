/** A learner's own settings. */
import type { Reply } from '../bot/reply.ts'
import { text } from '../bot/text.ts'
import { isBefore, type PlainDate } from '../core/calendar.ts'
import { type Learner, type Visibility, visibilities } from '../core/group.ts'
import { day } from './figures.ts'

const visibilityWords: Record<Visibility, string> = {
  named: 'by name',
  anonymous: 'as “a member”',
  hidden: 'not at all, and you are not ranked',
}

export const settingsCard = (learner: Learner | undefined, today: PlainDate, changed: boolean): Reply => {
  const { zone, visibility = 'named', nudges = false, away = [] } = learner ?? {}
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
            label: text`Private nudges`,
            value: text`${nudges ? 'on: Saturdays at 10:00, when nothing is logged that week' : 'off'}`,
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
          ...other.map((one) => ({ label: `Visibility: ${one}`, line: `settings visibility:${one}` })),
          {
            label: nudges ? 'Private nudges off' : 'Private nudges on',
            line: `settings nudges:${nudges ? 'off' : 'on'}`,
          },
        ],
      },
    ],
  }
}
