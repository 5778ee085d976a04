/** The forms for founding a group and for changing one. */

import { capitalized } from '../bot/capitalized.ts'
import type { FormDeclaration } from '../bot/form.ts'
import type { Action } from '../chat/action.ts'
import type { Reply } from '../chat/reply.ts'
import { typed } from '../chat/slash.ts'
import { text } from '../chat/text.ts'
import type { PlainDate } from '../core/calendar.ts'
import { type Group, tempos } from '../core/group.ts'
import type { Roadmap } from '../core/roadmap.ts'
import { totalWeeks } from '../core/schedule.ts'
import { counted } from './format.ts'

type Field = FormDeclaration['fields'][number]

const zoneHint = 'Weeks begin and posts come by its clock'

/** Only one roadmap to choose from: its duration can be shown. */
const tempoField = (roadmap: Roadmap | undefined, value: string): Field => ({
  option: 'tempo',
  label: 'Tempo',
  value,
  choices: tempos.map((tempo) => ({
    label: capitalized(tempo),
    value: tempo,
    ...(roadmap && { note: counted(totalWeeks(roadmap, tempo), 'week') }),
  })),
})

const whenFields = ({ postDay, postTime }: Pick<Group, 'postDay' | 'postTime'>): Field[] => [
  { option: 'day', label: 'Day of the weekly post', value: postDay },
  { option: 'time', label: 'Time of the weekly post', value: postTime.toString({ smallestUnit: 'minute' }) },
]

const startField = (start: PlainDate): Field => ({
  option: 'start',
  label: 'First week',
  hint: 'A Monday; any other day means the Monday after it',
  value: start.toString(),
})

type Founding = Pick<Group, 'start' | 'tempo' | 'postDay' | 'postTime'> & {
  roadmaps: readonly Roadmap[]
  /** Where one is known. */
  zone?: string | undefined
}

export const foundingForm = ({ roadmaps, zone, ...defaults }: Founding): FormDeclaration => {
  const [first, ...others] = roadmaps
  return {
    title: 'A new study group',
    submit: 'Create',
    submits: 'all',
    fields: [
      {
        option: 'name',
        label: 'Name',
        optional: true,
        placeholder: first && others.length === 0 ? `${first.title} study group` : 'Called after its roadmap',
      },
      {
        option: 'roadmap',
        label: 'Roadmap',
        choices: roadmaps.map(({ id, title }) => ({ label: title, value: id })),
        ...(first && { value: first.id }),
      },
      startField(defaults.start),
      tempoField(others.length === 0 ? first : undefined, defaults.tempo),
      { option: 'timezone', label: 'Time zone', hint: zoneHint, ...(zone !== undefined && { value: zone }) },
      ...whenFields(defaults),
    ],
  }
}

/** In the place of the form. */
export const foundingCard = (action: Action): Reply => ({
  title: 'A study group for this channel?',
  blocks: [
    {
      kind: 'text',
      text: text`It starts on the coming Monday, at a steady tempo. Say more with it, as in ${typed('group create Backend Friends tempo:fast')}.`,
    },
    { kind: 'buttons', buttons: [{ label: 'Create the group', action, role: 'main' }] },
  ],
})

/** `home`: the channel where it meets. */
export const settingsForm = (group: Group, roadmap: Roadmap, home: string): FormDeclaration => ({
  title: 'Settings of the group',
  submit: 'Review',
  group: group.id,
  submits: 'changes',
  fields: [
    { option: 'name', label: 'Name', value: group.name },
    startField(group.start),
    tempoField(roadmap, group.tempo),
    { option: 'timezone', label: 'Time zone', hint: zoneHint, value: group.zone },
    ...whenFields(group),
    { option: 'posts', label: 'Weekly post', value: group.postsEnabled ? 'yes' : 'no' },
    { option: 'channel', label: 'Channel', hint: 'Where the group meets and posts come', value: home },
  ],
})
