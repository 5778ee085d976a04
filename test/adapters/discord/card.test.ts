import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { cardOf } from '../../../src/adapters/discord/card.ts'
import { shownButtons } from '../../../src/adapters/discord/controls.ts'
import { actionsToStore, readCustomId } from '../../../src/adapters/discord/custom-id.ts'
import { toMarkdown } from '../../../src/adapters/discord/markdown.ts'
import { requestFor } from '../../../src/chat/action.ts'
import { encodeAction } from '../../../src/chat/action-encoding.ts'
import type { Reply } from '../../../src/chat/reply.ts'
import { channelSpan, code, emphasis, strong, text } from '../../../src/chat/text.ts'
import { acceptMessage, flag } from '../../loopback-discord/message-rules.ts'
import { pinged } from '../../loopback-discord/pings.ts'
import { anyAction, anyReply } from '../../support/arbitrary-reply.ts'

const storedIn = (reply: Reply) =>
  new Map(actionsToStore(shownButtons(reply.blocks)).map((encoded, at) => [encoded, `stored-${at}`]))

/** As Discord reads it, which refuses what breaks a rule. */
const accepted = (reply: Reply) => {
  let ids = 0
  const card = cardOf(reply, { stored: storedIn(reply) })
  const upload = { uploads: [], settable: flag.componentsV2, newId: () => String(++ids) }
  const { form, body } = acceptMessage(card, upload)
  return { card, form, body }
}

describe('whatever is to be said', () => {
  test('Discord takes it, and it mentions nobody', () => {
    fc.assert(
      fc.property(anyReply(60), (reply) => {
        const { form, body } = accepted(reply)
        const who = pinged({ ...body, id: '1' } as never, {
          allowed: form.allowed_mentions,
          ordinary: true,
          mayPingAll: true,
          repliedTo: undefined,
        })
        expect(who).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  test('it fits with the longest texts of scripts that take three bytes a character', () => {
    const long = '漢字'.repeat(2000)
    const blocks = Array.from({ length: 30 }, () => ({ kind: 'text' as const, text: text`${long}` }))
    const { card } = accepted({ title: long, blocks })
    const words = JSON.stringify(card.components)
    expect(words).toContain('Shortened: there is more than fits here.')
    expect(Buffer.byteLength(words)).toBeLessThan(10_000)
  })

  test('buttons and menus come back as the actions that they stand for', () => {
    fc.assert(
      fc.property(
        anyAction(fc.string({ maxLength: 100 })),
        fc.constantFrom('page' as const, 'main' as const),
        (action, role) => {
          const reply: Reply = { title: 'x', blocks: [{ kind: 'buttons', buttons: [{ label: 'y', action, role }] }] }
          const stored = storedIn(reply)
          const { card } = accepted(reply)
          const [, id = ''] = /"custom_id":"((?:[^"\\]|\\.)*)"/.exec(JSON.stringify(card)) ?? []
          const read = readCustomId(JSON.parse(`"${id}"`))
          const kept = stored.get(encodeAction(action))
          expect(read).toEqual({
            page: role === 'page',
            ask: kept === undefined ? requestFor(action) : { stored: kept },
          })
        },
      ),
    )
  })
})

describe('text is shown as it is', () => {
  test.each([
    ['*<@everyone>*', '\\*\\<\\@everyone\\>\\*'],
    ['@everyone @here', '\\@everyone \\@here'],
    ['<@123456789012345678>', '\\<\\@123456789012345678\\>'],
    ['[bank](https://evil.example)', '\\[bank\\](https\\://evil.example)'],
    ['||spoiler|| ~~s~~ __u__ `c`', '\\|\\|spoiler\\|\\| \\~\\~s\\~\\~ \\_\\_u\\_\\_ \\`c\\`'],
    ['# heading', '\\# heading'],
    ['> quote', '\\> quote'],
    ['- item', '\\- item'],
    ['1. item', '1\\. item'],
    ['back\\slash', 'back\\\\slash'],
    ['a\nb', 'a b'],
  ])('%j', (given, markdown) => {
    expect(toMarkdown(text`${given}`)).toBe(markdown)
  })

  test('emphasis, code, channels and moments are Discord’s own', () => {
    const moment = { kind: 'moment' as const, text: 'then', at: Temporal.Instant.from('2026-11-23T09:00:00Z') }
    const said = text`${strong('a*b')} ${emphasis('c')} ${code('`d`')} ${channelSpan('123456789012345678')} ${channelSpan('x')} ${moment}`
    expect(toMarkdown(said)).toBe('**a\\*b** *c* `ˋdˋ` <#123456789012345678> \\#x <t:1795424400:f>')
  })
})

describe('a table', () => {
  const table = (names: readonly string[]): Reply => ({
    title: 'Board',
    blocks: [
      {
        kind: 'table',
        columns: [{ title: 'Rank', align: 'right' }, { title: 'Name' }, { title: 'Points', align: 'right' }],
        rows: names.map((name, at) => [text`${at + 1}`, text`${name}`, text`${(3 - at) * 100}`]),
      },
    ],
  })
  const shown = (reply: Reply) => JSON.stringify(cardOf(reply).components).replaceAll('\\n', '\n')

  test('is aligned where it fits on a phone, wide characters too', () => {
    expect(shown(table(['Ana', '田中さん', 'b`c`']))).toContain(
      [
        '```',
        'Rank  Name      Points',
        '   1  Ana          300',
        '   2  田中さん     200',
        '   3  bˋcˋ         100',
        '```',
      ].join('\n'),
    )
  })

  test('is a line for each row where it does not', () => {
    expect(shown(table(['Ana', 'Somebody with a name of many words in it']))).toContain(
      '**2** Somebody with a name of many words in it · Points 200',
    )
  })
})
