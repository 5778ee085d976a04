/**
 * The option behind the buttons of a question: `yes` does without asking, `no` leaves it, and the mark of a question does what that
 * question said, if it still says so.
 */
import { z } from 'zod'

export const confirmOption = z
  .union([z.boolean(), z.string().regex(/^~[\w-]+$/)])
  .optional()
  .describe('Do it without asking first')
  .meta({ kind: 'flag' })

export type Confirm = z.output<typeof confirmOption>
