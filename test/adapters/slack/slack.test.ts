import { describe, expect, test } from 'vitest'
import { readable } from '../../loopback-slack/readable.ts'
import { begun, withGroup } from '../../support/slack-group.ts'

describe('a card', () => {
  test('looks at home: header, rich text, buttons, in the acknowledgement', async () => {
    const { say, slack } = await begun()
    await say('Ana', 'list')
    const before = slack.requests.length
    const { text, message } = await say('Ana', 'stage 3')
    expect(text).toMatchInlineSnapshot(`
      "Stage 3 of 6: Web Frameworks & APIs
      Master web frameworks to build robust backend systems and RESTful APIs that power modern applications.
      Duration 6-8 weeks
      Key skills
      - Django
      - Flask
      - FastAPI
      - RESTful API Design
      - Authentication
      - ORM
      - Middleware
      Recommended courses
      Web Frameworks with Django
      Build robust web applications with Django framework.
      5 weeks · Intermediate
      API Development with FastAPI
      Create high-performance APIs with modern Python frameworks.
      4 weeks · Intermediate
      Practical projects
      - Full-featured blog with user authentication
      - RESTful API for a mobile application
      - Real-time chat application backend
      [Previous: Databases & SQL]
      [Next: Security & Best Practices]
      [All stages]"
    `)
    expect(message.text).toMatch(/^Stage 3 of 6: Web Frameworks &amp; APIs\n/)
    expect(slack.requests.slice(before)).toEqual([])
    expect([slack.refusals, slack.pings, slack.warnings]).toEqual([[], [], []])
  })

  test('of a board has Slack’s own table', async () => {
    const { say } = await withGroup()
    await say('Ana', 'done fastapi')
    const { message } = await say('Ana', 'leaderboard')
    expect(message.blocks.map(({ type }) => type)).toContain('table')
  })

  test('is turned by whoever asked for it; others get their own, privately', async () => {
    const { say, press, slack, channel } = await begun()
    const { message } = await say('Ana', 'stage 3')
    const own = await press('Ana', message, 'Next: Security & Best Practices')
    expect(own.kind).toBe('updated')
    expect(readable(message)).toContain('Stage 4 of 6')
    const other = await press('Ben', message, 'Previous: Web Frameworks & APIs')
    expect([other.isPrivate, other.text.includes('Stage 3 of 6')]).toEqual([true, true])
    expect(readable(message)).toContain('Stage 4 of 6')
    // Also after it was turned, and what only one person sees is theirs.
    await press('Ana', message, 'Previous: Web Frameworks & APIs')
    expect(readable(message)).toContain('Stage 3 of 6')
    expect((await press('Ben', other.message, 'Next: Security & Best Practices')).kind).toBe('updated')
    expect(slack.messages(channel)).toHaveLength(1)
  })

  test('keeps its place when turning it is a mistake', async () => {
    const { say, press, addChannel } = await begun()
    const where = addChannel('elsewhere')
    await say('Sam', 'group create name:Friends timezone:UTC', { where })
    const { message } = await say('Sam', 'leaderboard', { where })
    await say('Sam', 'group end confirm:yes', { where })
    const pressed = await press('Sam', message, 'Last week')
    expect(pressed.isPrivate).toBe(true)
    expect(readable(message)).toContain('Friends: this week')
  })

  test('has a menu where there is something to choose', async () => {
    const { say, choose, slack, person } = await begun()
    person('Kim').tz = ''
    const { message, isPrivate } = await say('Kim', 'group create Friends')
    expect(isPrivate).toBe(true)
    const chosen = await choose('Kim', message, 'Europe/Berlin')
    expect(chosen.text).toContain('Friends is at home here')
    expect(slack.refusals).toEqual([])
  })

  test('asks before it changes the group, and tells everybody what changed; rights are checked again', async () => {
    const { say, press, slack, channel } = await withGroup()
    const { message, isPrivate } = await say('Sam', 'group settings tempo:fast')
    expect(isPrivate).toBe(true)
    const before = slack.messages(channel).length
    expect((await press('Sam', message, 'Apply')).text).toContain('Friends is changed')
    expect(slack.messages(channel)).toHaveLength(before + 1)
    expect((await say('Ben', 'group settings tempo:relaxed')).text).toContain('Only an organizer can do that')
  })

  test('of personal data comes as a file, in direct messages', async () => {
    const { say, slack, person } = await withGroup()
    const { text, isPrivate } = await say('Ana', 'privacy export')
    expect([isPrivate, text.includes('The file is in your direct messages with me.')]).toEqual([true, true])
    const [message] = slack.directMessages(person('Ana'))
    const [file] = message?.files ?? []
    expect(JSON.parse(file?.data?.toString() ?? '{}').names).toMatchObject([{ name: 'Ana' }])
  })

  test('that takes long is acknowledged before, and follows with whom it is for', async () => {
    const { say } = await begun({ answerTimeoutMs: 0 })
    expect(await say('Ana', 'stage 3')).toMatchObject({ isPrivate: false, kind: 'posted' })
    expect(await say('Ana', 'stage 7')).toMatchObject({ isPrivate: true, kind: 'ephemeral' })
  })
})

