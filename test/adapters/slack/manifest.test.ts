import { execFile } from 'node:child_process'
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { manifestOf, scopes } from '../../../src/adapters/slack/transport/manifest.ts'
import { commands } from '../../../src/commands/index.ts'
// Slack's own schema, unchanged: github.com/slackapi/manifest-schema at c50cfa8 (its licence is beside it).
import schema from '../../loopback-slack/slack-manifest.schema.2.0.0.json' with { type: 'json' }
import { createSlackWorld } from '../../support/slack-world.ts'

/** The schema has a keyword of its own (`regex`), which no validator knows. */
const validator = new Ajv({ strict: false, validateFormats: false, allErrors: true })
const validate = validator.compile(schema)
const faultsOf = (manifest: unknown) => {
  validate(manifest)
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`.trim())
}

const address = 'https://bot.example.org'
const url = `${address}/slack/events`
const variants = { 'Socket Mode': manifestOf(commands), HTTP: manifestOf(commands, { address }) }

describe.each(Object.entries(variants))('the manifest for %s', (_name, manifest) => {
  const { display_information: display, features, oauth_config, settings } = manifest
  const [command, ...others] = features?.slash_commands ?? []

  test('is one that Slack takes', () => {
    expect(faultsOf(manifest)).toEqual([])
  })

  test('keeps to the limits', () => {
    expect(display.name.length).toBeLessThanOrEqual(35)
    expect(display.description?.length).toBeLessThanOrEqual(140)
    expect(display.long_description?.length).toBeGreaterThanOrEqual(175)
    expect(display.long_description?.length).toBeLessThanOrEqual(4000)
    expect(display.background_color).toMatch(/^#[0-9a-f]{6}$/)
    expect(features?.bot_user?.display_name).toMatch(/^[a-z0-9._-]{1,80}$/)
    expect(others).toEqual([])
    expect(command?.command).toMatch(/^\/.{1,31}$/)
    expect(command?.description.length).toBeLessThanOrEqual(2000)
    expect(command?.usage_hint?.length).toBeLessThanOrEqual(1000)
    expect(settings?.event_subscriptions?.bot_events?.length).toBeLessThanOrEqual(100)
  })

  test('lets people type commands in direct messages, and name each other', () => {
    expect(features?.app_home).toEqual({
      home_tab_enabled: true,
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: false,
    })
    expect(command?.should_escape).toBe(true)
  })

  test('asks for what the bot needs, and for nothing else', () => {
    expect(oauth_config).toEqual({
      scopes: {
        bot: ['commands', 'chat:write', 'users:read', 'im:write', 'files:write', 'channels:read', 'groups:read'],
      },
    })
    expect(settings?.event_subscriptions?.bot_events).toEqual([
      'app_home_opened',
      'app_uninstalled',
      'tokens_revoked',
      'member_joined_channel',
      'channel_left',
      'group_left',
      'channel_id_changed',
    ])
  })
})

test('by Socket Mode it has no address, over HTTP everything has one', () => {
  const { 'Socket Mode': socket, HTTP: http } = variants
  expect(JSON.stringify(socket)).not.toContain('http')
  expect(socket.settings?.socket_mode_enabled).toBe(true)
  expect(http.settings).toMatchObject({
    socket_mode_enabled: false,
    event_subscriptions: { request_url: url },
    interactivity: { is_enabled: true, request_url: url, message_menu_options_url: url },
  })
  expect(http.features?.slash_commands).toMatchObject([{ url }])
})

test('what is said of the command follows the declarations', () => {
  const said = (of: typeof commands) => manifestOf(of).features?.slash_commands?.[0]
  expect(said(commands)).toMatchObject({
    command: '/roadmap',
    description: expect.stringMatching(/: overview, stage, .*, group, privacy, help$/),
    usage_hint: 'stage 3 | week | done fastapi | leaderboard month | help stage',
  })
  const [overview, stage] = commands
  if (!overview || !stage) throw new Error('no commands')
  expect(said([overview, { ...stage, example: 'stage 4 roadmap:x' }])).toMatchObject({
    description: 'Learn along a roadmap, together: overview, stage',
    usage_hint: 'stage 4',
  })
})

test.each<[string, object, string]>([
  ['a key that is not known', { poem: 'x' }, 'must NOT have additional properties'],
  ['no name', { display_information: {} }, "/display_information must have required property 'name'"],
  [
    'a long name',
    { display_information: { name: 'x'.repeat(36) } },
    '/display_information/name must NOT have more than 35 characters',
  ],
  [
    'a command without a slash',
    { features: { slash_commands: [{ command: 'roadmap', description: 'x' }] } },
    '/features/slash_commands/0/command must match pattern "^\\/"',
  ],
])('the schema refuses %s', (_name, change, fault) => {
  expect(faultsOf({ ...manifestOf(commands), ...change })).toEqual([fault])
})

test('every scope is used, and none is missing', async () => {
  const { slack, workspace, channel, person, begin, say, home } = await createSlackWorld()
  const sam = person('Sam', { admin: true })
  await begin()
  await slack.inviteBot(channel).acked
  await slack.inviteBot(slack.addChannel(workspace, 'secret', { private: true, members: [sam], botIsIn: false })).acked
  await say('Sam', 'group create Friends')
  await home('Sam')
  await say('Sam', 'privacy export')
  expect(slack.refusals).toEqual([])
  expect([...slack.usedScopes(workspace)].toSorted()).toEqual(scopes.map(({ scope }) => scope).toSorted())
})

describe('npm run slack:manifest', () => {
  const run = (given: string) =>
    new Promise<{ code: number | null; out: string; err: string }>((done) => {
      const args = ['run', '--silent', 'slack:manifest', '--', given]
      const child = execFile('npm', args, (_error, out, err) => done({ code: child.exitCode, out, err }))
    })

  test.each([address, `${address}/`, url])('prints the manifest for HTTP at %s', async (given) => {
    const { code, out, err } = await run(given)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(JSON.parse(out)).toEqual(variants.HTTP)
  })

  test.each(['http://bot.example.org', 'bot.example.org'])('refuses %s in one sentence', async (given) => {
    expect(await run(given)).toEqual({
      code: 1,
      out: '',
      err: `I expected an address that Slack can reach, such as https://bot.example.org, but got “${given}”.\n`,
    })
  })
})
