/** The fake in front of discord.js itself: what the client sends is taken, and what Discord refuses is refused. */
import { once } from 'node:events'
import {
  ButtonBuilder,
  ButtonStyle,
  Client,
  ContainerBuilder,
  type Interaction,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  Routes,
  SectionBuilder,
  StringSelectMenuBuilder,
  TextDisplayBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type Discord, may, startDiscord } from './start-discord.ts'

const roadmap = {
  name: 'roadmap',
  description: 'Follow a roadmap',
  options: [
    {
      type: 2,
      name: 'group',
      description: 'Groups',
      options: [
        {
          type: 1,
          name: 'create',
          description: 'Start a group',
          options: [
            { type: 3, name: 'name', description: 'Its name', required: true, max_length: 20 },
            { type: 3, name: 'tempo', description: 'How fast', choices: [{ name: 'Slow', value: 'slow' }] },
            { type: 4, name: 'weeks', description: 'How long', min_value: 1, max_value: 52 },
            { type: 6, name: 'host', description: 'Who' },
            { type: 7, name: 'where', description: 'Where' },
            { type: 5, name: 'all', description: 'Everybody' },
          ],
        },
      ],
    },
    {
      type: 1,
      name: 'done',
      description: 'Done',
      options: [{ type: 3, name: 'item', description: 'What', autocomplete: true, required: true }],
    },
    { type: 1, name: 'plan', description: 'The plan' },
  ],
}

const open = async (options: Parameters<typeof startDiscord>[0] = {}) => {
  const discord = await startDiscord(options)
  onTestFinished(discord.close)
  const guild = discord.addGuild('Study')
  return { discord, guild, channel: discord.addChannel(guild, 'roadmap'), ada: discord.addUser('Ada') }
}

/** A bot that has registered its command and answers with `handle`. */
const openWithBot = async (handle: (interaction: Interaction) => unknown = () => {}, options = {}) => {
  const world = await open(options)
  const client = new Client({ intents: [], rest: { api: world.discord.url } })
  onTestFinished(() => client.destroy())
  client.on('interactionCreate', async (interaction) => void (await handle(interaction)))
  const ready = once(client, 'clientReady')
  await client.login(world.discord.token)
  await ready
  await client.application?.commands.set([roadmap])
  return { ...world, client }
}

