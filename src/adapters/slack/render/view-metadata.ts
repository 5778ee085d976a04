/** The place where a view was opened, to which its answer goes. It is kept in the view's own metadata and nowhere else. */
import { z } from 'zod'
import type { Address } from '../../../chat/invocation.ts'
import { platform } from '../transport/platform.ts'

const schema = z.object({
  channel: z.string(),
  direct: z.literal(true).optional(),
  /** The response URL, which works for half an hour. */
  answers: z.url().optional(),
  /** The view is not the lowest of its stack: Slack takes three views on top of each other. */
  isPushed: z.literal(true).optional(),
  /** For a form: the command, its group, and which fields become input. */
  form: z.object({ command: z.string(), group: z.string().optional(), submits: z.enum(['all', 'changes']) }).optional(),
})

export type ViewMetadata = z.output<typeof schema>

/** The home tab, and views that are opened from it: only one person sees them. */
export const atHome: ViewMetadata = { channel: '', direct: true }

/** Whether an invocation comes from the home tab, or from a view that was opened there. */
export const isAtHome = ({ channel }: Pick<Address, 'channel'>): boolean => channel === atHome.channel

export const writeMetadata = (metadata: ViewMetadata): string => JSON.stringify(metadata)

/** The metadata of a view; the home tab's where it cannot be read. */
export const readMetadata = (metadata: string | undefined): ViewMetadata => {
  try {
    return schema.parse(JSON.parse(metadata ?? ''))
  } catch {
    return atHome
  }
}

/** `answers`: the response URL of the request. */
export const metadataOf = ({ channel, direct }: Address, answers: string): ViewMetadata => ({
  channel,
  ...(direct && { direct }),
  answers,
})

export const addressIn = (workspace: string, { channel, direct }: ViewMetadata): Address => ({
  platform,
  workspace,
  channel,
  ...(direct && { direct }),
})
