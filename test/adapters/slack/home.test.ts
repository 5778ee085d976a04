import { Temporal } from 'temporal-polyfill'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createSlack } from '../../../src/adapters/slack/slack.ts'
import { StoreUnavailable } from '../../../src/errors/store-unavailable.ts'
import { readable, readableView } from '../../loopback-slack/readable.ts'
import { kinds, openStore } from '../../support/database.ts'
import { begun, withGroup } from '../../support/slack-group.ts'

describe.each(['socket', 'http'] as const)('the home tab, by %s', (way) => {
  test('tells a newcomer how to begin', async () => {
    const { home, slack } = await begun({ way })
    expect(readableView(await home('Ana'))).toMatchInlineSnapshot(`
      "Learn along a roadmap, together
      You are in no study group yet. In the channel where one meets, /roadmap join makes you a member; /roadmap group create begins one.
      [See the roadmap]
      [What I can do]"
    `)
    expect(slack.refusals).toEqual([])
  })

  test('shows my groups: this week with buttons, progress and place; and follows what I do, wherever', async () => {
    const { home, say, slack, person } = await withGroup({ way })
    const view = await home('Ana')
    expect(readableView(view)).toMatchInlineSnapshot(`
      "Your study groups
      Friends
      Stage 1: Programming Foundations, week 1 of 5.
      Overall ░░░░░░░░░░ 0%, 0 of 3,600 points
      Pace On track.
      Streak begins with your first completion
      Board no points yet this week
      To do
      - Python Programming
      - Data Structures
      - Python Fundamentals, parts 1-2 of 4
      [Done: Python Programming]
      [Done: Data Structures]
      [Done: Python Fundamentals, part 1]
      [My week]
      [My progress]
      [Leaderboard]"
    `)
    await say('Ana', 'done data-structures')
    await slack.waitFor(() => readableView(view).includes('20 of 3,600 points'))
    expect(readableView(view)).toContain('rank 1, with 20 points this week')
    expect(readableView(view)).not.toContain('Done: Data Structures')
    // A press here is answered here, and takes effect here.
    const pressed = slack.press(person('Ana'), view, 'Done: Python Programming')
    const { view: modal } = await pressed.waitFor(({ kind }) => kind === 'modal')
    expect(modal && readableView(modal)).toContain('Recorded: Python Programming')
    await slack.waitFor(() => readableView(view).includes('40 of 3,600 points'))
    expect(slack.refusals).toEqual([])
  })
})

