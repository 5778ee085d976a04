import { describe, expect, test } from 'vitest'
import { readRoadmap } from '../../../src/roadmaps/read-roadmap.ts'
import { readable, readableView } from '../../loopback-slack/readable.ts'
import type { View } from '../../loopback-slack/state.ts'
import type { backendDeveloper } from '../../support/bot.ts'
import { begun, withGroup } from '../../support/slack-group.ts'

const roadmapOf = (source: string) => {
  const { roadmap } = readRoadmap(source, 'test.yaml') as { roadmap: (typeof backendDeveloper)[number] }
  return roadmap
}

const smallRoadmap = (title: string, courses = '') =>
  roadmapOf(`{title: ${title}, summary: Some, months: 1, level: Beginner, technologies: [HTML],
    stages: [{title: Pages, summary: Some, weeks: 4, skills: [HTML], courses: [${courses}]}]}`)

/** The input of that option. */
const inputIn = ({ content }: View, option: string) => {
  const { blocks } = content as { blocks: { block_id?: string; hint?: { text: string }; element?: object }[] }
  return blocks.find(({ block_id }) => block_id === option)
}

describe.each(['socket', 'http'] as const)('a form, by %s', (way) => {
  test('asks for what a new group needs, with the zone of the profile; everybody sees the group', async () => {
    const { say, submit, slack } = await begun({ way })
    const { view, kind } = await say('Sam', 'group create')
    expect(kind).toBe('modal')
    expect(readableView(view)).toMatchInlineSnapshot(`
      "A new study group
      Name: …
      Roadmap:
        (x) Backend Developer
      First week: 2026-11-23
      Tempo:
        ( ) Relaxed – 36 weeks
        (x) Steady – 32 weeks
        ( ) Fast – 27 weeks
      Time zone: Europe/Berlin
      Day of the weekly post:
        (x) Monday
        ( ) Tuesday
        ( ) Wednesday
        ( ) Thursday
        ( ) Friday
        ( ) Saturday
        ( ) Sunday
      Time of the weekly post: 09:00
      [Create]"
    `)
    const found = await slack.lookUp(view.user, view, 'timezone', 'york')
    expect(found.map(({ value }) => value)).toContain('America/New_York')
    slack.select(view.user, view, 'timezone', 'one', 'America/New_York')
    const { text, message } = await submit('Sam', view, {
      name: 'Friends',
      start: '2026-12-01',
      tempo: 'fast',
      time: '18:30',
    })
    expect(text).toContain('Friends is at home here')
    expect(text).toContain('Start Mon 7 Dec 2026')
    expect(text).toContain('Weekly post Monday 18:30, America/New_York')
    expect(message?.ephemeralTo).toBeUndefined()
    expect([slack.modal(view.user), slack.refusals, slack.warnings]).toEqual([undefined, [], []])
  })

  test('ticks off several things of the week at once, and one undo takes all back', async () => {
    const { say, submit, press, slack } = await withGroup({ way })
    const { view } = await say('Ana', 'done')
    expect(readableView(view)).toMatchInlineSnapshot(`
      "What have you completed?
      Your week:
        ( ) Python Programming – 20 points
        ( ) Data Structures – 20 points
        ( ) Python Fundamentals, part 1 of 4 – 35 points
        ( ) Python Fundamentals, part 2 of 4 – 34 points
      Day: 2026-11-23
      Where it can be seen: …
      I knew it before:
        ( ) Yes
      [Record]"
    `)
    const { text, message } = await submit('Ana', view, {
      item: ['data-structures', 'python-fundamentals#1', 'python-fundamentals#2'],
    })
    expect(text).toMatchInlineSnapshot(`
      "Recorded: Data Structures and Python Fundamentals, parts 1-2 of 4
      Earned 89 points
      Total 89 of 3,600 points (2%)
      Programming Foundations 14%
      [My week]
      [Leaderboard]
      [Undo]"
    `)
    expect(message?.ephemeralTo).toBe(view.user)
    if (message) expect((await press('Ana', message, 'Undo')).text).toContain('Taken back: Data Structures and Python')
    expect(slack.refusals).toEqual([])
  })

  test('tells at its field what is wrong, and keeps what was filled in', async () => {
    const { say, submit, slack } = await begun({ way })
    const { view } = await say('Sam', 'group create')
    const wrong = await submit('Sam', view, { name: 'Friends', start: '2031-01-06' })
    expect(wrong.errors).toEqual({
      start: expect.stringMatching(/^Mon 6 Jan 2031 is too far away for a start\. Write a date from /),
    })
    expect(slack.modal(view.user)).toBe(view)
    expect((await submit('Sam', view, { start: '2026-12-07' })).text).toContain('Friends is at home here')
  })
})

