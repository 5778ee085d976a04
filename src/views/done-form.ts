/** What this week is for, to be ticked off, where a platform shows forms. */
import type { FormDeclaration } from '../bot/form.ts'
import type { PlainDate } from '../core/calendar.ts'
import type { Focus } from '../core/pace.ts'
import type { Unit } from '../core/points.ts'
import { counted, unitsTitle } from './figures.ts'

type Done = {
  focus: readonly Focus[]
  /** Names a unit as it would be typed. */
  nameOf(unit: Unit): string
  on: PlainDate
  known: boolean
}

export const doneForm = ({ focus, nameOf, on, known }: Done): FormDeclaration => ({
  title: 'What have you completed?',
  submit: 'Record',
  submits: 'all',
  fields: [
    {
      option: 'item',
      label: 'Your week',
      several: true,
      choices: focus.flatMap(({ units, leftOver }) =>
        units.map((unit) => ({
          label: unitsTitle([unit]),
          value: nameOf(unit),
          note: `${leftOver ? 'Left over, ' : ''}${counted(unit.points, 'point')}`,
        })),
      ),
    },
    { option: 'when', label: 'Day', hint: 'Today, or up to 7 days back', value: on.toString() },
    {
      option: 'known',
      label: 'I knew it before',
      hint: 'It counts for progress then, and not for the board',
      value: known ? 'yes' : 'no',
    },
  ],
})
