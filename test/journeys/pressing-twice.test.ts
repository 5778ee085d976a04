import { describe, expect, test } from 'vitest'
import { kinds, openStore } from '../support/database.ts'
import { createDiscordWorld } from '../support/discord-world.ts'
import { watchFile } from '../support/file-content.ts'
import { createSlackWorld } from '../support/slack-world.ts'
import { createWorld } from '../support/world.ts'

const openFile = async () => {
  const url = await kinds.sqlite()
  return { store: openStore(url).store, ...watchFile(url) }
}

describe('a number that is typed twice', () => {
  const world = async () => {
    const { store, content } = await openFile()
    const made = await createWorld({ store, start: '2026-11-23T08:30' })
    await made.say('/roadmap group create Friends', '@ana /roadmap join')
    return { ...made, content }
  }

  test('records, and does not undo', async () => {
    const { say, content } = await world()
    await say('@ana /roadmap week')
    expect(await say('@ana 1')).toContain('Recorded: Python Programming')
    const before = content()
    expect(await say('@ana 1')).toMatchInlineSnapshot(`
      "✗ You have just pressed 1
      Nothing more was done. There are 2 to 4.

      Seen only by ana."
    `)
    expect(await say('@ana 1', '@ana 1', '@ana 1')).toContain('You have just pressed 1')
    expect(content()).toEqual(before)
    expect(await say('@ana 4')).toContain('Taken back: Python Programming')
  })

  test('opens this week’s list from the weekly post, and records nothing of it', async () => {
    const { say, at, tick, content } = await world()
    at('2026-11-23T09:00')
    expect(await tick()).toContain('[1] Mark done')
    const before = content()
    expect(await say('@ana 1')).toContain('[2] Done: Python Programming')
    expect(await say('@ana 1')).toContain('Nothing more was done. There are 2 to 5.')
    expect(content()).toEqual(before)
  })

  test('after a private answer, is that person’s alone: others press what they see', async () => {
    const { say } = await world()
    await say('/roadmap leaderboard', '@ana /roadmap week', '@ana 1')
    expect(await say('1')).toContain('Friends: last week')
  })
})

type Answer = { text: string; isPrivate: boolean; press(label: string): Promise<Answer> }

type Stage = { say(who: string, line: string): Promise<Answer>; content(): unknown }

const platforms: Record<string, () => Promise<Stage>> = {
  async Discord() {
    const { store, content } = await openFile()
    const { begin, say, press } = await createDiscordWorld({ store })
    await begin()
    const answer = (who: string, { text, isPrivate, message }: Awaited<ReturnType<typeof say>>): Answer => ({
      ...{ text, isPrivate },
      press: async (label) => answer(who, await press(who, message, label)),
    })
    return { content, say: async (who, line) => answer(who, await say(who, line)) }
  },
  async Slack() {
    const { store, content } = await openFile()
    const { begin, say, press, person } = await createSlackWorld({ store })
    for (const name of ['Sam', 'Ana']) person(name)
    await begin()
    const answer = (who: string, said: Awaited<ReturnType<typeof say>>): Answer => ({
      ...{ text: said.text, isPrivate: said.isPrivate },
      press: async (label) => answer(who, await press(who, said.message, label)),
    })
    return { content, say: async (who, line) => answer(who, await say(who, line)) }
  },
}

const firstLabel = (text: string) => /^\[(.+)\]$/m.exec(text)?.[1]

describe.each(Object.entries(platforms))('on %s', (_, open) => {
  const withGroup = async () => {
    const world = await open()
    await world.say('Sam', 'group create name:Friends start:2026-11-23 timezone:UTC')
    await world.say('Ana', 'join')
    return world
  }

  test.each(['done flask', 'done nosql-databases', 'done flask, docker, sql', 'done flask known:yes'])(
    'the first button of what answers "%s" changes nothing, also when it was done already',
    async (line) => {
      const { say, content } = await withGroup()
      for (const times of [1, 2]) {
        const answer = await say('Ana', line)
        const before = content()
        const label = firstLabel(answer.text)
        expect([times, label]).toEqual([times, 'My week'])
        await answer.press('My week')
        expect(content()).toEqual(before)
      }
    },
  )

  test('what is put back with a button that is pressed twice stays in the plan', async () => {
    const { say, content } = await withGroup()
    const skipped = await say('Ana', 'skip flask')
    const back = await skipped.press('Put Flask back')
    expect(back.text).toContain('Taken in again: Flask')
    const before = content()
    expect((await skipped.press('Put Flask back')).text).toContain('Flask is in your plan already')
    expect(content()).toEqual(before)
    expect((await back.press('Skip Flask')).text).toContain('Left out: Flask')
    expect((await back.press('Skip Flask')).text).toContain('You have left Flask out already')
  })

  test('what is undone with a button that is pressed twice is undone once', async () => {
    const { say, content } = await withGroup()
    await say('Ana', 'done docker')
    const recorded = await say('Ana', 'done flask')
    expect((await recorded.press('Undo')).text).toContain('Taken back: Flask')
    const before = content()
    expect((await recorded.press('Undo')).text).toContain('Flask is not recorded')
    expect(content()).toEqual(before)
  })

  test('whoever leaves and joins again at once is answered alone, and the channel reads nothing', async () => {
    const { say } = await withGroup()
    for (const times of [1, 2]) {
      await say('Ana', 'leave')
      const back = await say('Ana', 'join')
      expect([times, back.isPrivate, back.text.includes('Ana is back in Friends')]).toEqual([times, true, true])
    }
  })
})

test('a second part of a course so soon is asked about, and the first number leaves it', async () => {
  const { say, at } = await createWorld()
  await say('/roadmap group create Friends')
  await say('/roadmap done nosql databases')
  at('2026-11-23T09:31')
  expect(await say('/roadmap done nosql databases')).toMatchInlineSnapshot(`
    "Part 2 of NoSQL Databases as well?
    ──────────────────────────────────
    You have just recorded part 1. Nothing more was recorded.

    [1] My week   [2] Mark part 2 done   [3] Undo part 1"
  `)
})

test('whoever comes back after days is welcomed in the channel', async () => {
  const { say, at } = await createWorld()
  await say('/roadmap group create Friends', '@ana /roadmap join', '@ana /roadmap leave')
  at('2026-11-24T23:00')
  expect(await say('@ana /roadmap join')).toContain('Seen only by ana')
  await say('@ana /roadmap leave')
  at('2026-11-26T08:00')
  expect(await say('@ana /roadmap join')).not.toContain('Seen only by ana')
})