describe('a form', () => {
  test('of settings asks before it applies, and changes nothing that was not touched', async () => {
    const { say, submit, press, slack, channel } = await withGroup()
    const { view } = await say('Sam', 'group settings')
    expect(readableView(view)).toMatchInlineSnapshot(`
      "Settings of the group
      Name: Friends
      First week: 2026-11-23
      Tempo:
        ( ) Relaxed – 36 weeks
        (x) Steady – 32 weeks
        ( ) Fast – 27 weeks
      Time zone: Europe/Berlin
      Day of the weekly post:
        (x) Monday
        ( ) Tuesday
        ( ) Wednesday
        ( ) Thursday
        ( ) Friday
        ( ) Saturday
        ( ) Sunday
      Time of the weekly post: 09:00
      Weekly post:
        (x) Yes
      Channel: C000000005
      [Review]"
    `)
    // Somebody else changes something meanwhile.
    const { message: other } = await say('Sam', 'group settings day:tuesday')
    await press('Sam', other, 'Apply')
    const asked = await submit('Sam', view, { tempo: 'fast', posts: [] })
    expect([asked.text.includes('Tempo: steady becomes fast'), asked.text.includes('Day')]).toEqual([true, false])
    if (asked.message) await press('Sam', asked.message, 'Apply')
    const said = slack.messages(channel).map(readable).at(-1)
    expect(said).toContain('Tempo: steady becomes fast')
    expect(said).toContain('becomes off (Tuesday 09:00')
  })

  test('of settings that nobody touched says that nothing was changed, and is still there', async () => {
    const { say, submit, slack, person, channel } = await withGroup()
    const { view } = await say('Sam', 'group settings')
    const before = slack.messages(channel).length
    const { kind, text } = await submit('Sam', view)
    expect([kind, text]).toEqual([
      'modal',
      expect.stringContaining('Nothing was changed\nChange what is to be different'),
    ])
    slack.closeModal(person('Sam'))
    expect(slack.modal(person('Sam'))).toBe(view)
    expect(slack.messages(channel)).toHaveLength(before)
  })

  test('of settings never changes another group, which meets in the channel by the time it is handed over', async () => {
    const { say, submit, press } = await withGroup()
    const { view } = await say('Sam', 'group settings')
    const { message } = await say('Sam', 'group settings tempo:fast')
    await say('Sam', 'group end confirm:yes')
    await say('Sam', 'group create name:Bens timezone:UTC')
    const { kind, text } = await submit('Sam', view, { tempo: 'fast' })
    expect([kind, text]).toEqual(['modal', expect.stringContaining('That group has ended\nWhat everybody did is kept')])
    // The question that was asked before, neither.
    expect((await press('Sam', message, 'Apply')).text).toContain('That group has ended')
    expect((await say('Sam', 'group show')).text).toContain('Tempo steady')
  })

  test('of settings is as good for an admin who is no member', async () => {
    const { say, submit, press, person, slack, channel } = await withGroup()
    person('Kim', { admin: true })
    const { view } = await say('Kim', 'group settings')
    const { text, message } = await submit('Kim', view, { tempo: 'fast' })
    expect(text).toContain('Change Friends?')
    if (message) await press('Kim', message, 'Apply')
    expect(slack.messages(channel).map(readable).at(-1)).toContain('Friends is changed')
    // Its buttons are for everybody.
    const said = slack.messages(channel).at(-1)
    if (said) expect((await press('Ben', said, 'The group')).text).toContain('Tempo fast')
  })

  test('of a group that moved on meanwhile is not for those who only manage the channel', async () => {
    const { say, submit, person, addChannel } = await withGroup()
    person('Kim', { admin: true })
    const { view } = await say('Kim', 'group settings')
    await say('Sam', `group settings channel:${addChannel('other').id} confirm:yes`)
    expect((await submit('Kim', view, { tempo: 'fast' })).text).toContain(
      'You are not in that group\nIn the channel where it meets, /roadmap join makes you a member',
    )
  })

  test('is for those who may: others are told, and see none', async () => {
    const { say, slack, person } = await withGroup()
    const { text, isPrivate } = await say('Ana', 'group settings')
    expect([isPrivate, text.includes('Only an organizer can do that')]).toEqual([true, true])
    expect(slack.modal(person('Ana'))).toBeUndefined()
    expect((await say('Ben', 'group create')).text).toContain('Friends meets here already')
  })

  test('with a mistake that has no field says so above it', async () => {
    const { say, submit, slack, person } = await begun()
    const { view } = await say('Sam', 'group create')
    await say('Ana', 'group create name:First')
    const { text, kind } = await submit('Sam', view, { name: 'Second' })
    expect([kind, text.includes('First meets here already')]).toEqual(['modal', true])
    // It can be acted on, and behind it the form is still there.
    const pushed = slack.modal(person('Sam'))
    if (!pushed) throw new Error('no view')
    const pressed = slack.press(person('Sam'), pushed, 'Show the group')
    await pressed.waitFor(() => readableView(pushed).includes('Ana (organizer)'))
    slack.closeModal(person('Sam'))
    expect(slack.modal(person('Sam'))).toBe(view)
  })

  test('that is handed over twice counts once', async () => {
    const { say, slack, person, channel } = await begun()
    const { view } = await say('Sam', 'group create')
    const handed = [slack.submit(person('Sam'), view), slack.submit(person('Sam'), view)]
    await Promise.all(handed.map(({ acked }) => acked))
    await slack.waitFor(({ kind }) => kind === 'posted')
    expect(slack.messages(channel)).toHaveLength(1)
  })

  test('that Slack does not show gives way to an answer that does without', async () => {
    const { say, press, choose, slack, addChannel } = await withGroup()
    slack.failNext({ method: 'views.open', error: 'internal_error' })
    const { text, message } = await say('Ana', 'done')
    expect(text).toContain('(Done: Data Structures)')
    expect((await choose('Ana', message, 'Done: Data Structures')).text).toContain('Recorded: Data Structures')
    slack.failNext({ method: 'views.open', error: 'internal_error' })
    const elsewhere = await say('Sam', 'group create', { where: addChannel('two') })
    expect([elsewhere.isPrivate, elsewhere.text.includes('[Create the group]')]).toEqual([true, true])
    expect((await press('Sam', elsewhere.message, 'Create the group')).text).toContain('is at home here')
  })

  test('that was open for too long still finds its channel', async () => {
    let now = Date.now()
    const { say, submit, slack, channel } = await begun({ slack: { clock: () => now } })
    const { view } = await say('Sam', 'group create')
    now += 40 * 60_000
    const { text } = await submit('Sam', view, { name: 'Friends' })
    expect(text).toContain('Friends is at home here')
    expect(slack.messages(channel)).toHaveLength(1)
  })

  test('opens from a button of a post', async () => {
    const { at, tick, press, submit, slack, channel } = await withGroup()
    at('2026-11-23T09:00')
    await tick()
    const post = slack.messages(channel).at(-1)
    if (!post) throw new Error('no post')
    const { view } = await press('Ana', post, 'Mark done')
    expect((await submit('Ana', view, { item: ['data-structures'] })).text).toContain('Recorded: Data Structures')
  })
})

