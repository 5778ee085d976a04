/** Converts the fields of a submitted form to the input of its command. */
import { z } from 'zod'
import type { Form } from '../../../bot/form.ts'
import { fieldActions } from '../render/form-view.ts'

const option = z.object({ value: z.string() })

/** The values of an element: as shown at first, and as submitted. */
const element = z
  .object({
    ...{ value: z.string().nullish(), initial_value: z.string().nullish() },
    ...{ selected_date: z.string().nullish(), initial_date: z.string().nullish() },
    ...{ selected_time: z.string().nullish(), initial_time: z.string().nullish() },
    ...{ selected_conversation: z.string().nullish(), initial_conversation: z.string().nullish() },
    ...{ selected_option: option.nullish(), initial_option: option.nullish() },
    ...{ selected_options: z.array(option).nullish(), initial_options: z.array(option).nullish() },
  })
  .transform((values) => ({
    now: [
      ...[values.value, values.selected_date, values.selected_time, values.selected_conversation],
      ...[values.selected_option, ...(values.selected_options ?? [])].map((choice) => choice?.value),
    ].filter(isFilled),
    first: [
      ...[values.initial_value, values.initial_date, values.initial_time, values.initial_conversation],
      ...[values.initial_option, ...(values.initial_options ?? [])].map((choice) => choice?.value),
    ].filter(isFilled),
  }))

const isFilled = (value: string | null | undefined): value is string => typeof value === 'string' && value.trim() !== ''

const submission = z.object({
  blocks: z.array(z.object({ block_id: z.string(), element: element.optional() })),
  state: z.object({ values: z.record(z.string(), z.record(z.string(), element)) }),
})

export const inputOf = (view: unknown, submits: Form['submits']): Record<string, unknown> => {
  const { blocks, state } = submission.parse(view)
  const first = new Map(blocks.map((block) => [block.block_id, block.element?.first ?? []]))
  const input = new Map<string, unknown>()
  for (const [name, actions] of Object.entries(state.values)) {
    for (const [action, { now }] of Object.entries(actions)) {
      const isChanged = now.join('\n') !== first.get(name)?.join('\n')
      if (submits === 'changes' && !isChanged) continue
      if (action === fieldActions.flag) input.set(name, now.length > 0)
      else if (now.length > 0) input.set(name, action === fieldActions.several ? now : now[0])
    }
  }
  return Object.fromEntries(input)
}
