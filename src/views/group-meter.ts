/** The progress of a whole group, in which nobody can be made out. */
import type { Block } from '../bot/reply.ts'
import { text } from '../bot/text.ts'

export const groupMeter = (percent: number): Block => ({
  kind: 'meter',
  label: 'The group',
  share: percent / 100,
  caption: text`${percent} %`,
})
