import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { unitsOf } from '../../src/core/points.ts'
import { backendDeveloper } from '../support/bot.ts'
import { kinds, openStore } from '../support/database.ts'
import { createNotifying } from '../support/notifying.ts'

/** Ana, Ben and Cem are a group of three. */
const ofThree = async (start = '2026-11-18T12:00', line = 'group create Friends start:2026-11-16') => {
  const notifying = createNotifying({ store: openStore(await kinds.sqlite()).store, start })
  await notifying.say('Ana', line)
  await notifying.say('Ben', 'join')
  await notifying.say('Cem', 'join')
  return notifying
}

const security = [
  ...['authentication-authorization', 'owasp-security', 'input-validation', 'rate-limiting', 'https-tls'],
  ...['secure-coding-practices', 'security-audit', 'implement-oauth2-authentication', 'secure-api'],
]

type Group = Awaited<ReturnType<typeof ofThree>>

const finishStage = async ({ say }: Group, name: string) => {
  for (const item of security) await say(name, `done ${item}`)
  await say(name, 'done security-deployment all:yes')
}

/** As if they had recorded every single unit. */
const finishAll = async ({ store, clock }: Group, name: string) => {
  const [roadmap] = backendDeveloper
  const learner = await store.reads.learnerOf(`test:${name.toLowerCase()}`)
  if (!roadmap || !learner) throw new Error('nobody, or nothing to finish')
  const done = { learnerId: learner.id, roadmapId: roadmap.id, recordedAt: clock(), known: false, requestId: name }
  const on = clock().toZonedDateTimeISO('Europe/Berlin').toPlainDate()
  await store.transaction({ id: `all of ${name}`, at: clock() }, (within) =>
    within.record(unitsOf(roadmap).map(({ item, part }) => ({ ...done, on, itemId: item.id, part }))),
  )
}

describe.each(['anonymous', 'hidden'])('in a group of three, of a member who is %s', (visibility) => {
  test('a finished stage is not announced, and the log of posts does not tell of it', async () => {
    const group = await ofThree()
    await group.say('Cem', `settings visibility:${visibility}`)
    await finishStage(group, 'Cem')
    await group.tickAt('2026-11-18T20:00')
    expect(group.mail.in('home')).toEqual([])
    expect(await group.say('Ben', 'group log')).not.toMatch(/stage/i)
  })

  test('who was named when it was finished, nothing is announced or logged either', async () => {
    const group = await ofThree()
    group.mail.connect(false)
    await finishStage(group, 'Cem')
    await group.say('Cem', `settings visibility:${visibility}`)
    expect(await group.say('Ben', 'group log')).not.toMatch(/finished stage/i)
    group.mail.connect(true)
    await group.tickAt('2026-11-18T20:00')
    expect(group.mail.in('home')).toEqual([])
    expect(await group.say('Ben', 'group log')).not.toMatch(/finished stage/i)
  })

  test('the last post does not count them among those who have finished everything', async () => {
    const group = await ofThree('2026-05-13T12:00', 'group create Friends start:2026-05-11 tempo:fast')
    await group.say('Cem', `settings visibility:${visibility}`)
    for (const name of ['Ana', 'Cem']) await finishAll(group, name)
    for (let week = 1; week <= 27; week++)
      await group.tickAt(`${Temporal.PlainDate.from('2026-05-11').add({ weeks: week })}T09:00`)
    const last = group.mail.in('home').at(-1) ?? ''
    expect(last).toContain('is through Backend Developer')
    expect(/Finished everything +(.*)/.exec(last)?.[1]).toBe('Ana')
  })

  test('that they organize the group now is told to them alone', async () => {
    const group = await ofThree()
    await group.say('Ben', `settings visibility:${visibility}`)
    await group.say('Ana', 'leave confirm:yes')
    await group.tickAt('2026-11-18T20:00')
    expect(group.mail.in('home')).toEqual([])
    expect(group.mail.in('test:ben')).toEqual([expect.stringContaining('You now organize Friends')])
    expect(await group.say('Ben', 'group settings tempo:fast')).toContain('Change Friends?')
    expect(await group.say('Cem', 'group log')).not.toMatch(/organizer|hides/)
  })
})

test('a person who takes no direct messages, and organizes the group now, stops neither its posts nor their reminders', async () => {
  const group = await ofThree()
  await group.say('Ben', 'settings visibility:hidden')
  await group.say('Ben', 'settings reminders:on')
  group.mail.answer('test:ben', { posted: { refused: 'no-permission' } }, 1)
  await group.say('Ana', 'leave confirm:yes')
  await group.tickAt('2026-11-18T20:00')
  expect(await group.say('Ben', 'settings')).toContain('Private reminders  on')
  await group.tickAt('2026-11-23T09:00')
  expect(group.mail.in('home').join()).toContain('week of Mon 23 Nov 2026')
})
