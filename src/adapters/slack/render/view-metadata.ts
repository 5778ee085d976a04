/** Where a view was asked for, so that what comes of it goes there; the view itself carries it, and nothing else remembers. */
import { z } from 'zod'
import type { Address } from '../../../chat/invocation.ts'
import { platform } from '../transport/platform.ts'

const schema = z.object({
  channel: z.string(),
  direct: z.literal(true).optional(),
  /** Where answers go, for half an hour. */
  answers: z.url().optional(),
  /** It stands on top of another, or in the place of what did: Slack takes three on top of each other. */
  isPushed: z.literal(true).optional(),
  /** Of a form: the command, and how its fields are meant. */
  form: z.object({ command: z.string(), group: z.string().optional(), submits: z.enum(['all', 'changes']) }).optional(),
})

export type ViewMetadata = z.output<typeof schema>

/** The home tab, and what is opened from it: a conversation with one person alone. */
export const atHome: ViewMetadata = { channel: '', direct: true }

/** Whether something was asked on the home tab, or in what was opened from it. */
export const isAtHome = ({ channel }: Pick<Address, 'channel'>): boolean => channel === atHome.channel

export const writeMetadata = (metadata: ViewMetadata): string => JSON.stringify(metadata)

/** Of a view that says nothing that can be read, it is the home tab. */
export const readMetadata = (metadata: string | undefined): ViewMetadata => {
  try {
    return schema.parse(JSON.parse(metadata ?? ''))
  } catch {
    return atHome
  }
}

/** `answers`: the address that came with the request. */
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
