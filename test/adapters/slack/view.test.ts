import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inputOf } from '../../../src/adapters/slack/inbound/form-input.ts'
import { cardView, homeView } from '../../../src/adapters/slack/render/card-view.ts'
import { formView } from '../../../src/adapters/slack/render/form-view.ts'
import { atHome, readMetadata, writeMetadata } from '../../../src/adapters/slack/render/view-metadata.ts'
import type { Field, Form } from '../../../src/bot/form.ts'
import { commands } from '../../../src/commands/index.ts'
import { valuesOf } from '../../loopback-slack/inputs.ts'
import { mentionsIn } from '../../loopback-slack/mentions.ts'
import { refuseView } from '../../loopback-slack/view-rules.ts'
import { anyReply } from '../../support/arbitrary-reply.ts'

const nobody = { pings: [], links: [] }

const bot = {
  storeActions: async (actions: readonly string[]) => new Map(actions.map((action) => [action, 'x'.repeat(43)])),
}
const viewer = { bot, owner: 'slack:T1-U1' }

const hostile = fc.constantFrom(
  '<!channel>',
  '<@U123>',
  '<https://evil|bank>',
  '&lt;',
  '',
  ' ',
  'x'.repeat(5000),
  '\ud800',
  '日本'.repeat(99),
)
const anyWords = fc.oneof(hostile, fc.string({ unit: 'grapheme', maxLength: 100 }))
const anyOption = fc.constantFrom(...commands.flatMap(({ options }) => options))

const anyField: fc.Arbitrary<Field> = fc
  .record(
    {
      option: anyOption,
      label: anyWords,
      hint: anyWords,
      placeholder: anyWords,
      optional: fc.constant(true as const),
      several: fc.constant(true as const),
      choices: fc.array(
        fc.record(
          { label: anyWords, value: fc.string({ minLength: 1, maxLength: 75 }), note: anyWords },
          { requiredKeys: ['label', 'value'] },
        ),
        { minLength: 1, maxLength: 150 },
      ),
    },
    { requiredKeys: ['option', 'label'] },
  )
  .map(({ several, ...field }) => (several && field.choices ? { ...field, several } : field))

const anyForm: fc.Arbitrary<Form> = fc.record({
  title: anyWords,
  submit: anyWords,
  command: fc.constantFrom(...commands.map(({ name }) => name)),
  submits: fc.constantFrom('all' as const, 'changes' as const),
  fields: fc.uniqueArray(anyField, { minLength: 1, maxLength: 10, selector: ({ option }) => option.name }),
})

describe('whatever is to be said in a view', () => {
  test('Slack takes it, as a modal and on the home tab, and it mentions nobody', async () => {
    await fc.assert(
      fc.asyncProperty(anyReply(60), anyReply(5), async (answer, followUp) => {
        const modal = await cardView({ answer, followUps: [followUp] }, atHome, viewer)
        const home = await homeView(answer, viewer)
        refuseView(modal, 'modal')
        refuseView(home, 'home')
        expect([mentionsIn(modal), mentionsIn(home)]).toEqual([nobody, nobody])
      }),
      { numRuns: 200 },
    )
  })

  test('Slack takes any form, and it mentions nobody', () => {
    fc.assert(
      fc.property(anyForm, (form) => {
        const view = formView(form, atHome)
        refuseView(view, 'modal')
        expect(mentionsIn(view)).toEqual(nobody)
      }),
      { numRuns: 300 },
    )
  })
})

describe('what is filled in', () => {
  const field = (name: string, more: Partial<Field> = {}): Field => {
    const option = commands.flatMap(({ options }) => options).find((one) => one.name === name)
    if (!option) throw new Error(name)
    return { option, label: name, ...more }
  }
  const shown = (fields: readonly Field[], submits: Form['submits'], values: ReturnType<typeof valuesOf> = {}) => {
    const view = formView({ title: 'x', submit: 'y', command: 'z', submits, fields }, atHome)
    return inputOf({ ...view, state: { values: valuesOf(view.blocks, values) } }, submits)
  }
  const fields = [
    field('name', { value: 'Friends' }),
    field('tempo', { value: 'steady' }),
    field('start', { value: '2026-11-23' }),
    field('time', { value: '09:00' }),
    field('timezone', { value: 'Europe/Berlin' }),
    field('posts', { value: 'yes' }),
    field('channel', { value: 'C012345678' }),
  ]

  test('is everything that is seen, or only what was changed', () => {
    expect(shown(fields, 'all')).toEqual({
      ...{ name: 'Friends', tempo: 'steady', start: '2026-11-23', time: '09:00', timezone: 'Europe/Berlin' },
      ...{ posts: true, channel: 'C012345678' },
    })
    expect(shown(fields, 'changes')).toEqual({})
    const values = { posts: { flag: { type: 'checkboxes', selected_options: [] } } }
    expect(shown(fields, 'changes', values)).toEqual({ posts: false })
  })

  test('of several choices is a list of their values', () => {
    const several = field('item', { several: true, choices: ['a', 'b', 'c'].map((value) => ({ label: value, value })) })
    const chosen = { item: { several: { type: 'checkboxes', selected_options: [{ value: 'a' }, { value: 'c' }] } } }
    expect(shown([several], 'all', chosen)).toEqual({ item: ['a', 'c'] })
  })
})

test('a view remembers where it was asked for; one that says nothing readable was asked for at home', () => {
  const origin = {
    channel: 'C1',
    answers: 'https://hooks.slack.com/x',
    form: { command: 'done', submits: 'all' as const },
  }
  expect(readMetadata(writeMetadata(origin))).toEqual(origin)
  for (const metadata of [undefined, '', '{', '[]', '{"channel":1}']) expect(readMetadata(metadata)).toEqual(atHome)
})
