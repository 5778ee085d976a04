import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { OutboxMessage } from '../../src/core/outbox-message.ts'
import { kinds, openStore } from '../support/database.ts'
import { rendered } from '../support/message-sender.ts'
import { createNotifying } from '../support/notifying.ts'

/** Friends meet in #home. Ana organizes them, and writes to the bot alone. */
const opened = async () => {
  const notifying = createNotifying({ store: openStore(await kinds.sqlite()).store })
  await notifying.say('Ana', 'group create Friends start:2026-11-16')
  const { store, bot, mail, clock } = notifying
  const group = await store.reads.groupAt({ platform: 'test', workspace: 'w', channel: 'home' })
  if (!group) throw new Error('no group')
  const alone = async (line: string): Promise<string> => {
    const actor = { id: 'test:ana', name: 'Ana', mayManage: false, zone: 'Europe/Berlin' }
    const where = { platform: 'test', workspace: 'w', channel: 'ana', direct: true as const }
    const { answer } = await bot.handle({ id: randomUUID(), source: 'command', actor, where, ask: { line } })
    return rendered(answer)
  }
  /** An announcement of a change as it may stand in the database. */
  const kept = (about: string) =>
    store.transaction({ id: randomUUID(), at: clock() }, (within) =>
      within.enqueue(
        [
          {
            ...{
              id: `change ${randomUUID()}`,
              kind: 'change',
              groupId: group.id,
              orderingKey: group.id,
              platform: 'test',
            },
            ...{ about, dueAt: clock() },
          },
        ],
        clock(),
      ),
    )
  const changes = async (): Promise<OutboxMessage[]> =>
    (await store.reads.postsOf(group.id, 20)).filter(({ kind }) => kind === 'change')
  return { ...notifying, alone, kept, changes, announced: () => mail.in('home').join('\n\n') }
}

describe('a change that waits for its platform', () => {
  test('is told in words of the group as it is by then', async () => {
    const { alone, mail, tickAt, announced } = await opened()
    mail.connect(false)
    await alone('group settings tempo:fast confirm:yes')
    await alone('group settings name:Fellows confirm:yes')
    mail.connect(true)
    await tickAt('2026-11-16T13:00')
    expect(announced()).toContain('Tempo: steady becomes fast')
    expect(announced()).toContain('Name: Friends becomes Fellows')
    expect(announced()).not.toContain('Friends is changed')
  })

  test('and was called off meanwhile is not told', async () => {
    const { alone, mail, tickAt, announced, changes } = await opened()
    mail.connect(false)
    await alone('group pause 2 confirm:yes')
    await alone('group resume confirm:yes')
    mail.connect(true)
    await tickAt('2026-11-16T13:00')
    expect(announced()).not.toContain('pauses')
    expect(announced()).toContain('Friends goes on')
    // Both fell due at the same moment, so that their order says nothing.
    expect((await changes()).map(({ state, reason }) => `${state} ${reason ?? ''}`.trim()).toSorted()).toEqual([
      'sent',
      'skipped taken-back',
    ])
  })

  test('is kept as facts, and not as words', async () => {
    const { alone, changes } = await opened()
    await alone('group pause 2 confirm:yes')
    expect((await changes()).map(({ about }) => JSON.parse(about ?? ''))).toEqual([
      { kind: 'paused', pause: { from: '2026-11-23', until: '2026-12-07' } },
    ])
  })
})

test.each([
  ['a whole reply, as the version before kept it', JSON.stringify({ title: 'Friends is changed', blocks: [{}] })],
  ['a kind that only a newer version knows', '{"kind":"extended","weeks":2}'],
  ['nothing that can be read', '{'],
])('an announcement with %s stops no delivery: the group is told that it was changed', async (_, about) => {
  const { kept, tickAt, mail, log } = await opened()
  await kept(about)
  await tickAt('2026-11-16T13:00')
  await tickAt('2026-11-23T09:00')
  expect(mail.in('home').map((post) => post.split('\n')[0])).toEqual([
    'Friends is changed',
    'Friends: week of Mon 23 Nov 2026',
  ])
  expect(log.entries.filter(({ level }) => level === 'error')).toEqual([])
})
