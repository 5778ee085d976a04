import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { kinds, openStore } from '../support/database.ts'
import { createNotifying } from '../support/notifying.ts'

const left = Temporal.PlainDate.from('2026-11-18')
/** So many days after Ana has left. */
const onDay = (days: number, time = '09:00') => `${left.add({ days })}T${time}`

describe.each(Object.keys(kinds) as (keyof typeof kinds)[])('on %s, somebody who left their group', (kind) => {
  const open = async () => {
    const notifying = createNotifying({ store: openStore(await kinds[kind]()).store, start: `${left}T12:00` })
    await notifying.say('Ben', 'group create Friends start:2026-11-16')
    await notifying.say('Ben', 'group settings posts:off confirm:yes')
    await notifying.say('Ana', 'join')
    await notifying.say('Ana', 'done fastapi')
    await notifying.say('Ana', 'leave')
    const isKept = async (name: string) => (await notifying.store.reads.learnerOf(`test:${name}`)) !== undefined
    return { ...notifying, isKept, mailOfAna: () => notifying.mail.in('test:ana') }
  }

  test('is told 30 days before, once, and deleted after 400 days; who is in a group stays', async () => {
    const { tickAt, isKept, mailOfAna } = await open()
    await tickAt(onDay(369))
    expect(mailOfAna()).toEqual([])
    for (const days of [370, 371, 385, 399]) await tickAt(onDay(days))
    expect(mailOfAna()).toEqual([expect.stringContaining('I will delete your data on Thu 23 Dec 2027')])
    expect(await isKept('ana')).toBe(true)
    await tickAt(onDay(400))
    expect([await isKept('ana'), await isKept('ben')]).toEqual([false, true])
    await tickAt(onDay(401))
    expect(mailOfAna()).toHaveLength(1)
  })

  test.each(['help', 'privacy export', 'overview'])('is kept for as long again where they use `%s`', async (line) => {
    const { tickAt, isKept, mailOfAna, at, say } = await open()
    await tickAt(onDay(370))
    at(onDay(390))
    await say('Ana', line, { channel: 'elsewhere' })
    for (const days of [400, 420, 759]) await tickAt(onDay(days))
    expect([await isKept('ana'), mailOfAna().length]).toEqual([true, 1])
    for (const days of [760, 789]) await tickAt(onDay(days))
    expect([await isKept('ana'), mailOfAna().length]).toEqual([true, 2])
    await tickAt(onDay(790))
    expect(await isKept('ana')).toBe(false)
  })

  test('who only used it from elsewhere is not deleted by the date of leaving', async () => {
    const { tickAt, isKept, mailOfAna, at, say } = await open()
    at(onDay(300))
    await say('Ana', 'search sql', { channel: 'elsewhere' })
    await tickAt(onDay(400))
    expect([await isKept('ana'), mailOfAna()]).toEqual([true, []])
  })

  test('who joined again while the message was under way is not written to, and stays', async () => {
    const { tickAt, isKept, mailOfAna, mail, at, say } = await open()
    mail.connect(false)
    await tickAt(onDay(370))
    at(onDay(370, '10:00'))
    await say('Ana', 'join')
    mail.connect(true)
    await tickAt(onDay(370, '11:00'))
    for (const days of [400, 800]) await tickAt(onDay(days))
    expect([await isKept('ana'), mailOfAna()]).toEqual([true, []])
  })
})

describe('somebody without a group', () => {
  const open = async () => {
    const notifying = createNotifying({ store: openStore(await kinds.sqlite()).store, start: `${left}T12:00` })
    await notifying.say('Ana', 'group create Friends start:2026-11-16')
    const isKept = async () => (await notifying.store.reads.learnerOf('test:ana')) !== undefined
    return { ...notifying, isKept, mailOfAna: () => notifying.mail.in('test:ana') }
  }

  test('who takes no direct messages is deleted all the same, and nothing else comes of it', async () => {
    const { tickAt, say, mail, isKept, log } = await open()
    await say('Ana', 'leave confirm:yes')
    mail.answer('test:ana', { posted: { refused: 'no-permission' } })
    for (const days of [370, 371, 380]) await tickAt(onDay(days))
    expect(mail.attempts()).toBe(1)
    await tickAt(onDay(400))
    expect(await isKept()).toBe(false)
    expect(log.entries.filter(({ details }) => 'err' in details)).toEqual([])
  })

  test('whose platform was away at that time has 30 days from the message that arrived', async () => {
    const { tickAt, say, mail, isKept, mailOfAna } = await open()
    await say('Ana', 'leave confirm:yes')
    mail.connect(false)
    for (const days of [370, 371, 376]) await tickAt(onDay(days))
    mail.connect(true)
    await tickAt(onDay(390))
    expect(mailOfAna()).toEqual([expect.stringContaining('I will delete your data on Wed 12 Jan 2028')])
    for (const days of [400, 419]) await tickAt(onDay(days))
    expect([await isKept(), mailOfAna().length]).toEqual([true, 1])
    await tickAt(onDay(420))
    expect(await isKept()).toBe(false)
  })

  test('whose platform never comes back is deleted 30 days after the first attempt', async () => {
    const { tickAt, say, mail, isKept } = await open()
    await say('Ana', 'leave confirm:yes')
    mail.connect(false)
    for (const days of [370, 380, 390, 399]) await tickAt(onDay(days))
    expect(await isKept()).toBe(true)
    await tickAt(onDay(400))
    expect(await isKept()).toBe(false)
  })

  test('because it was deleted with the bot’s removal has 400 days from then on', async () => {
    const { tickAt, mail, isKept, mailOfAna, store } = await open()
    mail.answer('home', { posted: { refused: 'removed' } })
    await tickAt(onDay(5, '09:00'))
    for (let days = 6; days < 400; days += 30) await tickAt(onDay(days))
    expect(await store.reads.groupAt({ platform: 'test', workspace: 'w', channel: 'home' })).toBeUndefined()
    await tickAt(onDay(400))
    expect([await isKept(), mailOfAna()]).toEqual([true, []])
    await tickAt(onDay(440))
    await tickAt(onDay(480))
    expect([await isKept(), mailOfAna().length]).toEqual([false, 1])
  })
})
