import { describe, expect, test } from 'vitest'
import { readable } from '../../loopback-slack/readable.ts'
import { createSlackWorld } from '../../support/slack-world.ts'

/** Friends, whom Ana organizes: she is no admin. */
const withGroup = async () => {
  const world = await createSlackWorld({ elsewhere: ['Other'] })
  const { slack, workspace, others, person, addChannel } = world
  person('Sam', { admin: true })
  for (const name of ['Ana', 'Ben']) person(name)
  await world.begin()
  await world.say('Ana', 'group create name:Friends start:2026-11-23 timezone:Europe/Berlin')
  const [other] = others
  if (!other) throw new Error('no other workspace')
  const archived = addChannel('archived')
  slack.archive(archived)
  const ofBen = { private: true, members: [person('Ben')] }
  const places = {
    'a person': person('Ben').id,
    'the name of a channel, which nobody picked from the list': '#roadmap',
    'a conversation with one person': slack.directChannel(person('Ben')).id,
    'a conversation of a few people': slack.addChannel(workspace, 'mpdm-ana--ben-1', { kind: 'mpim' }).id,
    'a private channel that the bot is in, and she is not': slack.addChannel(workspace, 'secret', ofBen).id,
    'a private channel that the bot is not in': slack.addChannel(workspace, 'closed', { ...ofBen, botIsIn: false }).id,
    'an archived channel': archived.id,
    'a public channel that she is not in': slack.addChannel(workspace, 'staff', { members: [person('Ben')] }).id,
    'a channel of another workspace': slack.addChannel(other, 'elsewhere').id,
    'no channel at all': 'C0NOWHERE',
  }
  const looks = () => slack.requests.filter(({ method }) => method.startsWith('conversations.')).length
  return { ...world, places, looks }
}

describe('a group does not move to', () => {
  test.each([
    'a person',
    'the name of a channel, which nobody picked from the list',
    'a conversation with one person',
    'a conversation of a few people',
    'a private channel that the bot is in, and she is not',
    'a private channel that the bot is not in',
    'an archived channel',
    'a public channel that she is not in',
    'a channel of another workspace',
    'no channel at all',
  ] as const)('%s', async (place) => {
    const { say, places, log, at, tick } = await withGroup()
    for (const confirm of ['', ' confirm:yes']) {
      const { text, isPrivate } = await say('Ana', `group settings channel:${places[place]}${confirm}`)
      expect([isPrivate, text]).toEqual([
        true,
        expect.stringContaining(
          'A group cannot meet there\nPick the channel from the list, which comes when you type #. It must be one where you can write, and not archived.\nIs it a private channel? Invite me there first.',
        ),
      ])
    }
    at('2026-11-30T09:00')
    expect((await tick()).join()).toContain('Friends')
    expect(log.entries.filter(({ level }) => level === 'warn')).toEqual([])
  })

  test('one of these by its form either, which tells it at the field', async () => {
    const { say, submit, places } = await withGroup()
    const { view } = await say('Ana', 'group settings')
    const { errors } = await submit('Ana', view, { channel: places['a private channel that the bot is not in'] })
    expect(errors).toEqual({ channel: expect.stringMatching(/^A group cannot meet there\. Pick the channel/) })
  })

  test('the home of another group, which is told before anything is asked', async () => {
    const { say, submit, addChannel } = await withGroup()
    const where = addChannel('two')
    await say('Sam', 'group create name:Others timezone:UTC', { where })
    const { text } = await say('Ana', `group settings channel:<#${where.id}|two>`)
    expect(text).toContain('That channel is the home of another group')
    expect(text).not.toContain('[Apply]')
    const { view } = await say('Ana', 'group settings')
    expect((await submit('Ana', view, { channel: where.id })).errors).toEqual({
      channel: expect.stringMatching(/^That channel is the home of another group\. .* Choose another channel/),
    })
  })

  test('where nobody knows whether she may: Slack is asked once more later', async () => {
    const { slack, say, addChannel, log } = await withGroup()
    const other = addChannel('other')
    slack.failNext({ method: 'conversations.info', status: 500 })
    const { text } = await say('Ana', `group settings channel:${other.id} confirm:yes`)
    expect(text).toContain('I can’t check that channel right now')
    expect(log.entries.at(-1)?.message).toBe('Slack: a channel could not be looked up')
    expect((await say('Ana', `group settings channel:${other.id} confirm:yes`)).text).toContain('Friends is changed')
  })

  test('where she may no more when she applies it', async () => {
    const { slack, workspace, person, say, press } = await withGroup()
    const secret = slack.addChannel(workspace, 'secret', { private: true, members: [person('Ana')] })
    const { message } = await say('Ana', `group settings channel:${secret.id}`)
    secret.members.delete(person('Ana').id)
    expect((await press('Ana', message, 'Apply')).text).toContain('A group cannot meet there')
  })
})

