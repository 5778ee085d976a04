import { describe, expect, test } from 'vitest'
import { commands } from '../../src/commands/index.ts'
import { readable } from '../loopback-slack/readable.ts'
import { createTestBot } from '../support/bot.ts'
import { kinds, openStore } from '../support/database.ts'
import { createDiscordWorld } from '../support/discord-world.ts'
import { watchFile } from '../support/file-content.ts'
import { withGroup } from '../support/slack-group.ts'
import { createSlackWorld } from '../support/slack-world.ts'
import { createWorld } from '../support/world.ts'

/** The first line of an answer: its title. */
const title = (answer: string) => answer.split('\n')[0]

/** Friends, which Ana has made, with Ben and Cem; Sam may manage the channel. */
const friends = async () => {
  const world = await createWorld()
  await world.say('@ana /roadmap group create Friends start:2026-11-23', '@ben /roadmap join', '@cem /roadmap join')
  return world
}

describe('removing somebody', () => {
  test('is asked about, with Cancel first, and done by nobody who cancels', async () => {
    const { say } = await friends()
    expect(await say('@ana /roadmap group remove Ben')).toMatchInlineSnapshot(`
      "Remove ben from Friends?
      ────────────────────────
      ben keeps their progress, and can join again. If you keep them out, they can
      join again only when an organizer lets them.

      [1] Cancel   [2] Remove ben   [3] Remove and keep out

      Seen only by ana."
    `)
    expect(await say('@ana 1')).toMatchInlineSnapshot(`
      "Nothing was changed
      ───────────────────
      Everything is as it was before I asked.

      Seen only by ana."
    `)
    expect(await say('/roadmap group show')).toContain('ben')
    await say('@ana /roadmap group remove Ben')
    expect(await say('@ana 2')).toMatchInlineSnapshot(`
      "You removed ben from Friends
      ────────────────────────────
      ben keeps their progress, and can join again.

      Seen only by ana.

      To ben alone:
      You are no longer in Friends
      ────────────────────────────
      An organizer removed you. You can join again in the group’s channel. The channel
      is not told. Your progress is kept."
    `)
    expect(await say('/roadmap group show')).not.toContain('ben')
    expect(title(await say('@ben /roadmap join'))).toBe('ben is back in Friends')
  })

  test('and keeping them out lasts until an organizer lets them in, and is told to them kindly and alone', async () => {
    const { say } = await friends()
    expect(title(await say('@ana /roadmap group remove'))).toBe('Nobody is kept out of Friends')
    await say('@ana /roadmap group remove ben')
    expect(await say('@ana 3')).toMatchInlineSnapshot(`
      "You removed ben from Friends
      ────────────────────────────
      ben keeps their progress. They can join again only when an organizer lets them.

      [1] Let ben back in

      Seen only by ana.

      To ben alone:
      You are no longer in Friends
      ────────────────────────────
      An organizer removed you. You can join again when an organizer lets you. The
      channel is not told. Your progress is kept."
    `)
    expect(await say('@ben /roadmap join')).toMatchInlineSnapshot(`
      "✗ You cannot join Friends at the moment
      An organizer has to let you in again: please talk to ana. What you did before is
      kept.

      Seen only by ben."
    `)
    expect(await say('@ben /roadmap week')).toContain('Join Friends?')
    expect(title(await say('@ben 1'))).toBe('✗ You cannot join Friends at the moment')
    expect(title(await say('@cem /roadmap group remove'))).toBe('✗ Only an organizer can do that')
    expect(await say('@ana /roadmap group remove')).toMatchInlineSnapshot(`
      "Who is kept out of Friends
      ──────────────────────────
      ben cannot join until you let them.

      To remove a member, name them, as in /roadmap group remove Ana. I ask first.

      [1] Let ben back in

      Seen only by ana."
    `)
    expect(await say('@ana 1')).toMatchInlineSnapshot(`
      "ben can join Friends again
      ──────────────────────────
      I have not told them. /roadmap join makes them a member again.

      Seen only by ana."
    `)
    expect(title(await say('@ben /roadmap join'))).toBe('ben is back in Friends')
    expect(await say('@ana /roadmap group remove ben keepout:no')).toContain('ben is not kept out of Friends')
  })

  test('who has left already is still possible, so that they stay out', async () => {
    const { say } = await friends()
    await say('@ben /roadmap leave')
    expect(await say('@ana /roadmap group remove ben')).toContain('ben is not in Friends any more')
    expect(title(await say('@ana /roadmap group remove ben keepout:yes'))).toBe('Keep ben out of Friends?')
    expect(title(await say('@ana 2'))).toBe('You keep ben out of Friends')
    expect(title(await say('@ben /roadmap join'))).toBe('✗ You cannot join Friends at the moment')
    expect(title(await say('@ana /roadmap group remove ben keepout:yes'))).toBe('✗ ben is kept out of Friends already')
    expect(title(await say('@ana /roadmap group remove ben keepout:no'))).toBe('Let ben back into Friends?')
    expect(title(await say('@ana 2'))).toBe('ben can join Friends again')
  })

  test('removes nobody who names themself, and hands the group to nobody', async () => {
    const { say } = await friends()
    expect(await say('@ana /roadmap group remove Ana confirm:yes')).toMatchInlineSnapshot(`
      "✗ This is for removing others
      To leave Friends yourself, type /roadmap leave. Nothing was changed.

      Seen only by ana."
    `)
    expect(await say('/roadmap group show')).toContain('ana (organizer)')
  })

  test('says who takes over where it is the last organizer', async () => {
    const { say } = await friends()
    const asked = await say('/roadmap group remove ana')
    expect(asked).toMatch(/ana is its only organizer\. ben organizes the group\s+then/)
    await say('@ben /roadmap settings visibility:hidden')
    const anew = await say('2')
    expect(title(anew)).toBe('Something has changed since I asked')
    expect(anew).toMatch(/ana is its only organizer\. A member organizes the group\s+then/)
    expect(anew).not.toContain('ben')
  })

  test('does nothing to somebody who has left since it was asked', async () => {
    const { say } = await friends()
    await say('@ana /roadmap group remove ben')
    await say('@ben /roadmap leave')
    expect(await say('@ana 2')).toMatchInlineSnapshot(`
      "✗ ben is not in Friends any more
      Nothing was changed. If they must not join again, type /roadmap group remove
      "ben" keepout:yes.

      Seen only by ana."
    `)
    await say('@ana /roadmap group remove cem', '@cem /roadmap leave')
    expect(title(await say('@ana 3'))).toBe('Something has changed since I asked')
    expect(title(await say('@cem /roadmap join'))).toBe('cem is back in Friends')
  })

  test('at once is for who says so', async () => {
    const { say } = await friends()
    expect(title(await say('@ana /roadmap group remove ben confirm:yes keepout:yes'))).toBe(
      'You removed ben from Friends',
    )
    expect(title(await say('@ben /roadmap join'))).toBe('✗ You cannot join Friends at the moment')
  })
})

