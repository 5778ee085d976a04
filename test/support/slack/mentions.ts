import { type Json, objectsWithin, textOf } from './json.ts'

export type Ping = { kind: 'channel' | 'here' | 'everyone' | 'user' | 'usergroup'; id?: string }
export type Link = { url: string; label: string }

/** Text in which `<…>` is live; plain text and raw cells show it as it is. */
const liveTexts = (content: Json): readonly string[] => [
  textOf(content.text),
  ...objectsWithin(content.blocks)
    .filter(({ type }) => type === 'mrkdwn' || type === 'markdown')
    .map(({ text }) => textOf(text)),
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

/** Whom a message's content notifies. */
export const pingsIn = (content: Json): readonly Ping[] => [
  ...liveTexts(content).flatMap(pingsOf),
  ...objectsWithin(content.blocks).flatMap(richPing),
]

/** Links that show another text than their address: `<url|label>`. */
export const linksIn = (content: Json): readonly Link[] =>
  liveTexts(content).flatMap((text) =>
    [...text.matchAll(/<([a-z][a-z0-9+.-]*:[^|>]*)\|([^>]*)>/gi)].map(([, url = '', label = '']) => ({ url, label })),
  )
