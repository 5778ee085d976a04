/** What Discord accepts as a modal: labels and texts (the deprecated rows of text inputs are refused here). */
import { z } from 'zod'
import { numbered, selects, textDisplay, yesOrNo } from './component-rules.ts'
import { refuseRepeatedIds } from './component-tree.ts'
import { accept, maybeText, text } from './form.ts'

const asked = { ...numbered, custom_id: text(100), required: yesOrNo }
const count = (min: number, max: number) => z.int().min(min).max(max).nullish()
const choice = z.object({ value: text(100), label: text(100), description: maybeText(100), default: yesOrNo })
const textInput = z.object({
  ...asked,
  type: z.literal(4),
  style: z.int().min(1).max(2),
  min_length: count(0, 4000),
  max_length: count(1, 4000),
  value: maybeText(4000),
  placeholder: maybeText(100),
})
const fileUpload = z.object({ ...asked, type: z.literal(19), min_values: count(0, 10), max_values: count(1, 10) })
const radioGroup = z.object({ ...asked, type: z.literal(21), options: z.array(choice).min(2).max(10) })
const checkboxGroup = z.object({
  ...asked,
  type: z.literal(22),
  options: z.array(choice).min(1).max(10),
  min_values: count(0, 10),
  max_values: count(1, 10),
})
const checkbox = z.object({ ...numbered, type: z.literal(23), custom_id: text(100), default: yesOrNo })

const field = z.discriminatedUnion('type', [textInput, ...selects, fileUpload, radioGroup, checkboxGroup, checkbox])
const label = z.object({
  ...numbered,
  type: z.literal(18),
  label: text(45),
  description: maybeText(100),
  component: field,
})
const component = z.discriminatedUnion('type', [label, textDisplay])
const modal = z.object({ custom_id: text(100), title: text(45), components: z.array(component).min(1).max(5) })

export type ModalField = z.output<typeof field>
export type ModalComponent = z.output<typeof component>
export type Modal = z.output<typeof modal>

export const acceptModal = (given: unknown): Modal => {
  const accepted = accept(modal, given, ['data'])
  refuseRepeatedIds(accepted.components)
  return accepted
}