describe('the last organizer who wants to leave', () => {
  test('is told who takes over, and asked', async () => {
    const { say } = await friends()
    expect(await say('@ana /roadmap leave')).toMatchInlineSnapshot(`
      "Leave Friends?
      ──────────────
      You are its only organizer. ben organizes the group then, as its longest member.
      Everyone in the group’s channel is told.

      Boards no longer show you then. Your progress is kept for a return.

      [1] Cancel   [2] Leave Friends

      Seen only by ana."
    `)
    expect(title(await say('@ana 1'))).toBe('Nothing was changed')
    await say('@ana /roadmap leave')
    expect(await say('@ana 2')).toContain('You have left Friends')
    expect(title(await say('@ben /roadmap leave'))).toBe('Leave Friends?')
  })

  test('is asked anew when somebody else would take over by now', async () => {
    const { say } = await friends()
    await say('@ana /roadmap leave', '@ben /roadmap leave')
    const anew = await say('@ana 2')
    expect(title(anew)).toBe('Something has changed since I asked')
    expect(anew).toContain('cem organizes')
    expect(title(await say('@ana 3'))).toBe('You have left Friends')
  })

  test('and is the last one at all, is told that nobody is left', async () => {
    const { say } = await createWorld()
    await say('@ana /roadmap group create Friends')
    expect(await say('@ana /roadmap leave')).toMatch(
      /the last one in the group\. It is empty then, and belongs to whoever\s+joins/,
    )
  })

  test('is never told the name of who is not named', async () => {
    const { say } = await friends()
    await say('@ben /roadmap settings visibility:anonymous')
    const asked = await say('@ana /roadmap leave')
    expect([asked.includes('A member organizes the group then'), asked.includes('ben')]).toEqual([true, false])
  })

  test('others leave without a question', async () => {
    const { say } = await friends()
    expect(title(await say('@ben /roadmap leave'))).toBe('You have left Friends')
    expect(title(await say('@ben /roadmap leave'))).toBe('✗ You are not in Friends')
  })
})

