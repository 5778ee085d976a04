/** The progress of a whole group, in which nobody can be made out. */
import type { Block } from '../chat/reply.ts'
import { text } from '../chat/text.ts'
import type { Progress } from '../core/progress.ts'
import { percent, shareOf } from './percent.ts'

export const groupMeter = (progress: Progress): Block => ({
  kind: 'meter',
  label: 'The group',
  share: shareOf(progress),
  caption: text`${percent(progress)}`,
})