describe('a group moves to', () => {
  test('a private channel that its organizer is in, among thousands', async () => {
    const { slack, workspace, person, say } = await withGroup()
    const crowd = Array.from({ length: 1200 }, (_, number) => slack.addUser(workspace, `Guest ${number}`))
    const large = slack.addChannel(workspace, 'large', { private: true, members: [...crowd, person('Ana')] })
    await say('Ana', `group settings channel:${large.id} confirm:yes`)
    expect((await say('Ana', 'group show', { where: large })).text).toContain('Friends')
  })

  test('a channel where the bot may not post yet, and is told so with the question and with the answer', async () => {
    const { slack, workspace, say, press } = await withGroup()
    const fresh = slack.addChannel(workspace, 'fresh', { botIsIn: false })
    const asked = await say('Ana', `group settings channel:<#${fresh.id}|fresh>`)
    expect(readable(asked.message)).toContain('[Apply]')
    const applied = await press('Ana', asked.message, 'Apply')
    expect(readable(applied.message)).toContain('Friends is changed')
    for (const { followUps } of [asked, applied]) {
      expect(followUps.map(readable).join()).toContain('I may not post there')
      expect(followUps.map(readable).join()).toContain(`The weekly post would not come in <#${fresh.id}>`)
      expect(followUps.every(({ ephemeralTo }) => ephemeralTo?.name === 'Ana')).toBe(true)
    }
    await slack.inviteBot(fresh).waitFor(({ by }) => by === 'chat.postMessage')
    expect(slack.messages(fresh).map(readable).at(-1)).toContain('Friends is at home here')
  })

  test('where a button is pressed that says so, also in a private channel that the bot is not in', async () => {
    const { slack, workspace, person, at, notifications, say, press, channel } = await withGroup()
    slack.archive(channel)
    at('2026-11-30T09:00')
    await notifications.runCycleAndWait()
    const ofAna = { private: true, members: [person('Ana')], botIsIn: false }
    const where = slack.addChannel(workspace, 'hers', ofAna)
    const [notice] = (await say('Ana', 'list', { where })).followUps
    if (!notice) throw new Error('no notice')
    const { text, message } = await press('Ana', notice, 'Let it meet here')
    expect(text).toContain('I may not post there')
    await press('Ana', message, 'Apply')
    expect((await say('Ana', 'group show', { where })).text).toContain('Friends')
  })
})

test('Slack is asked about a channel where one is named, and not for other settings', async () => {
  const { say, looks, addChannel } = await withGroup()
  const before = looks()
  await say('Ana', 'group settings tempo:fast')
  expect(looks()).toBe(before)
  await say('Ana', `group settings channel:${addChannel('other').id}`)
  // The channel, and who is in it.
  expect(looks()).toBe(before + 2)
})

test('a conversation of a few people is no home of a group; nothing is logged about it', async () => {
  const { slack, workspace, say, submit, log } = await withGroup()
  for (const botIsIn of [true, false]) {
    const where = slack.addChannel(workspace, 'mpdm-ana--ben-1', { kind: 'mpim', botIsIn })
    const { text } = await say('Ana', 'group create name:Few timezone:UTC', { where })
    expect(text).toContain('A group needs a channel where you can write.')
    const { view } = await say('Ana', 'group create', { where })
    expect((await submit('Ana', view, { name: 'Few' })).text).toContain('A group needs a channel where you can write.')
  }
  expect(log.entries.filter(({ level }) => level !== 'info')).toEqual([])
})
