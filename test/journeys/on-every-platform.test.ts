import { describe, expect, test } from 'vitest'
import { createDiscordWorld } from '../support/discord-world.ts'
import { createSlackWorld } from '../support/slack-world.ts'
import { createWorld } from '../support/world.ts'

/** What somebody types, what they see of it, and who else does. */
type Step = { who: string; types: string; sees: readonly string[]; privately: boolean }

const script: readonly Step[] = [
  {
    who: 'Sam',
    types: 'group create name:"Backend Friends" start:2026-11-23 timezone:Europe/Berlin',
    sees: ['Backend Friends is at home here', 'Mon 23 Nov 2026', 'Monday 09:00, Europe/Berlin', '[Join]'],
    privately: false,
  },
  { who: 'Ana', types: 'join', sees: ['Ana joins Backend Friends', '[My week]'], privately: false },
  { who: 'Ben', types: 'join', sees: ['Ben joins Backend Friends'], privately: false },
  { who: 'Ana', types: 'join', sees: ['You are in Backend Friends already'], privately: true },
  {
    who: 'Ana',
    types: 'week',
    sees: ['Your week of Mon 23 Nov 2026', 'Python Programming', 'On track'],
    privately: true,
  },
  { who: 'Ana', types: 'done', sees: ['What have you completed?', 'Python Programming'], privately: true },
  {
    who: 'Ana',
    types: 'done fastapi',
    sees: ['Recorded: FastAPI', 'Earned 23 points', '23 of 3,600 points', '[Undo]'],
    privately: true,
  },
  { who: 'Ana', types: 'done fastapi', sees: ['You have done FastAPI already'], privately: true },
  { who: 'Ana', types: 'done nothing-like-it', sees: ['Nothing in Backend Developer is called'], privately: true },
  {
    who: 'Ben',
    types: 'done python',
    sees: ['Which “python” do you mean?', 'Nothing was recorded.'],
    privately: true,
  },
  {
    who: 'Ben',
    types: 'done python-fundamentals',
    sees: ['Recorded: Python Fundamentals, part 1 of 4'],
    privately: true,
  },
  { who: 'Ben', types: 'undo', sees: ['Taken back: Python Fundamentals, part 1 of 4', 'less'], privately: true },
  { who: 'Ben', types: 'leaderboard', sees: ['Backend Friends: this week', 'Ana', '23'], privately: false },
  { who: 'Ana', types: 'progress', sees: ['23 of 3,600 points'], privately: true },
  { who: 'Ben', types: 'group settings tempo:fast', sees: ['Only an organizer can do that', 'Sam'], privately: true },
  { who: 'Sam', types: 'group settings tempo:fast', sees: ['Change Backend Friends?', '[Apply]'], privately: true },
  { who: 'Ana', types: 'stage 7', sees: ['stages 1 to 6'], privately: true },
  {
    who: 'Ana',
    types: 'stage 3',
    sees: ['Stage 3 of 6: Web Frameworks & APIs', 'FastAPI', '[Mark done]'],
    privately: false,
  },
]

const monday = ['Backend Friends: week of Mon 30 Nov 2026', 'Last week', 'Ana', '23', '[Mark done]', '[Leaderboard]']

/** Spaces and numbers of buttons are a matter of the platform. */
const flat = (text: string) =>
  text.replace(/\[\d+\] ([^[\n]*)/g, (_, label) => `[${label.trim()}]`).replace(/\s+/g, ' ')

type Stage = {
  /** Who typed it sees this; whether others do not. */
  say(step: Step): Promise<{ text: string; isPrivate: boolean }>
  monday(): Promise<string>
}

const slackStage = (way: 'socket' | 'http') => async (): Promise<Stage> => {
  const world = await createSlackWorld({ start: '2026-11-23T07:30', way })
  // In Slack everybody is in the workspace before anything is said.
  world.person('Sam', { admin: true })
  for (const name of ['Ana', 'Ben']) world.person(name)
  await world.begin()
  return {
    async say({ who, types }) {
      const said = await world.say(who, types)
      expect(world.slack.refusals).toEqual([])
      return said
    },
    async monday() {
      world.at('2026-11-30T09:00')
      const posts = await world.tick()
      expect([world.slack.pings, world.slack.warnings]).toEqual([[], []])
      return posts.join('\n')
    },
  }
}

const stages: Record<string, () => Promise<Stage>> = {
  async 'the terminal'() {
    const world = await createWorld({ start: '2026-11-23T07:30' })
    return {
      async say({ who, types }) {
        const text = await world.say(who === 'Sam' ? `/roadmap ${types}` : `@${who} /roadmap ${types}`)
        // Of an answer to everybody with a word to one person beside it, the note belongs to the second card.
        const [first = ''] = text.split(/\n{2,}(?=[^\n]+\n─+\n)/)
        return { text, isPrivate: first.includes(`Seen only by ${who}`) }
      },
      async monday() {
        world.at('2026-11-30T09:00')
        return world.tick()
      },
    }
  },
  async Discord() {
    const world = await createDiscordWorld({ start: '2026-11-23T07:30' })
    await world.begin()
    return {
      async say({ who, types }) {
        const said = await world.say(who, types, { mayManage: who === 'Sam' })
        expect(world.discord.refusals).toEqual([])
        return said
      },
      async monday() {
        world.at('2026-11-30T09:00')
        const posts = await world.tick()
        expect(world.discord.pings).toEqual([])
        return posts.join('\n')
      },
    }
  },
  Slack: slackStage('socket'),
  'Slack over HTTP': slackStage('http'),
}

describe.each(Object.entries(stages))('the same journey on %s', (_, open) => {
  test('create, join, done, undo, leaderboard, Monday', async () => {
    const { say, monday: nextMonday } = await open()
    for (const step of script) {
      const { text, isPrivate } = await say(step)
      for (const words of step.sees) expect(flat(text), `${step.who}: ${step.types}`).toContain(words)
      // With one person in the room, the terminal has nobody to keep an answer from.
      if (script.indexOf(step) > 1) expect([step.types, isPrivate]).toEqual([step.types, step.privately])
    }
    const post = await nextMonday()
    for (const words of monday) expect(flat(post)).toContain(words)
    expect(await nextMonday()).toBe('')
  })
})
