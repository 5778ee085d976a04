/** A reply as a message of Discord's Components V2: a container with the card's colour, its text, and its buttons. */
import { ComponentType, MessageFlags } from 'discord.js'
import type { Reply } from '../../chat/reply.ts'
import type { StoredActions } from '../../ports/stored-actions.ts'
import { sectionsOf } from './body.ts'
import { rowsOf } from './controls.ts'
import { maxComponents } from './limits.ts'

const problemColour = 0xd83c3e

export type Card = { flags: number; components: object[]; allowed_mentions: { parse: [] } }

type CardOptions = {
  stored?: StoredActions
  /** The name of an attachment to show. */
  file?: string
}

export const cardOf = (reply: Reply, { stored = new Map(), file }: CardOptions = {}): Card => {
  const rows = rowsOf(reply.blocks, stored)
  const sections = sectionsOf(reply)
  const controls = rows.reduce((sum, { components }) => sum + 1 + components.length, 0)
  // A separator above each section but the first, where the limit of components allows it.
  const isAiry = 1 + controls + 2 * sections.length - 1 <= maxComponents
  const texts = isAiry
    ? sections.flatMap((content, at) => [...(at > 0 ? [separator] : []), textDisplay(content)])
    : [textDisplay(sections.join('\n'))]
  const colour = reply.tone === 'problem' ? problemColour : colourOf(reply.accent)
  return {
    flags: MessageFlags.IsComponentsV2,
    allowed_mentions: { parse: [] },
    components: [
      {
        type: ComponentType.Container,
        ...(colour !== undefined && { accent_color: colour }),
        components: [...texts, ...rows],
      },
      ...(file === undefined ? [] : [{ type: ComponentType.File, file: { url: `attachment://${file}` } }]),
    ],
  }
}

const separator = { type: ComponentType.Separator, divider: true, spacing: 1 }

const textDisplay = (content: string) => ({ type: ComponentType.TextDisplay, content })

const colourOf = (accent: string | undefined): number | undefined =>
  accent === undefined ? undefined : Number.parseInt(accent.slice(1), 16)
