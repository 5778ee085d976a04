/** The form of `done`: this week's units to tick off. */
import type { FormDeclaration } from '../bot/form.ts'
import { slash } from '../chat/slash.ts'
import type { PlainDate } from '../core/calendar.ts'
import { unitId } from '../core/points.ts'
import type { Focus } from '../core/week-plan.ts'
import { counted, partsEnding } from './format.ts'

type Done = {
  focus: readonly Focus[]
  on: PlainDate
  link: string | undefined
  known: boolean
}

const origins: Record<Focus['from'], string> = { before: 'Left over, ', 'this week': '', optional: 'Optional, ' }

export const doneForm = ({ focus, on, link, known }: Done): FormDeclaration => ({
  title: 'What have you completed?',
  submit: 'Record',
  submits: 'all',
  fields: [
    {
      option: 'item',
      label: 'Your week',
      hint: `Anything else: ${slash} done and its name`,
      several: true,
      choices: focus.flatMap(({ units, from }) =>
        units.map((unit) => ({
          label: unit.item.title,
          ending: partsEnding([unit]),
          value: unitId(unit),
          note: `${origins[from]}${counted(unit.points, 'point')}`,
        })),
      ),
    },
    { option: 'when', label: 'Day', hint: 'Today, or up to 7 days back', value: on.toString() },
    { option: 'link', label: 'Where it can be seen', optional: true, ...(link !== undefined && { value: link }) },
    {
      option: 'known',
      label: 'I knew it before',
      hint: 'It counts for progress then, and not for the board',
      value: known ? 'yes' : 'no',
    },
  ],
})