describe('what everybody sees', () => {
  test('a pause is asked about with its dates, and asked anew when they are others by now', async () => {
    const { say, at } = await friends()
    expect(await say('@ana /roadmap group pause 2')).toMatchInlineSnapshot(`
      "Pause Friends from Mon 30 Nov 2026, for 2 weeks?
      ────────────────────────────────────────────────
      Plan, pace, streaks and weekly posts move with it. What you do meanwhile still
      counts.

      End of the roadmap  Sun 18 Jul 2027

      Everyone in the group’s channel is told.

      [1] Cancel   [2] Pause the group

      Seen only by ana."
    `)
    at('2026-11-30T10:00')
    expect(title(await say('@ana 2'))).toBe('Something has changed since I asked')
    expect(title(await say('@ana 3'))).toBe('Friends pauses from Mon 7 Dec 2026, for 2 weeks')
    expect(await say('@ana /roadmap group pause')).toContain('has a pause already')
  })

  test('the end of a pause is asked about', async () => {
    const { say } = await friends()
    await say('@ana /roadmap group pause 2 now:yes confirm:yes')
    expect(await say('@ana /roadmap group resume')).toMatchInlineSnapshot(`
      "Resume Friends now?
      ───────────────────
      The pause is over then, and this week counts again.

      Plan, pace, streaks and weekly posts move with it. What you do meanwhile still
      counts.

      End of the roadmap  Sun 4 Jul 2027

      Everyone in the group’s channel is told.

      [1] Cancel   [2] Resume the group

      Seen only by ana."
    `)
    expect(title(await say('@ana 2'))).toBe('Friends goes on')
  })

  test('a post is asked about', async () => {
    const { say } = await friends()
    await say('@ana /roadmap group post')
    expect(await say('@ana 1')).toMatchInlineSnapshot(`
      "Post for Friends now?
      ─────────────────────
      It is the post for the week of Mon 23 Nov 2026. Everyone in #terminal sees it.
      The scheduled one comes all the same.

      [2] Cancel   [3] Post it now

      Seen only by ana."
    `)
    expect(await say('@ana 3')).toContain('Friends: week of')
  })

  test('the end of a group is asked about', async () => {
    const { say } = await friends()
    expect(await say('@ana /roadmap group end')).toMatchInlineSnapshot(`
      "End Friends?
      ────────────
      The group would end for 3 members, and the channel would be free for another
      group. Everyone keeps their progress.

      Everyone in the group’s channel is told.

      [1] Cancel   [2] End the group

      Seen only by ana."
    `)
    expect(title(await say('@ana 1'))).toBe('Nothing was changed')
    expect(title(await say('/roadmap group show'))).toBe('Friends')
  })
})

describe('a question that was answered late, when it is not so any more, is asked anew', () => {
  test('a pause that somebody else has made meanwhile', async () => {
    const { say, press } = await withGroup()
    const { message } = await say('Sam', 'group pause 2')
    await say('Sam', 'group pause 3 confirm:yes')
    expect((await press('Sam', message, 'Pause the group')).text).toContain('Friends has a pause already')
  })

  test('a group that another joined', async () => {
    const { say, press } = await withGroup()
    const { message } = await say('Sam', 'group end')
    await say('Ben', 'join')
    const anew = await press('Sam', message, 'End the group')
    expect(anew.text).toContain('Something has changed since I asked')
    expect(anew.text).toContain('3 members')
    expect((await say('Sam', 'group show')).text).toContain('Friends')
    expect((await press('Sam', anew.message, 'End the group')).text).toContain('Friends has ended')
  })

  test('settings that another organizer has changed', async () => {
    const { say, press } = await withGroup()
    const { message } = await say('Sam', 'group settings tempo:fast')
    await say('Sam', 'group settings start:2026-12-07 confirm:yes')
    const anew = await press('Sam', message, 'Apply')
    expect(anew.text).toContain('Something has changed since I asked')
    expect(anew.text).toMatch(/1 +Programming Foundations +Mon 7 Dec 2026/)
    expect((await press('Sam', anew.message, 'Apply')).text).toContain('Friends is changed')
  })

  test('a post that has come already', async () => {
    const { say, press, pass, slack, channel, notifications } = await withGroup()
    const { message } = await say('Sam', 'group post now:yes')
    await press('Sam', message, 'Post it now')
    pass({ minutes: 3 })
    const again = await press('Sam', message, 'Post it now')
    expect(again.text).toContain('Something has changed since I asked')
    await notifications.deliver()
    expect(slack.messages(channel).filter((post) => readable(post).includes(': week of'))).toHaveLength(1)
  })
})

test('deleting oneself says who takes over each group, and is asked anew when that is another', async () => {
  const { say } = await friends()
  expect(await say('@ana /roadmap privacy delete')).toMatchInlineSnapshot(`
    "Delete everything of yours?
    ───────────────────────────
    Your progress, settings and places on boards go for good, and you leave Friends.
    /roadmap privacy export gives you a copy first.

    Friends: You are its only organizer. ben organizes the group then, as its
    longest member. Everyone in the group’s channel is told.

    [1] Cancel   [2] Export first   [3] Delete everything

    Seen only by ana."
  `)
  await say('@ben /roadmap leave')
  expect(title(await say('@ana 3'))).toBe('Something has changed since I asked')
  expect(title(await say('@ana 1'))).toBe('Nothing was changed')
  await say('@ana /roadmap privacy delete')
  expect(title(await say('@ana 3'))).toBe('Everything of yours is deleted')
})