/** Without a client between, which would hold mistakes back. */
const restOf = ({ url, token }: Discord) => {
  return async (request: string, body?: unknown, authorization = `Bot ${token}`) => {
    const [method = '', path = ''] = request.split(' ')
    const response = await fetch(`${url}/v10${path}`, {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const answer: unknown = response.status === 204 ? undefined : await response.json()
    return { status: response.status, answer }
  }
}

type Heard = { op: number; t: string | null; d?: { channel_id?: string } }

/** A gateway client that only identifies and listens. */
const socketTo = async ({ url, token }: Discord, more: object, hear: (heard: Heard) => void) => {
  const socket = new WebSocket(url.replace('http', 'ws'))
  socket.addEventListener('message', ({ data }) => hear(JSON.parse(data)))
  const refused = once(socket, 'error').then(() => Promise.reject(new Error('no connection')))
  await Promise.race([once(socket, 'open'), refused])
  socket.send(JSON.stringify({ op: 2, d: { token, intents: 0, ...more } }))
  return socket
}

const words = (content: string) => ({ type: 10, content })
const button = (custom_id: string, more = {}) => ({ type: 2, style: 1, custom_id, label: 'Go', ...more })
const row = (...components: object[]) => ({ type: 1, components })
const modern = (...components: object[]) => ({ flags: MessageFlags.IsComponentsV2, components })
const menu = (options: object[], more = {}) => row({ type: 3, custom_id: 'menu', options, ...more })
const options = (count: number) => Array.from({ length: count }, (_, at) => ({ label: `${at}`, value: `${at}` }))

test('a command is registered and answered with a reply', async () => {
  const { discord, guild, channel, ada } = await openWithBot(async (interaction) => {
    if (!interaction.isChatInputCommand()) return
    const { options } = interaction
    const said = [options.getSubcommandGroup(), options.getSubcommand(), options.getString('name')]
    said.push(options.getUser('host')?.username ?? '', options.getChannel('where')?.name ?? '')
    said.push(String(interaction.memberPermissions?.has('ManageGuild')), interaction.locale)
    await interaction.reply({ content: said.join(' '), flags: MessageFlags.Ephemeral })
  })
  const exchange = discord.slash(
    ada,
    channel,
    'roadmap group create',
    { name: 'Owls', host: ada, where: channel, weeks: 3, all: true },
    { mayManage: true, locale: 'de' },
  )
  const shown = await exchange.done()
  expect(shown).toMatchObject({ callbackType: 4, ephemeral: true, requests: 1 })
  expect(shown.message?.content).toBe('group create Owls ada roadmap true de')
  expect(discord.messages(channel)).toEqual([])
  expect(discord.commands.puts).toBe(1)
  expect(guild.id).toMatch(/^\d{18,19}$/)
  expect(discord.refusals).toEqual([])
})

test('a deferred answer is over when it is edited, and pings then', async () => {
  const { discord, channel, ada } = await openWithBot(async (interaction) => {
    if (!interaction.isChatInputCommand()) return
    await interaction.deferReply()
    await interaction.editReply({ content: `Hello <@${interaction.user.id}> @everyone`, files: [] })
    await interaction.followUp({ content: 'And more', files: [{ attachment: Buffer.from('a,b'), name: 'plan.csv' }] })
  })
  const exchange = discord.slash(ada, channel, 'roadmap plan')
  const { message, callbackType } = await exchange.done()
  expect(callbackType).toBe(5)
  expect(message?.content).toContain('Hello')
  await discord.waitFor(() => exchange.shown.followUps.length === 1)
  expect(exchange.shown.followUps[0]?.files).toMatchObject([{ name: 'plan.csv', bytes: new Uint8Array([97, 44, 98]) }])
  expect(discord.messages(channel)).toHaveLength(2)
  expect(discord.pings).toEqual([{ messageId: message?.id, who: ada.id }])
})

test('buttons and menus of a container update the message', async () => {
  const panel = (text: string) =>
    new ContainerBuilder()
      .addSectionComponents(
        new SectionBuilder()
          .addTextDisplayComponents(new TextDisplayBuilder({ content: text }))
          .setButtonAccessory(new ButtonBuilder({ custom_id: 'next', label: 'Next', style: ButtonStyle.Primary })),
      )
      .addActionRowComponents((row) =>
        row.setComponents(new StringSelectMenuBuilder({ custom_id: 'week', options: options(3) })),
      )
  const { discord, channel, ada } = await openWithBot(async (interaction) => {
    const flags = MessageFlags.IsComponentsV2
    if (interaction.isChatInputCommand()) await interaction.reply({ flags, components: [panel('Week 1')] })
    if (interaction.isButton()) await interaction.update({ components: [panel('Week 2')] })
    if (!interaction.isStringSelectMenu()) return
    await interaction.deferUpdate()
    await interaction.editReply({ components: [panel(`Week ${interaction.values}`)] })
  })
  const { message } = await discord.slash(ada, channel, 'roadmap plan').done()
  if (message === undefined) throw new Error('no message')
  expect((await discord.press(ada, message, 'Next').done()).updated?.components).toMatchObject([
    { type: 17, id: 1, components: [{ type: 9, id: 2, components: [{ id: 3, content: 'Week 2' }] }, { type: 1 }] },
  ])
  const chosen = await discord.choose(ada, message, 'week', ['2']).done()
  expect(chosen).toMatchObject({ callbackType: 6, requests: 2 })
  expect(JSON.stringify(message.components)).toContain('Week 2')
  expect(() => discord.press(ada, message, 'gone')).toThrow('nothing to press')
  expect(() => discord.choose(ada, message, 'week', ['9'])).toThrow('no option "9"')
  expect(discord.refusals).toEqual([])
})

test('an ephemeral answer is deferred as such, and only its reader can press in it', async () => {
  const { discord, channel, ada } = await openWithBot(async (interaction) => {
    if (interaction.isButton()) await interaction.reply({ content: 'Pressed', flags: MessageFlags.Ephemeral })
    if (!interaction.isChatInputCommand()) return
    await interaction.deferReply({ flags: MessageFlags.Ephemeral })
    const components = [row(button('go', { emoji: { name: '✅' } }))]
    await interaction.editReply({ flags: MessageFlags.IsComponentsV2, components })
  })
  const bob = discord.addUser('Bob')
  const { message, ephemeral, requests } = await discord.slash(ada, channel, 'roadmap plan').done()
  expect({ ephemeral, requests, flags: message?.flags }).toEqual({ ephemeral: true, requests: 2, flags: 32_768 + 64 })
  if (message === undefined) throw new Error('no message')
  expect(() => discord.press(bob, message, 'go')).toThrow('Bob does not see this message')
  expect((await discord.press(ada, message, 'Go').done()).message?.content).toBe('Pressed')
  expect(discord.messages(channel)).toEqual([])
})

test('commands are used in direct messages, too', async () => {
  const { discord, ada } = await openWithBot((interaction) =>
    interaction.isChatInputCommand()
      ? interaction.reply(`${interaction.inGuild()} ${interaction.user.username} ${interaction.channelId}`)
      : undefined,
  )
  const direct = discord.directMessages(ada)
  const { message } = await discord.slash(ada, direct, 'roadmap plan').done()
  expect(message?.content).toBe(`false ada ${direct.id}`)
})

test('a modal is shown, filled in and submitted', async () => {
  const { discord, channel, ada } = await openWithBot(async (interaction) => {
    const input = new TextInputBuilder({ custom_id: 'name', style: TextInputStyle.Short, max_length: 5 })
    const label = new LabelBuilder({ label: 'Name' }).setTextInputComponent(input)
    if (interaction.isChatInputCommand())
      await interaction.showModal(new ModalBuilder({ custom_id: 'm', title: 'Group' }).addLabelComponents(label))
    if (interaction.isModalSubmit()) await interaction.reply(interaction.fields.getTextInputValue('name'))
  })
  const { modal } = await discord.slash(ada, channel, 'roadmap plan').done()
  if (modal === undefined) throw new Error('no modal')
  expect(() => discord.submit(ada, modal, { name: 'too long' })).toThrow('takes at most 5')
  expect((await discord.submit(ada, modal, { name: 'Owls' }).done()).message?.content).toBe('Owls')
})

test('what is typed is completed', async () => {
  const { discord, channel, ada } = await openWithBot(async (interaction) => {
    if (!interaction.isAutocomplete()) return
    const typed = interaction.options.getFocused()
    await interaction.respond([{ name: `${typed}tapi`, value: 'fastapi' }])
  })
  expect(await discord.type(ada, channel, 'roadmap done', { item: 'fas' })).toEqual([
    { name: 'fastapi', value: 'fastapi' },
  ])
})

test('a person cannot send what the client of Discord would not send', async () => {
  const { discord, guild, channel, ada } = await openWithBot()
  const send = (path: string, values = {}) => discord.slash(ada, channel, path, values)
  expect(() => send('road')).toThrow('unknown command')
  expect(() => send('roadmap group')).toThrow('sub commands')
  expect(() => send('roadmap plan', { x: 1 })).toThrow('unknown option')
  expect(() => send('roadmap group create')).toThrow('needs the option "name"')
  expect(() => send('roadmap group create', { name: 3 })).toThrow('is not a string')
  expect(() => send('roadmap group create', { name: 'a'.repeat(21) })).toThrow('is above 20')
  expect(() => send('roadmap group create', { name: 'a', tempo: 'fast' })).toThrow('is none of slow')
  expect(() => send('roadmap group create', { name: 'a', weeks: 0 })).toThrow('is below 1')
  expect(() => send('roadmap group create', { name: 'a', host: channel })).toThrow('is not a user')
  discord.removeBot(guild)
  expect(() => send('roadmap plan')).toThrow('unknown command')
})

test('the same nonce posts once, for some minutes', async () => {
  let now = Date.now()
  const { discord, channel, client } = await openWithBot(() => {}, { clock: () => now })
  const post = () =>
    client.rest.post(Routes.channelMessages(channel.id), {
      body: { content: 'Reminder', nonce: 'group-1-week-2', enforce_nonce: true },
    })
  const next = discord.nextMessage(channel)
  const [first, second] = [await post(), await post()]
  expect(second).toEqual(first)
  expect(discord.messages(channel)).toEqual([await next])
  now += 6 * 60_000
  await post()
  expect(discord.messages(channel)).toHaveLength(2)
})

test('who is pinged depends on the message, its kind and the permissions', async () => {
  const { discord, guild, channel, ada } = await open()
  const rest = restOf(discord)
  const loud = discord.addChannel(guild, 'loud', { botMay: channel.botMay | may.mentionEveryone })
  const content = `<@${ada.id}> @here \`<@1>\``
  const pings = async (id: string, body: object) => {
    discord.pings.length = 0
    await rest(`POST /channels/${id}/messages`, { content, ...body })
    return discord.pings.map(({ who }) => who)
  }
  expect(await pings(channel.id, {})).toEqual([ada.id])
  expect(await pings(loud.id, {})).toEqual([ada.id, 'here'])
  expect(await pings(loud.id, { allowed_mentions: { parse: [] } })).toEqual([])
  expect(await pings(loud.id, { allowed_mentions: { users: [ada.id] } })).toEqual([ada.id])
  expect(await pings(channel.id, { content: undefined, ...modern(words(content)) })).toEqual([ada.id])
})

describe('posts that Discord refuses', () => {
  const long = (length: number) => 'x'.repeat(length)
  const nine = words(long(500))
  test.each<[string, object, number, number?]>([
    ['nothing', {}, 50006],
    ['blank text', { content: '  \n' }, 50006],
    ['text over 2000', { content: long(2001) }, 50035],
    ['a long nonce', { content: 'x', nonce: long(26) }, 50035],
    [
      'contradicting mentions',
      { content: 'x', allowed_mentions: { parse: ['users'], users: ['12345678901234567'] } },
      50035,
    ],
    ['a flag that cannot be set', { content: 'x', flags: 64 }, 50035],
    ['an unknown attachment', { content: 'x', attachments: [{ id: '0' }] }, 50035],
    ['an embed title over 256', { embeds: [{ title: long(257) }] }, 50035],
    ['26 fields', { embeds: [{ fields: Array(26).fill({ name: 'a', value: 'b' }) }] }, 50035],
    ['11 embeds', { embeds: Array(11).fill({ title: 'x' }) }, 50035],
    ['embeds over 6000 together', { embeds: Array(2).fill({ description: long(3001) }) }, 50035],
    ['new components without the flag', { components: [words('x')] }, 50035],
    ['content with the flag', { content: 'x', ...modern(words('x')) }, 50035],
    ['embeds with the flag', { embeds: [{ title: 'x' }], ...modern(words('x')) }, 50035],
    ['no components with the flag', modern(), 50006],
    ['6 rows without the flag', { components: Array.from({ length: 6 }, (_, at) => row(button(`${at}`))) }, 50035],
    [
      '41 components, nested ones too',
      modern(...Array(14).fill({ type: 17, components: [words('x'), words('y')] })),
      50035,
    ],
    ['4001 characters in one text', modern(words(long(4001))), 50035],
    ['over 4000 characters together', modern(...Array(9).fill(nine)), 50035],
    ['over 10,000 bytes', modern(words('語'.repeat(3500))), 0, 500],
    ['an empty text', modern(words(' ')), 50035],
    ['an unknown component', modern({ type: 99 }), 50035],
    ['a container in a container', modern({ type: 17, components: [{ type: 17, components: [words('x')] }] }), 50035],
    ['an empty container', modern({ type: 17, components: [] }), 50035],
    ['a section without accessory', modern({ type: 9, components: [words('x')] }), 50035],
    ['a section of 4 texts', modern({ type: 9, components: Array(4).fill(words('x')), accessory: button('a') }), 50035],
    ['6 buttons', { components: [row(...options(6).map(({ value }) => button(value)))] }, 50035],
    ['a menu beside a button', { components: [row(button('a'), ...menu(options(2)).components)] }, 50035],
    ['26 menu options', { components: [menu(options(26))] }, 50035],
    ['menu values twice', { components: [menu([...options(1), ...options(1)])] }, 50035],
    ['a long option', { components: [menu([{ label: long(101), value: 'a' }])] }, 50035],
    ['a long description', { components: [menu([{ label: 'a', value: 'a', description: long(101) }])] }, 50035],
    ['a long placeholder', { components: [menu(options(1), { placeholder: long(151) })] }, 50035],
    ['a long label', { components: [row(button('a', { label: long(81) }))] }, 50035],
    ['an empty custom id', { components: [row(button(''))] }, 50035],
    ['a long custom id', { components: [row(button(long(101)))] }, 50035],
    ['a custom id twice', { components: [row(button('a'), button('a'))] }, 50035],
    ['a button without label', { components: [row(button('a', { label: undefined }))] }, 50035],
    ['a link without address', { components: [row({ type: 2, style: 5, label: 'x' })] }, 50035],
    ['a letter as emoji', { components: [row(button('a', { emoji: { name: 'x' } }))] }, 50035],
    ['a file that was not sent', modern({ type: 13, file: { url: 'attachment://a.csv' } }), 50035],
  ])('%s', async (_, body, code, status = 400) => {
    const { discord, channel } = await open()
    const refused = await restOf(discord)(`POST /channels/${channel.id}/messages`, body)
    expect(refused).toMatchObject({ status, answer: { code } })
    expect(discord.refusals).toMatchObject([{ method: 'POST', code, status }])
    expect(discord.messages(channel)).toEqual([])
  })

  test('what is just within the limits is taken', async () => {
    const { discord, channel } = await open()
    const full = { components: [menu(options(25)), row(...options(5).map(({ value }) => button(value)))] }
    const limit = modern(...Array(8).fill(nine))
    for (const body of [{ content: long(2000), ...full }, limit, modern(words('語'.repeat(3300)))])
      await restOf(discord)(`POST /channels/${channel.id}/messages`, body)
    expect(discord.refusals).toEqual([])
  })

  test('places where the bot may not post', async () => {
    const { discord, guild, channel, ada } = await open()
    const rest = restOf(discord)
    const codeAt = async (id: string, body: object = { content: 'x' }) =>
      (await rest(`POST /channels/${id}/messages`, body)).answer
    expect(await codeAt('1234567890123456789')).toMatchObject({ code: 10003 })
    expect(await codeAt('12')).toMatchObject({ code: 50035 })
    channel.botMay = may.viewChannel | may.sendMessages
    expect(await codeAt(channel.id, { embeds: [{ title: 'x' }] })).toMatchObject({ code: 50013 })
    channel.botMay = may.viewChannel
    expect(await codeAt(channel.id)).toMatchObject({ code: 50013 })
    channel.botMay = 0n
    expect(await codeAt(channel.id)).toMatchObject({ code: 50001 })
    const other = discord.addChannel(guild, 'other')
    expect(await rest(`GET /channels/${other.id}/messages/${ada.id}`)).toMatchObject({ answer: { code: 10008 } })
    discord.removeBot(guild)
    expect(await codeAt(other.id)).toMatchObject({ code: 50001 })
    discord.removeChannel(other)
    expect(await codeAt(other.id)).toMatchObject({ code: 10003 })

    const direct = discord.directMessages(ada)
    expect(await rest('POST /users/@me/channels', { recipient_id: ada.id })).toMatchObject({
      answer: { id: direct.id },
    })
    expect(await codeAt(direct.id)).toMatchObject({ content: 'x' })
    discord.refuseDirectMessages(ada)
    expect(await codeAt(direct.id)).toMatchObject({ code: 50007 })
    expect(await rest('GET /users/@me', undefined, 'Bot wrong')).toMatchObject({ status: 401, answer: { code: 0 } })
  })
})

describe('answers that Discord refuses', () => {
  const openRaw = async (settings = {}) => {
    const world = await open(settings)
    const rest = restOf(world.discord)
    await rest(`PUT /applications/${world.discord.application.id}/commands`, [roadmap])
    const hook = `/webhooks/${world.discord.application.id}`
    const answer = ({ id, token }: { id: string; token: string }, body: unknown) =>
      rest(`POST /interactions/${id}/${token}/callback`, body, '')
    return { ...world, rest, answer, hook }
  }
  const hello = { type: 4, data: { content: 'Hello' } }

  test('the second one, the late one and that of nobody', async () => {
    const { discord, channel, ada, answer, rest, hook } = await openRaw({ answerWithinMs: 20 })
    const exchange = discord.slash(ada, channel, 'roadmap plan')
    expect(await rest(`PATCH ${hook}/${exchange.token}/messages/%40original`, { content: 'x' }, '')).toMatchObject({
      answer: { code: 10015 },
    })
    expect(await answer(exchange, hello)).toMatchObject({ status: 204 })
    expect(await answer(exchange, hello)).toMatchObject({ status: 400, answer: { code: 40060 } })
    const late = discord.slash(ada, channel, 'roadmap plan')
    expect(await late.done()).toMatchObject({ failed: 'did not respond' })
    expect(await answer(late, hello)).toMatchObject({ status: 404, answer: { code: 10062 } })
    expect(await answer({ id: late.id, token: 'x' }, hello)).toMatchObject({ answer: { code: 10062 } })
  })

  test('after 15 minutes', async () => {
    let now = Date.now()
    const { discord, channel, ada, answer, rest, hook } = await openRaw({ clock: () => now })
    const { token, ...exchange } = discord.slash(ada, channel, 'roadmap plan')
    await answer({ token, ...exchange }, { type: 5 })
    now += 14 * 60_000
    expect(await rest(`POST ${hook}/${token}?wait=true`, { content: 'First', flags: 64 }, '')).toMatchObject({
      status: 200,
    })
    expect(discord.messages(channel)).toMatchObject([{ content: 'First', flags: 0 }])
    now += 2 * 60_000
    const refused = { status: 401, answer: { code: 50027 } }
    expect(await rest(`POST ${hook}/${token}`, { content: 'x' }, '')).toMatchObject(refused)
    expect(await rest(`PATCH ${hook}/${token}/messages/@original`, { content: 'x' }, '')).toMatchObject(refused)
  })

  const field = (more = {}, label = {}) => ({
    type: 18,
    label: 'Name',
    ...label,
    component: { type: 4, custom_id: 'a', style: 1, ...more },
  })
  const modal = (...components: object[]) => ({ type: 9, data: { custom_id: 'm', title: 'Title', components } })
  const numbered = (count: number) => Array.from({ length: count }, (_, at) => field({ custom_id: `${at}` }))
  test.each<[string, object]>([
    ['deferring with another flag', { type: 5, data: { flags: 32_768 } }],
    ['an update of nothing', { type: 7, data: { content: 'x' } }],
    ['suggestions for a command', { type: 8, data: { choices: [] } }],
    ['a modal without fields', modal()],
    ['a modal of 6 fields', modal(...numbered(6))],
    ['a long title', { type: 9, data: { ...modal(field()).data, title: 'x'.repeat(46) } }],
    ['a long label', modal(field({}, { label: 'x'.repeat(46) }))],
    ['a long description', modal(field({}, { description: 'x'.repeat(101) }))],
    ['a text over 4000', modal(field({ max_length: 4001 }))],
    ['fields of one name', modal(field(), field())],
    ['a button in a modal', modal(row(button('a')))],
  ])('%s', async (_, body) => {
    const { discord, channel, ada, answer } = await openRaw()
    const exchange = discord.slash(ada, channel, 'roadmap plan')
    expect(await answer(exchange, body)).toMatchObject({ status: 400, answer: { code: 50035 } })
    expect(await answer(exchange, modal(...numbered(5)))).toMatchObject({ status: 204 })
  })

  test('26 suggestions', async () => {
    const { discord, channel, ada, rest } = await openRaw({ answerWithinMs: 50 })
    const socket = await socketTo(discord, {}, () => {})
    await discord.gateway.ready()
    const choices = options(26).map(({ value }) => ({ name: value, value }))
    socket.addEventListener('message', ({ data }) => {
      const { t, d } = JSON.parse(data)
      if (t === 'INTERACTION_CREATE')
        void rest(`POST /interactions/${d.id}/${d.token}/callback`, { type: 8, data: { choices } }, '')
    })
    await expect(discord.type(ada, channel, 'roadmap done', { item: 'a' })).rejects.toThrow('did not respond')
    expect(discord.refusals).toMatchObject([{ code: 50035 }])
  })

  test('an update keeps the new components, and cannot press what is disabled', async () => {
    const { discord, channel, ada, answer, rest, hook } = await openRaw()
    const first = discord.slash(ada, channel, 'roadmap plan')
    await answer(first, {
      type: 4,
      data: modern(words('x'), row(button('a'), button('b', { disabled: true, label: 'No' }))),
    })
    const { message } = await first.done()
    if (message === undefined) throw new Error('no message')
    expect(() => discord.press(ada, message, 'No')).toThrow('disabled')
    expect(await rest(`PATCH ${hook}/${first.token}/messages/@original`, { content: 'x' }, '')).toMatchObject({
      answer: { code: 50035 },
    })
    const press = discord.press(ada, message, 'a')
    expect(await answer(press, { type: 7, data: { flags: 0, components: [words('y')] } })).toMatchObject({
      status: 204,
    })
    expect(message.flags & MessageFlags.IsComponentsV2).toBeTruthy()
    await rest(`DELETE ${hook}/${first.token}/messages/@original`, undefined, '')
    expect(discord.messages(channel)).toEqual([])
    expect(() => discord.press(ada, message, 'a')).toThrow('deleted')
  })
})

describe('commands that Discord refuses', () => {
  const base = { name: 'a', description: 'b' }
  const option = (name: string, more = {}) => ({ type: 3, name, description: 'd', ...more })
  const choice = (at: number) => ({ name: `${at}`, value: `${at}` })
  const many = (count: number) => Array.from({ length: count }, (_, at) => at)
  const sub = (name: string, options: object[] = []) => ({ type: 1, name, description: 'd', options })
  test.each<[string, object[]]>([
    ['capitals', [{ ...base, name: 'Road' }]],
    ['a blank in the name', [{ ...base, name: 'a b' }]],
    ['no description', [{ name: 'a' }]],
    ['a long description', [{ ...base, description: 'x'.repeat(101) }]],
    ['26 options', [{ ...base, options: many(26).map((at) => option(`o${at}`)) }]],
    ['required after optional', [{ ...base, options: [option('a'), option('b', { required: true })] }]],
    ['an option twice', [{ ...base, options: [option('a'), option('a')] }]],
    ['26 choices', [{ ...base, options: [option('a', { choices: many(26).map(choice) })] }]],
    ['a long choice', [{ ...base, options: [option('a', { choices: [{ name: 'x', value: 'x'.repeat(101) }] })] }]],
    ['choices and suggestions', [{ ...base, options: [option('a', { choices: [choice(1)], autocomplete: true })] }]],
    ['an option beside a sub command', [{ ...base, options: [sub('a'), option('b')] }]],
    ['a group in a group', [{ ...base, options: [{ ...sub('a'), type: 2, options: [{ ...sub('b'), type: 2 }] }] }]],
    ['a name twice', [base, base]],
    [
      'over 8,000 characters',
      [
        {
          ...base,
          options: many(25).map((at) =>
            sub(
              `s${at}`,
              many(4).map((n) => option(`o${n}`, { description: 'x'.repeat(100) })),
            ),
          ),
        },
      ],
    ],
  ])('%s', async (name, commands) => {
    const { discord } = await open()
    const refused = await restOf(discord)(`PUT /applications/${discord.application.id}/commands`, commands)
    expect(refused, name).toMatchObject({ status: 400, answer: { code: 50035 } })
    expect(discord.commands.all()).toEqual([])
  })

  test('one command at a time, in a guild', async () => {
    const { discord, guild } = await open()
    const rest = restOf(discord)
    const path = `/applications/${discord.application.id}/guilds/${guild.id}/commands`
    expect(await rest(`POST ${path}`, base)).toMatchObject({ status: 201 })
    expect(await rest(`POST ${path}`, { ...base, description: 'c' })).toMatchObject({ status: 200 })
    const [command] = discord.commands.all(guild.id)
    expect(await rest(`PATCH ${path}/${command?.id}`, { name: 'e' })).toMatchObject({
      answer: { name: 'e', description: 'c' },
    })
    expect(await rest(`DELETE ${path}/${command?.id}`)).toMatchObject({ status: 204 })
    expect(await rest(`GET ${path}/${command?.id}`)).toMatchObject({ answer: { code: 10063 } })
  })
})

describe('faults', () => {
  test('injected answers, an unknown outcome and a hanging request', async () => {
    const { discord, channel, client } = await openWithBot()
    const post = (content: string, options = {}) =>
      client.rest.post(Routes.channelMessages(channel.id), { body: { content }, ...options })
    discord.failNext({ match: /^POST \/channels/, status: 403, code: 50013, message: 'Missing Permissions' })
    await expect(post('a')).rejects.toMatchObject({ code: 50013, status: 403 })
    discord.failNext({ match: /^POST \/channels/, status: 429, headers: { 'Retry-After': '0.01' } })
    await post('b')
    discord.failNext({ match: /^POST \/channels/, afterHandling: true })
    await post('c')
    discord.failNext({ match: /^POST \/channels/, hang: true })
    await expect(post('d', { signal: AbortSignal.timeout(30) })).rejects.toThrow()
    expect(discord.messages(channel).map(({ content }) => content)).toEqual(['b', 'c', 'c'])
    expect(discord.refusals).toEqual([])
  })

  test('too many posts are slowed down', async () => {
    const { discord, channel } = await open({ postLimit: { posts: 1, perMs: 60_000 } })
    const rest = restOf(discord)
    await rest(`POST /channels/${channel.id}/messages`, { content: 'x' })
    const refused = await rest(`POST /channels/${channel.id}/messages`, { content: 'x' })
    expect(refused).toMatchObject({ status: 429, answer: { global: false } })
  })
})

describe('the gateway', () => {
  const reply = (interaction: Interaction) =>
    interaction.isChatInputCommand() ? interaction.reply('Hello') : undefined

  test('a session resumes after a drop, and gets what it missed', async () => {
    const { discord, channel, ada } = await openWithBot(reply)
    discord.gateway.drop()
    const missed = discord.slash(ada, channel, 'roadmap plan')
    await discord.gateway.ready()
    expect((await missed.done()).message?.content).toBe('Hello')
    expect(discord.gateway).toMatchObject({ identifies: 1, resumes: 1, connected: 1 })
  })

  test('a fatal close is told to the client, which does not come back', async () => {
    const { discord, client } = await openWithBot()
    client.on('shardError', () => {})
    const told = once(client, 'shardDisconnect')
    discord.gateway.close(4004)
    expect((await told)[0]).toMatchObject({ code: 4004 })
    expect(discord.gateway).toMatchObject({ connected: 0, identifies: 1 })
  })

  test('each shard gets its guilds, and shard 0 the direct messages', async () => {
    const { discord, channel, ada } = await open({ shards: 2, maxConcurrency: 2, answerWithinMs: 20 })
    const rest = restOf(discord)
    await rest(`PUT /applications/${discord.application.id}/commands`, [roadmap])
    const got: unknown[] = []
    const shards = [0, 1].map((id) =>
      socketTo(discord, { shard: [id, 2] }, ({ t, d }) => got.push([id, t, d?.channel_id])),
    )
    await Promise.all(shards)
    await discord.waitFor(() => discord.gateway.connected === 2)
    await Promise.all([channel, discord.directMessages(ada)].map((at) => discord.slash(ada, at, 'roadmap plan').done()))
    const home = Number((BigInt(channel.guild?.id ?? 0) >> 22n) % 2n)
    const events = got.filter((event) => JSON.stringify(event).includes('INTERACTION_CREATE'))
    expect(events).toContainEqual([home, 'INTERACTION_CREATE', channel.id])
    expect(events).toContainEqual([0, 'INTERACTION_CREATE', discord.directMessages(ada).id])
    expect(events).toHaveLength(2)
  })

  test('sessions that are over or unknown have to identify again', async () => {
    const { discord } = await open({ identifyEveryMs: 60_000 })
    const heard: unknown[] = []
    const socket = await socketTo(discord, {}, ({ op, d }) => heard.push([op, typeof d === 'boolean' ? d : undefined]))
    await discord.gateway.ready()
    discord.gateway.invalidate()
    const identify = JSON.stringify({ op: 2, d: { token: discord.token, intents: 0 } })
    const resume = JSON.stringify({ op: 6, d: { token: discord.token, session_id: 'gone', seq: 1 } })
    for (const sent of [resume, identify, JSON.stringify({ op: 1, d: 1 })]) socket.send(sent)
    await discord.waitFor(() => discord.gateway.identifies === 2)
    await expect
      .poll(() => heard)
      .toEqual([
        [10, undefined],
        [0, undefined],
        [9, false],
        [9, false],
        [9, false],
        [11, undefined],
      ])
  })

  test('intents that need approval are refused, and connections on request', async () => {
    const { discord } = await open()
    const socket = await socketTo(discord, { intents: 1 << 15 }, () => {})
    expect((await once(socket, 'close'))[0]).toMatchObject({ code: 4014 })
    discord.gateway.refuse(true)
    await expect(socketTo(discord, {}, () => {})).rejects.toBeDefined()
    discord.gateway.refuse(false)
    discord.gateway.mute(true)
    const heard: unknown[] = []
    await socketTo(discord, {}, (message) => heard.push(message))
    expect(heard).toEqual([])
  })

  test('a session resumes when Discord asks for it', async () => {
    const { discord } = await openWithBot()
    discord.gateway.reconnect()
    await discord.waitFor(() => discord.gateway.resumes === 1)
    expect(discord.gateway.identifies).toBe(1)
  })

  test('a wrong token is refused', async () => {
    const { discord } = await open()
    const client = new Client({ intents: [], rest: { api: discord.url } })
    await expect(client.login('wrong')).rejects.toThrow()
    const socket = await socketTo(discord, { token: 'wrong' }, () => {})
    expect((await once(socket, 'close'))[0]).toMatchObject({ code: 4004 })
  })

  test('what happens while nobody listens is lost', async () => {
    const { discord, channel, ada, client } = await openWithBot(reply, { answerWithinMs: 30 })
    await client.destroy()
    expect(await discord.slash(ada, channel, 'roadmap plan').done()).toMatchObject({ failed: 'did not respond' })
  })

  test('guilds arrive for those who asked for them', async () => {
    const { discord, guild } = await open()
    const client = new Client({ intents: ['Guilds'], rest: { api: discord.url } })
    onTestFinished(() => client.destroy())
    const ready = once(client, 'clientReady')
    await client.login(discord.token)
    await ready
    expect(client.guilds.cache.get(guild.id)?.channels.cache.size).toBe(1)
    const gone = once(client, 'guildDelete')
    discord.removeBot(guild)
    await gone
  })
})