describe('the home tab', () => {
  test('and the weekly post show the same list, pace and percent as commands do', async () => {
    const { home, say, slack, at, tick } = await withGroup({ start: '2026-11-24T12:00' })
    await say('Ben', 'join')
    await say('Ana', 'done python-fundamentals')
    at('2026-11-30T09:05')
    const view = readableView(await home('Ana'))
    expect(view).toContain('Overall ░░░░░░░░░░ <1%, 35 of 3,600 points')
    expect((await say('Ana', 'progress')).text).toContain('<1%, 35 of 3,600 points')
    // The week of joining is open, and not due.
    expect(view).toContain('Pace On track.')
    const list = [
      '- Python Programming (left over)',
      '- Data Structures (left over)',
      '- Algorithms',
      '- Python Fundamentals, parts 2-3 of 4',
      '- Command-line task manager',
    ].join('\n')
    expect(view).toContain(list)
    expect((await say('Ana', 'week')).text).toContain(list)
    const { view: form } = await say('Ana', 'done')
    expect(readableView(form)).toContain('Python Fundamentals, part 2 of 4')
    const [post = ''] = await tick()
    expect(post).toContain('The group ░░░░░░░░░░ <1%')
    expect((await say('Ana', 'stage 1')).text).toContain('The group ░░░░░░░░░░ 1%')
    expect(slack.refusals).toEqual([])
  })

  test('knows which of several groups is meant, also in what follows', async () => {
    const { home, say, slack, person, addChannel } = await withGroup()
    const where = addChannel('two')
    await say('Sam', 'group create name:Others start:2026-11-23 timezone:Europe/Berlin', { where })
    await say('Ana', 'join', { where })
    const view = await home('Ana')
    expect(readableView(view)).toMatch(/Friends\n(.|\n)*\[Leaderboard\]\n───\nOthers\n(.|\n)*\[Leaderboard\]$/)
    const weeks = (view.content.blocks as { elements?: { text: { text: string }; action_id: string }[] }[]).flatMap(
      ({ elements = [] }) => elements.filter(({ text }) => text?.text === 'My week').map(({ action_id }) => action_id),
    )
    const pressed = slack.press(person('Ana'), view, weeks[1] ?? '')
    const { view: modal } = await pressed.waitFor(({ kind }) => kind === 'modal')
    if (!modal) throw new Error('no modal')
    expect(readableView(modal)).toContain('Your week of Mon 23 Nov 2026')
    slack.press(person('Ana'), modal, 'My progress')
    await slack.waitFor(() => readableView(modal).includes('Your progress: Backend Developer'))
    expect(slack.refusals).toEqual([])
  })

  test('opens forms, whose answers stay there', async () => {
    const { home, say, submit, slack, person, channel } = await withGroup()
    const view = await home('Sam')
    const { view: week } = await slack.press(person('Sam'), view, 'My week').waitFor(({ kind }) => kind === 'modal')
    expect(week && readableView(week)).toContain('Your week of')
    // A line of one's own in a direct message opens one as well.
    const direct = await say('Sam', 'group settings', { where: slack.directChannel(person('Sam')) })
    const asked = await submit('Sam', direct.view, { tempo: 'fast' })
    expect(asked.text).toContain('Change Friends?')
    const { message } = asked
    if (!message) throw new Error('no message')
    await slack.press(person('Sam'), message, 'Apply').done()
    await slack.waitFor(() => (slack.messages(channel).map(readable).at(-1) ?? '').includes('Friends is changed'))
  })

  test('is not published for people who never opened theirs, and only once where much happens at once', async () => {
    const { home, say, slack } = await withGroup()
    await say('Ana', 'done data-structures')
    const published = () => slack.requests.filter(({ method }) => method === 'views.publish').length
    expect(published()).toBe(0)
    const view = await home('Ana')
    await Promise.all(['python-programming', 'algorithms'].map((item) => say('Ana', `done ${item}`)))
    await slack.waitFor(() => readableView(view).includes('60 of 3,600 points'))
    expect(published()).toBeLessThanOrEqual(3)
  })

  test('answers in direct messages where Slack shows no modal', async () => {
    const { home, slack, person } = await withGroup()
    const view = await home('Ana')
    for (const [label, words] of [
      ['Done: Data Structures', 'Recorded: Data Structures'],
      ['My week', 'Your week of'],
    ] as const) {
      slack.failNext({ method: 'views.open', error: 'expired_trigger_id' })
      slack.press(person('Ana'), view, label)
      await slack.waitFor(() => (slack.directMessages(person('Ana')).map(readable).at(-1) ?? '').includes(words))
    }
  })

  test('of somebody with very many groups shows ten, and names the others with a button for each', async () => {
    const { home, say, slack, person, addChannel } = await begun()
    for (let number = 11; number <= 22; number++)
      await say('Sam', `group create name:"Group ${number}" start:2026-11-23 timezone:Europe/Berlin`, {
        where: addChannel(`channel-${number}`),
      })
    const view = await home('Sam')
    const words = readableView(view)
    expect(words.match(/^(\[Leaderboard\]|And|\[?Group).*$/gm)?.slice(-7)).toEqual([
      'Group 19',
      '[Leaderboard]',
      'Group 20',
      '[Leaderboard]',
      'And 2 more groups',
      '[Group 21]',
      '[Group 22]',
    ])
    const { view: modal } = await slack.press(person('Sam'), view, 'Group 22').waitFor(({ kind }) => kind === 'modal')
    expect(modal && readableView(modal)).toContain('Your week of')
    expect(slack.refusals).toEqual([])
  })

  test('follows a press also when it was opened before the process began', async () => {
    const { adapter, bot, home, log, slack, person, workspace } = await withGroup()
    const view = await home('Ana')
    await adapter.stop()
    const { appToken, apiUrl } = slack
    const next = createSlack({ botTokens: [workspace.botToken], appToken, apiUrl, clock: Temporal.Now.instant, log })
    onTestFinished(() => next.stop())
    await next.start(bot)
    const shown = slack.press(person('Ana'), view, 'Done: Data Structures').waitFor(({ kind }) => kind === 'modal')
    await slack.waitFor(() => readableView(view).includes('20 of 3,600 points'))
    // What was opened from there is there as well.
    const { view: modal } = await shown
    if (!modal) throw new Error('no modal')
    slack.press(person('Ana'), modal, 'Undo')
    await slack.waitFor(() => readableView(view).includes('0 of 3,600 points') && !readableView(view).includes('20 of'))
  })

  test.each([
    ['group settings name:Fellows confirm:yes', 'Fellows\nStage 1'],
    ['group pause 2 now:yes confirm:yes', 'This week is a pause'],
    ['group remove Ana confirm:yes', 'You are in no study group yet'],
    ['group end confirm:yes', 'You are in no study group yet'],
  ])('of the others follows when the organizer says %s', async (line, words) => {
    const { home, say, slack } = await withGroup()
    await say('Ben', 'join')
    const view = await home('Ana')
    const published = slack.requests.filter(({ method }) => method === 'views.publish').length
    await say('Sam', line)
    await slack.waitFor(() => readableView(view).includes(words))
    // Nobody else has opened theirs.
    expect(slack.requests.filter(({ method }) => method === 'views.publish').length).toBe(published + 1)
  })

  test('of the others follows who comes and goes, and tells at the next opening what they complete', async () => {
    const { home, say, slack } = await withGroup()
    await say('Ben', 'join')
    await say('Ben', 'done data-structures, python-programming')
    await say('Ana', 'done data-structures')
    const view = await home('Ana')
    expect(readableView(view)).toContain('Board rank 2')
    await say('Sam', 'done data-structures, python-programming, algorithms')
    expect(readableView(view)).toContain('Board rank 2')
    expect(readableView(await home('Ana'))).toContain('Board rank 3')
    await say('Ben', 'leave')
    await slack.waitFor(() => readableView(view).includes('Board rank 2'))
  })

  test('says when to open it again while the database is out of reach', async () => {
    const { store } = openStore(await kinds.sqlite())
    const away = async () => {
      throw new StoreUnavailable('Start it.', { cause: new Error('away') })
    }
    const { home } = await begun({ store: { ...store, reads: { ...store.reads, learnerOf: away } } })
    expect(readableView(await home('Ana'))).toMatchInlineSnapshot(`
      "❌ My memory is out of reach
      Please open this again in a minute."
    `)
  })

  test('that Slack does not take once is published once more', async () => {
    const { home, say, slack, log } = await withGroup()
    const view = await home('Ana')
    slack.failNext({ method: 'views.publish', error: 'internal_error' })
    await say('Ana', 'done data-structures')
    await slack.waitFor(() => readableView(view).includes('20 of 3,600 points'))
    expect(JSON.stringify(log.entries)).not.toContain('could not be brought up to date')
  })

  test('that Slack does not take loses nothing that changes meanwhile', async () => {
    const { store } = openStore(await kinds.sqlite())
    const gate = Promise.withResolvers<void>()
    let isHeld = false
    const groupsOf: typeof store.reads.groupsOf = async (learnerId) => {
      if (isHeld) await gate.promise
      return store.reads.groupsOf(learnerId)
    }
    const { home, say, slack } = await withGroup({ store: { ...store, reads: { ...store.reads, groupsOf } } })
    const view = await home('Ana')
    slack.failNext({ method: 'views.publish', error: 'internal_error', times: 2 })
    isHeld = true
    await say('Ana', 'done data-structures')
    await say('Ana', 'done python-programming')
    gate.resolve()
    await slack.waitFor(() => readableView(view).includes('40 of 3,600 points'))
  })

  test('that cannot be brought up to date loses nothing, and is right when it is opened again', async () => {
    const { home, say, slack, log } = await withGroup()
    await home('Ana')
    slack.failNext({ method: 'views.publish', error: 'internal_error', times: 2 })
    expect((await say('Ana', 'done data-structures')).text).toContain('Recorded')
    await expect.poll(() => JSON.stringify(log.entries)).toContain('Slack: a home tab could not be updated')
    expect(readableView(await home('Ana'))).toContain('20 of 3,600 points')
  })
})