test('nothing is kept of a question, whatever asks it', async () => {
  const url = await kinds.sqlite()
  const { store } = openStore(url)
  const file = watchFile(url)
  const { bot } = createTestBot({ store })
  const actor = { id: 'test:sam', name: 'Sam', zone: 'Europe/Berlin', mayManage: true }
  let ids = 0
  const ask = (line: string, name = 'Sam') =>
    bot.handle({
      id: `r-${++ids}`,
      source: 'command',
      actor: { ...actor, id: `test:${name}`, name },
      where: { platform: 'test', workspace: 'w', channel: 'c' },
      checkChannel: async () => 'ok',
      ask: { line },
    })
  await ask('group create Friends start:2026-11-23')
  await ask('join', 'Ana')
  // The next command notes the day on which somebody was seen, once.
  await ask('help')
  const asked: string[] = []
  const look = async (line: string) => {
    const before = file.version()
    const { answer } = await ask(line)
    expect(file.version(), line).toBe(before)
    const labels = answer.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))
    if (labels[0]?.label === 'Cancel') asked.push(line)
  }
  for (const { example } of commands.filter((command) => command.asksFirst)) await look(example)
  for (const line of ['leave', 'group post now:yes', 'group remove Ana keepout:yes']) await look(line)
  await ask('group pause 2 confirm:yes')
  await look('group resume')
  expect(asked.toSorted()).toEqual([
    'group end',
    'group pause 2',
    'group post now:yes',
    'group remove Ana',
    'group remove Ana keepout:yes',
    'group resume',
    'group settings tempo:relaxed',
    'leave',
    'privacy delete',
  ])
})

describe('removing somebody is asked about on every platform, and leaves nothing in the database that names them', () => {
  const labels = ['Cancel', 'Remove Ben', 'Remove and keep out']

  test('Discord', async () => {
    const url = await kinds.sqlite()
    const file = watchFile(url)
    const { begin, say, press } = await createDiscordWorld({ store: openStore(url).store })
    await begin()
    await say('Sam', 'group create name:Friends timezone:UTC')
    await say('Ben', 'join')
    // The next command notes the day on which somebody was seen, once.
    await say('Sam', 'help')
    const before = file.version()
    const { message, text, isPrivate } = await say('Sam', 'group remove Ben')
    expect([isPrivate, [...text.matchAll(/^\[(.+)\]$/gm)].map(([, label]) => label)]).toEqual([true, labels])
    expect((await press('Sam', message, 'Cancel')).text).toContain('Nothing was changed')
    // Not even a line that is too long for a button.
    expect(file.version()).toBe(before)
    const removed = await press('Sam', message, 'Remove and keep out')
    expect([removed.isPrivate, removed.text.includes('You removed Ben from Friends')]).toEqual([true, true])
    const refused = await say('Ben', 'join')
    expect([refused.isPrivate, refused.text.includes('You cannot join Friends at the moment')]).toEqual([true, true])
    expect((await press('Sam', message, 'Remove Ben')).text).toContain('Ben is kept out of Friends already')
    expect((await press('Sam', removed.message, 'Let Ben back in')).text).toContain('Ben can join Friends again')
    expect((await say('Ben', 'join')).text).toContain('Ben is back in Friends')
  })

  test('Slack', async () => {
    const { begin, say, press, person } = await createSlackWorld()
    for (const name of ['Sam', 'Ben']) person(name)
    await begin()
    await say('Sam', 'group create name:Friends timezone:UTC')
    await say('Ben', 'join')
    const { message, text, isPrivate } = await say('Sam', 'group remove Ben')
    expect([isPrivate, [...text.matchAll(/^\[(.+)\]$/gm)].map(([, label]) => label)]).toEqual([true, labels])
    expect((await press('Sam', message, 'Cancel')).text).toContain('Nothing was changed')
    expect((await press('Sam', message, 'Remove and keep out')).text).toContain('You removed Ben from Friends')
    const refused = await say('Ben', 'join')
    expect([refused.isPrivate, refused.text.includes('You cannot join Friends at the moment')]).toEqual([true, true])
    const list = await say('Sam', 'group remove')
    expect((await press('Sam', list.message, 'Let Ben back in')).text).toContain('Ben can join Friends again')
    expect((await say('Ben', 'join')).text).toContain('Ben is back in Friends')
  })
})