describe('what came of a form is told', () => {
  test('to the person alone, with what follows, where the channel cannot be told any more', async () => {
    let now = Date.now()
    const { say, slack, person, workspace } = await begun({ slack: { clock: () => now } })
    const where = slack.addChannel(workspace, 'without', { botIsIn: false })
    const { view } = await say('Sam', 'group create', { where })
    now += 40 * 60_000
    slack.submit(person('Sam'), view, { name: 'Friends' })
    await slack.waitFor(() => slack.directMessages(person('Sam')).length === 2)
    const [told, followUp] = slack.directMessages(person('Sam')).map(readable)
    expect(told).toContain('I could not post this in the channel')
    expect(told).toContain('Friends is at home here')
    expect(followUp).toContain('Invite me into the channel')
  })

  test('at most once to a channel, also where nobody knows whether it arrived', async () => {
    const { say, slack, person, channel } = await begun()
    const { view } = await say('Sam', 'group create')
    slack.failNext({ method: 'response_url', afterHandling: true })
    slack.submit(person('Sam'), view, { name: 'Friends' })
    await slack.waitFor(() => slack.directMessages(person('Sam')).length === 1)
    expect(slack.messages(channel)).toHaveLength(1)
    expect(slack.directMessages(person('Sam')).map(readable).join()).toContain('My answer was lost on the way')
  })

  test('where the acknowledgement broke: slow, or with a modal to show', async () => {
    const { say, slack, person, bot } = await withGroup({ answerTimeoutMs: 20 })
    const { view } = await say('Ana', 'done')
    const handle = bot.handle.bind(bot)
    bot.handle = async (invocation) => {
      slack.socket.drop()
      const outcome = await handle(invocation)
      await new Promise((done) => setTimeout(done, 60))
      return outcome
    }
    slack.submit(person('Ana'), view, { item: ['data-structures'] })
    await slack.waitFor(() => slack.ephemeral(person('Ana')).map(readable).join().includes('Recorded: Data Structures'))
    bot.handle = handle
  })
})