describe('people', () => {
  test('with hostile names, and what they type, ping nobody', async () => {
    const { say, slack, person } = await withGroup()
    const name = '<!channel> <@U123> <https://evil.example|bank> &lt;!here&gt; *x*'
    person(name)
    expect((await say(name, 'join')).text).toContain(name)
    await say(name, 'done fastapi')
    expect((await say('Ana', 'leaderboard')).text).toContain('<!channel>')
    expect((await say('Ana', 'search &lt;!channel&gt;')).text).toContain('<!channel>')
    expect([slack.pings, slack.links, slack.refusals]).toEqual([[], [], []])
  })

  test('are asked after once in ten minutes, and lose their rights with the workspace’s', async () => {
    const { say, slack, person } = await withGroup()
    const asked = () => slack.requests.filter(({ method }) => method === 'users.info').length
    const before = asked()
    await say('Sam', 'group show')
    expect(asked()).toBe(before)
    person('Ben').admin = true
    for (let minutes = 0; minutes < 12; minutes += 3) await say('Ana', 'list')
    expect((await say('Ben', 'group settings tempo:fast')).text).toContain('Change Friends?')
    expect(asked()).toBeGreaterThan(before)
  })

  test('who cannot be looked up are answered, without rights', async () => {
    const { say, slack } = await begun()
    slack.failNext({ method: 'users.info', status: 500 })
    expect((await say('Ana', 'list')).text).toContain('1 roadmap')
  })

  test('who are looked up by a Slack that hangs are answered in time, and so are those after them', async () => {
    const { say, slack, person, channel } = await begun()
    slack.failNext({ method: 'users.info', hang: true })
    const both = ['list', 'group create'].map((line) => slack.command(person('Ana'), channel, '/roadmap', line))
    const kinds = await Promise.all(both.map(async (exchange) => (await exchange.done())?.kind))
    expect(kinds).toEqual(['ephemeral', 'modal'])
    expect((await say('Ana', 'list')).text).toContain('1 roadmap')
    expect(slack.requests.filter(({ method }) => method === 'users.info')).toHaveLength(1)
  })

  test('are named by mentioning them, whatever they are called', async () => {
    const { say, person } = await withGroup()
    const name = 'Dr. "Zoë" confirm:yes'
    const { id } = person(name)
    await say(name, 'join')
    const asked = await say('Sam', `group remove <@${id}|zoe>`)
    expect(asked.text).toContain(`Remove ${name} from Friends?`)
  })

  test('name another channel with its sign, and the group moves there', async () => {
    const { say, addChannel } = await withGroup()
    const other = addChannel('other')
    const { text } = await say('Sam', `group settings channel:<#${other.id}|other> confirm:yes`)
    expect(text).toContain(`<#${other.id}>`)
    expect((await say('Sam', 'group show', { where: other })).text).toContain('Friends')
  })

  test('with phones type curly quotes', async () => {
    const { say } = await begun()
    expect((await say('Sam', 'group create name:“Curly Friends” timezone:UTC')).text).toContain(
      'Curly Friends is at home',
    )
  })
})

describe('a group that is made where the bot may not post', () => {
  test.each([
    ['a public channel', {}],
    ['a private channel', { private: true }],
  ])('is told so at once, and what helps: %s', async (_, more) => {
    const { slack, workspace, say } = await begun()
    const where = slack.addChannel(workspace, 'fresh', { botIsIn: false, ...more })
    const { text, followUps } = await say('Sam', 'group create name:Friends timezone:UTC', { where })
    expect(text).toContain('Friends is at home here')
    expect(followUps.map(readable)).toMatchInlineSnapshot(`
      [
        "❌ I may not post there
      The weekly post would not come in <#C000000009>. Invite me into the channel, or let me see it and write in it; or move the group with /roadmap group settings channel:….",
      ]
    `)
    expect(followUps.every(({ ephemeralTo }) => ephemeralTo?.name === 'Sam')).toBe(true)
    await slack.inviteBot(where).waitFor(({ by }) => by === 'chat.postMessage')
    expect(slack.messages(where).map(readable).at(-1)).toContain('the weekly post comes here')
  })

  test('also behind a menu', async () => {
    const { slack, workspace, choose, say } = await begun()
    const where = slack.addChannel(workspace, 'fresh', { botIsIn: false })
    slack.failNext({ method: 'users.info', status: 500 })
    const { message } = await say('Sam', 'group create name:Friends', { where })
    expect((await choose('Sam', message, 'Europe/Berlin')).text).toContain('I may not post there')
  })

  test('costs looks into Slack for this one command; where these fail nothing is made, and that is said', async () => {
    const { slack, say } = await begun()
    const looks = () => slack.requests.filter(({ method }) => method.startsWith('conversations.')).length
    for (const method of ['conversations.info', 'conversations.members']) {
      slack.failNext({ method, status: 500 })
      const { text, isPrivate } = await say('Sam', 'group create name:Friends timezone:UTC')
      expect([isPrivate, text]).toEqual([true, expect.stringContaining('I can’t check that channel right now')])
    }
    expect((await say('Sam', 'group show')).text).toContain('No study group meets here yet')
    const before = looks()
    const { followUps } = await say('Sam', 'group create name:Friends timezone:UTC')
    expect([looks() - before, followUps]).toEqual([2, []])
    for (const line of ['group create name:Others timezone:UTC', 'join', 'week', 'group show']) await say('Ana', line)
    expect(looks() - before).toBe(2)
  })
})

test('a direct message with the bot means the only group of whoever writes', async () => {
  const { say, slack, person } = await withGroup()
  const where = slack.directChannel(person('Ana'))
  expect((await say('Ana', 'stage 1', { where })).text).toContain('Stage 1 of 6')
  expect((await say('Ana', 'week', { where })).text).toContain('Your week of')
  expect((await say('Ana', 'group create', { where })).text).toContain('A study group meets in a channel')
})
