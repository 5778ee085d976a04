import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { cardOf } from '../../../src/adapters/slack/render/card.ts'
import { needsStoring, readActionId, readValue } from '../../../src/adapters/slack/render/control-value.ts'
import { actionsToStore } from '../../../src/adapters/slack/render/controls.ts'
import { toLeaves } from '../../../src/adapters/slack/render/rich-text.ts'
import { requestFor } from '../../../src/chat/action.ts'
import { encodeAction } from '../../../src/chat/action-encoding.ts'
import type { Reply } from '../../../src/chat/reply.ts'
import { channelSpan, code, emphasis, strong, text } from '../../../src/chat/text.ts'
import { blockFaults, refuseBlocks } from '../../loopback-slack/block-rules.ts'
import { mentionsIn } from '../../loopback-slack/mentions.ts'
import { anyAction, anyReply } from '../../support/arbitrary-reply.ts'

const storedIn = (reply: Reply) =>
  new Map(actionsToStore(reply.blocks, 'message').map((encoded, at) => [encoded, `stored-${at}`]))

/** As Slack reads it, which refuses what breaks a rule. */
const accepted = (reply: Reply, owner?: string) => {
  const card = cardOf(reply, { stored: storedIn(reply), owner })
  expect(blockFaults(card.blocks, 'message')).toEqual([])
  refuseBlocks(card.blocks)
  return card
}

describe('whatever is to be said', () => {
  test('Slack takes it, and it mentions nobody and disguises no link', () => {
    fc.assert(
      fc.property(anyReply(60), (reply) => {
        const card = accepted(reply, 'U0123456789')
        expect(card.text).not.toBe('')
        expect(card.text.length).toBeLessThanOrEqual(40_000)
        expect(mentionsIn(card)).toEqual({ pings: [], links: [] })
      }),
      { numRuns: 300 },
    )
  })

  test('it is shortened where it is too long, and says so', () => {
    const long = '漢字'.repeat(2000)
    const blocks = Array.from({ length: 60 }, () => ({ kind: 'text' as const, text: text`${long}` }))
    const short = Array.from({ length: 60 }, () => ({ kind: 'text' as const, text: text`short` }))
    for (const many of [blocks, short])
      expect(JSON.stringify(accepted({ title: long, blocks: many }))).toContain(
        'Shortened: there is more than fits here.',
      )
  })

  test('controls stand where they are written, and it is said where there are too many', () => {
    const words = { kind: 'text' as const, text: text`words` }
    const buttons = { kind: 'buttons' as const, buttons: [{ label: 'y', action: { command: 'help' } }] }
    const few = accepted({ title: 'x', blocks: [words, buttons, words, buttons] })
    expect(few.blocks.map(({ type }) => type)).toEqual(['header', 'rich_text', 'actions', 'rich_text', 'actions'])
    const many = accepted({ title: 'x', blocks: Array.from({ length: 40 }, () => buttons) })
    expect(JSON.stringify(many)).toContain('Shortened: there is more than fits here.')
  })

  test('buttons and menus come back as the actions that they stand for', () => {
    const action = fc.oneof(anyAction(fc.string({ maxLength: 20 })), anyAction(fc.string({ maxLength: 1000 })))
    fc.assert(
      fc.property(action, fc.constantFrom('buttons' as const, 'choices' as const), (action, kind) => {
        const button = { label: 'y', action }
        const reply: Reply = {
          title: 'x',
          blocks: [kind === 'buttons' ? { kind, buttons: [button] } : { kind, prompt: 'z', choices: [button] }],
        }
        const [value = ''] = JSON.stringify(accepted(reply)).match(/"value":"(?:[^"\\]|\\.)*"/) ?? []
        const read = readValue(JSON.parse(`{${value}}`).value)
        const isStored = needsStoring(encodeAction(action), kind === 'buttons' ? 'button' : 'option')
        expect(read).toEqual(isStored ? { stored: 'stored-0' } : requestFor(action))
      }),
    )
  })

  test('the buttons of pages know who asked for the card', () => {
    const buttons = [{ label: 'Next', action: { command: 'stage', input: { number: 4 } }, role: 'page' as const }]
    const words = JSON.stringify(accepted({ title: 'x', blocks: [{ kind: 'buttons', buttons }] }, 'U0123456789'))
    const [, id = ''] = /"action_id":"([^"]*)"/.exec(words) ?? []
    expect(readActionId(id)).toEqual({ page: true, owner: 'U0123456789' })
    expect(readActionId('page 1')).toEqual({ page: true })
    expect(readActionId('action 1')).toEqual({ page: false })
  })
})

describe('text is shown as it is', () => {
  test.each(['<!channel>', '<@U123>', '<https://evil.example|bank>', '&lt;!here&gt;', '*bold* _i_ ~s~ `c`', ':smile:'])(
    '%j',
    (given) => {
      const card = accepted({ title: given, blocks: [{ kind: 'text', text: text`${given}` }] })
      expect(card.blocks).toMatchObject([
        { type: 'header', text: { type: 'plain_text', text: given, emoji: false } },
        { type: 'rich_text', elements: [{ elements: [{ type: 'text', text: given }] }] },
      ])
      expect(mentionsIn(card)).toEqual({ pings: [], links: [] })
    },
  )

  test('emphasis, code, channels and moments are Slack’s own', () => {
    const moment = { kind: 'moment' as const, text: 'then', at: Temporal.Instant.from('2026-11-23T09:00:00Z') }
    const said = text`${strong('a*b')}${emphasis('c')}${code('`d`')}${channelSpan('C0123456789')}${channelSpan('x')}${moment}`
    expect(toLeaves(said)).toEqual([
      { type: 'text', text: 'a*b', style: { bold: true } },
      { type: 'text', text: 'c', style: { italic: true } },
      { type: 'text', text: '`d`', style: { code: true } },
      { type: 'channel', channel_id: 'C0123456789' },
      { type: 'text', text: '#x', style: { code: true } },
      { type: 'date', timestamp: 1795424400, format: '{date_short_pretty} at {time}', fallback: 'then' },
    ])
  })
})

describe('a table', () => {
  const table = (rows: number, title = 'Board') => ({
    kind: 'table' as const,
    columns: [{ title: 'Rank', align: 'right' as const }, { title }, { title: 'Points', align: 'right' as const }],
    rows: Array.from({ length: rows }, (_, at) => [text`${at + 1}`, text`Ana`, text`${at * 10}`]),
  })
  const kinds = (reply: Reply) => accepted(reply).blocks.map(({ type }) => type)

  test('is Slack’s own, with figures on the right', () => {
    const { blocks } = accepted({ title: 'Board', blocks: [table(2)] })
    expect(blocks[1]).toMatchObject({
      type: 'table',
      rows: [
        [{ text: 'Rank' }, { text: 'Board' }, { text: 'Points' }],
        [{ text: '1' }, { text: 'Ana' }, { text: '0' }],
        {},
      ],
      column_settings: [{ align: 'right' }, { align: 'left' }, { align: 'right' }],
    })
  })

  test('is a line for each row where there is one already, or it is too long', () => {
    expect(kinds({ title: 'Boards', blocks: [table(2), table(2)] })).toEqual(['header', 'table', 'rich_text'])
    expect(kinds({ title: 'Boards', blocks: [table(100)] })).toEqual(['header', 'rich_text'])
  })
})