test('a notice that comes with a press in a view is told also where a form opens', async () => {
  const { say, home, slack, person, tick, at, channel } = await begun()
  const sam = person('Sam')
  const { view: modal } = await slack
    .press(sam, await home('Sam'), 'See the roadmap')
    .waitFor(({ kind }) => kind === 'modal')
  await say('Sam', 'group create name:Friends start:2026-11-23 timezone:Europe/Berlin')
  if (!modal) throw new Error('no modal')
  const press = async (label: string, words: string) => {
    slack.press(sam, modal, label)
    await slack.waitFor(() => readableView(modal).includes(words))
  }
  await press('Stage 1', 'Stage 1 of 6')
  slack.removeBot(channel)
  for (const local of ['2026-11-23T09:00', '2026-11-23T09:01']) {
    at(local)
    await tick()
  }
  await press('Mark done', 'Your week:')
  await slack.waitFor(() => slack.directMessages(sam).map(readable).join().includes('Friends gets no weekly posts'))
})

describe('the form of what was completed', () => {
  test('keeps what was said with the command, also the link', async () => {
    const { say, submit, person, store } = await withGroup()
    const { view } = await say('Ana', 'done link:https://example.org/x when:yesterday known:yes')
    expect(readableView(view).split('\n').slice(-5)).toEqual([
      'Day: 2026-11-22',
      'Where it can be seen: https://example.org/x',
      'I knew it before:',
      '  (x) Yes',
      '[Record]',
    ])
    expect(inputIn(view, 'item')?.hint?.text).toBe('Anything else: /roadmap done and its name')
    await submit('Ana', view, { item: ['data-structures'] })
    const learner = await store.reads.learnerOf(`slack:${person('Ana').workspace.id}-${person('Ana').id}`)
    const [completion] = await store.reads.completionsOf([learner?.id ?? ''], 'backend-developer')
    expect([completion?.link, completion?.known, `${completion?.on}`]).toEqual([
      'https://example.org/x',
      true,
      '2026-11-22',
    ])
  })

  test('tells what is wrong with a link in the words of a form', async () => {
    const { say, submit } = await withGroup()
    const { view } = await say('Ana', 'done')
    const { errors } = await submit('Ana', view, { item: ['data-structures'], link: 'example' })
    expect(errors).toEqual({
      link: 'I expected a web address of up to 500 characters that begins with https:// or http://.',
    })
  })

  test('does not come where it cannot carry what was said', async () => {
    const { say, press, person, slack } = await withGroup()
    const { text, message } = await say('Ana', 'done all:yes')
    expect(text).toContain('All parts of which course?')
    expect(slack.modal(person('Ana'))).toBeUndefined()
    expect((await press('Ana', message, 'Python Fundamentals')).text).toContain('parts 1-4 of 4')
  })

  test('tells the parts of a course apart, however long its title is', async () => {
    const course = `{title: ${'Very '.repeat(20)}long, summary: Some, weeks: 4, level: Beginner, id: long}`
    const { say, slack } = await withGroup({ roadmaps: [smallRoadmap('Small', course)] })
    const { view } = await say('Ana', 'done')
    const labels = readableView(view)
      .split('\n')
      .filter((line) => line.includes('Very'))
    expect(labels).toEqual([
      expect.stringMatching(/^ {2}\( \) Very Very .*…, part 1 of 4 – /),
      expect.stringMatching(/^ {2}\( \) Very Very .*…, part 2 of 4 – /),
    ])
    expect(slack.refusals).toEqual([])
  })
})

