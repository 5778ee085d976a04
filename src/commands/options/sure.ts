/** The option behind a confirmation's button: done without asking again. */
import { z } from 'zod'

export const sureOption = z.boolean().optional().describe('Do it without asking first')
