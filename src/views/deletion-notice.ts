/** The private message to somebody whose data will be deleted, because they are in no group and use no command. */
import type { Reply } from '../chat/reply.ts'
import { strong, text } from '../chat/text.ts'
import type { PlainDate } from '../core/calendar.ts'
import { day } from './format.ts'

type Facts = {
  /** The last day in a group or with a command. */
  since: PlainDate
  on: PlainDate
}

export const deletionNotice = ({ since, on }: Facts): Reply => ({
  title: `I will delete your data on ${day(on)}`,
  blocks: [
    {
      kind: 'text',
      text: text`You are in no study group, and you have not used me since ${day(since)}. So I will delete your progress, your settings and your name.`,
    },
    {
      kind: 'text',
      text: text`${strong('Do you want to keep them?')} Press a button or type any command before that day.`,
    },
    {
      kind: 'buttons',
      buttons: [
        { label: 'Show what I can do', action: { command: 'help' } },
        { label: 'Export my data', action: { command: 'privacy export' } },
      ],
    },
  ],
})