describe('the form of a new group', () => {
  test('takes a name that fits, and says at the field what is wrong with one that does not', async () => {
    const { say, submit } = await begun()
    const { view } = await say('Sam', 'group create')
    expect(inputIn(view, 'name')?.element).toMatchObject({ max_length: 80 })
    const { errors } = await submit('Sam', view, { name: '!!!' })
    expect(errors).toEqual({
      name: 'I expected a name of up to 80 characters, on one line, with a letter or digit in it.',
    })
  })

  test('lets one search among more roadmaps than a menu takes', async () => {
    const roadmaps = Array.from({ length: 120 }, (_, at) => smallRoadmap(`Roadmap ${at + 1}`))
    const { say, submit, slack } = await begun({ roadmaps })
    const { view } = await say('Sam', 'group create')
    expect(inputIn(view, 'roadmap')?.element).toMatchObject({
      type: 'external_select',
      initial_option: { text: { text: 'Roadmap 1' }, value: 'roadmap-1' },
    })
    expect(inputIn(view, 'name')?.element).toMatchObject({ placeholder: { text: 'Called after its roadmap' } })
    const found = await slack.lookUp(view.user, view, 'roadmap', ' 117')
    expect(found.map(({ value }) => value)).toEqual(['roadmap-117'])
    slack.select(view.user, view, 'roadmap', 'one', 'roadmap-117')
    expect((await submit('Sam', view)).text).toContain('Roadmap 117 study group is at home here')
    expect(slack.refusals).toEqual([])
  })

  test.each([
    ['berlinn', ['Europe/Berlin']],
    ['Europe/Berlni', ['Europe/Berlin']],
    [' new york', ['America/New_York']],
    ['GMT+2', ['Africa/Cairo', 'Europe/Athens']],
    ['Etc/GMT-2', ['Africa/Cairo', 'Europe/Athens']],
    ['Etc/', []],
    ['utc -3', ['America/Sao_Paulo', 'America/Argentina/Buenos_Aires']],
    ['+99', []],
  ])('finds the time zone of %j', async (typed, zones) => {
    const { say, slack } = await begun()
    const { view } = await say('Sam', 'group create')
    const found = await slack.lookUp(view.user, view, 'timezone', typed)
    expect(found.map(({ value }) => value)).toEqual(zones)
  })

  test('offers common time zones before anything is typed', async () => {
    const { say, slack } = await begun()
    const { view } = await say('Sam', 'group create')
    const found = await slack.lookUp(view.user, view, 'timezone', '  ')
    expect(found.map(({ value }) => value).slice(0, 2)).toEqual(['Pacific/Honolulu', 'America/Anchorage'])
  })
})
