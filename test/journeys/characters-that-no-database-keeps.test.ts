import { describe, expect, test } from 'vitest'
import { readableView } from '../loopback-slack/readable.ts'
import { kinds, openStore } from '../support/database.ts'
import { createDiscordWorld } from '../support/discord-world.ts'
import { createSlackWorld } from '../support/slack-world.ts'
import { say } from '../support/terminal.ts'

/** PostgreSQL refuses the first; halves of surrogate pairs are no text in any encoding. */
const bad = '\u0000\udc00\ud83d'
const [ana, link] = [`A\u0000n\udc00a`, `https://example.org/${bad}x`]

describe.each(['sqlite', 'postgresql'] as const)(
  'with %s, characters that no database keeps are removed, whatever way they come',
  (kind) => {
    const storeOf = async () => openStore(await kinds[kind]()).store

    test('in names, options and what is typed on Discord', async () => {
      const { say: type, begin, discord, person, channel } = await createDiscordWorld({ store: await storeOf() })
      await begin()
      const created = await type(ana, `group create name:"Fri${bad}ends" start:2026-11-23 timezone:Europe/Berlin`, {
        mayManage: true,
      })
      expect(created.text).toContain('Friends')
      expect((await type(ana, 'join')).text).toMatch(/Ana|You are in Friends already/)
      expect((await type(ana, `done flask link:${link}`)).text).toContain('Recorded: Flask')
      expect((await type(ana, 'progress')).text).toContain('points')
      expect((await type(ana, 'group show')).text).toContain('Ana')
      expect(await discord.type(person(ana), channel, 'roadmap progress', { member: `An${bad}` })).toBeDefined()
      expect(discord.refusals).toEqual([])
    })

    test('in names, lines, forms and on the Home tab of Slack', async () => {
      const world = await createSlackWorld({ store: await storeOf() })
      const { say: type, slack, submit, begin, person } = world
      person(ana, { admin: true })
      await begin()
      const { view } = await type(ana, 'group create')
      const created = await submit(ana, view, { name: `Fri${bad}ends`, start: '2026-11-23' })
      expect(created.text).toContain('Friends')
      expect((await type(ana, `done flask link:${link}`)).text).toContain('Recorded: Flask')
      expect((await type(ana, 'group show')).text).toContain('Ana')
      expect(readableView(await world.home(ana))).toContain('Friends')
      expect(slack.refusals).toEqual([])
    })
  },
)

test.each(['constructor', '__proto__', 'toString', 'valueOf', 'hasOwnProperty'])(
  'what JavaScript has of its own is no yes and no no: known:%s',
  async (word) => {
    expect((await say(`/roadmap done flask known:${word}`)).split('\n')[0]).toBe(
      `✗ For known: I expected yes or no, but got “${word}”`,
    )
  },
)
