import { type Json, objectsWithin, textOf } from './json.ts'

export type Ping = { kind: 'channel' | 'here' | 'everyone' | 'user' | 'usergroup'; id?: string }
export type Link = { url: string; label: string }

type Content = { text?: unknown; blocks?: unknown }

/** Text in which `<…>` is live; plain text and raw cells show it as it is. */
const liveTexts = ({ text }: Content, within: readonly Json[]): readonly string[] => [
  textOf(text),
  ...within.filter(({ type }) => type === 'mrkdwn' || type === 'markdown').map((each) => textOf(each.text)),
]

const kindOfSign = { '@': 'user', '!': 'broadcast', '!subteam^': 'usergroup' } as const
type Sign = keyof typeof kindOfSign

const pingsOf = (text: string): Ping[] =>
  [...text.matchAll(/<(@|!subteam\^|!)([A-Za-z0-9]+)(?:\|[^>]*)?>/g)].flatMap(([, sign, id = '']): Ping[] => {
    const kind = kindOfSign[sign as Sign]
    if (kind !== 'broadcast') return [{ kind, id }]
    return id === 'channel' || id === 'here' || id === 'everyone' ? [{ kind: id }] : []
  })

const richPing = (leaf: Json): Ping[] => {
  if (leaf.type === 'user' && typeof leaf.user_id === 'string') return [{ kind: 'user', id: leaf.user_id }]
  if (leaf.type === 'usergroup') return [{ kind: 'usergroup', id: textOf(leaf.usergroup_id) }]
  if (leaf.type !== 'broadcast') return []
  const { range } = leaf
  return range === 'channel' || range === 'here' || range === 'everyone' ? [{ kind: range }] : []
}

/** Links that show another text than their address: `<url|label>`. */
const linksOf = (text: string): Link[] =>
  [...text.matchAll(/<([a-z][a-z0-9+.-]*:[^|>]*)\|([^>]*)>/gi)].map(([, url = '', label = '']) => ({ url, label }))

/** Whom a message's content notifies, and what in it is a link. */
export const mentionsIn = (content: Content): { pings: readonly Ping[]; links: readonly Link[] } => {
  const within = objectsWithin(content.blocks)
  const texts = liveTexts(content, within).filter((text) => text.includes('<'))
  return { pings: [...texts.flatMap(pingsOf), ...within.flatMap(richPing)], links: texts.flatMap(linksOf) }
}
