import { execFile } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { deletePerson } from '../scripts/privacy/delete.ts'
import { kinds, openStore, temporaryFolder } from './support/database.ts'
import { createDiscordWorld } from './support/discord-world.ts'
import { dump, lines } from './support/dump.ts'
import { createSlackWorld } from './support/slack-world.ts'

const now = Temporal.Instant.from('2026-11-24T09:00:00Z')

/** What a host sees of `npm run privacy -- …`, without anybody at the keyboard, while the bot goes on running. */
const privacy = (url: string, cwd: string, ...args: string[]) =>
  new Promise<{ code: number; output: string; errors: string }>((done) => {
    const env = { ...process.env, DATABASE_URL: url }
    execFile(process.execPath, [resolve('scripts/privacy.ts'), ...args], { env, cwd }, (error, stdout, stderr) =>
      done({ code: error ? Number(error.code) : 0, output: stdout.trimEnd(), errors: stderr.trimEnd() }),
    )
  })

/** Ana organizes Friends in Slack with Ben, and has a group alone. */
const inSlack = async (kind: () => Promise<string>) => {
  const url = await kind()
  const world = await createSlackWorld({ store: openStore(url).store })
  await world.begin()
  const { say, addChannel, person, workspace } = world
  await say('Ana', 'group create name:Friends start:2026-11-23 timezone:UTC', { admin: true })
  await say('Ben', 'join')
  await say('Ana', 'done flask link:https://example.org/ana')
  await say('Ana', 'group create name:Mine start:2026-11-23 timezone:UTC', { where: addChannel('own') })
  const { id } = person('Ana')
  return { ...world, url, folder: temporaryFolder(), team: workspace.id, id, account: `slack:${workspace.id}:${id}` }
}

test.each(Object.entries(kinds))(
  'whoever asks by mail for their data gets the same file as in the chat, which only the host can read, on %s',
  async (_, kind) => {
    const { url, folder, account, team, id, say, slack, person } = await inSlack(kind)
    const { code, output, errors } = await privacy(url, folder, 'export', account)
    expect([code, errors]).toEqual([0, ''])
    const path = join(folder, `roadmap-data-slack-${team}-${id}.json`)
    expect(output).toContain(`Written: ${path}`)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    await say('Ana', 'privacy export')
    const message = slack.directMessages(person('Ana')).at(-1)
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(
      JSON.parse(Buffer.from(message?.files[0]?.data ?? '').toString()),
    )
    // A file that is there already may be somebody else's work.
    const again = await privacy(url, folder, 'export', account)
    expect([again.code, again.errors]).toEqual([1, `There is a file ${path} already. Move it away, or delete it.`])
  },
  30_000,
)

test.each(Object.entries(kinds))(
  'whoever asks by mail to be deleted is gone while the bot runs, and the group has another organizer, on %s',
  async (_, kind) => {
    const { url, folder, account, id, say } = await inSlack(kind)
    const { code, output, errors } = await privacy(url, folder, 'delete', account, '--yes')
    expect([code, errors]).toEqual([0, ''])
    expect(output).toContain('called Ana')
    expect(output).toContain('  Friends goes on, organized by Ben.')
    expect(output).toContain('  Mine is deleted too: nobody else was ever there.')
    expect(output).toMatch(/Deleted: everything of slack:.*\.$/)
    const left = lines(await dump(url)).filter((line) => [id, 'Ana', 'example.org/ana'].some((it) => line.includes(it)))
    expect(left).toEqual([])
    expect((await say('Ana', 'privacy export')).text).toContain('Nothing is stored about you')
  },
  30_000,
)

test('a person on Discord is found by their id alone', async () => {
  const url = await kinds.sqlite()
  const { begin, say, person } = await createDiscordWorld({ store: openStore(url).store })
  await begin()
  await say('Ana', 'group create name:Friends start:2026-11-23 timezone:UTC', { mayManage: true })
  const folder = temporaryFolder()
  expect((await privacy(url, folder, 'export', `discord:${person('Ana').id}`)).code).toBe(0)
  expect(readdirSync(folder)).toEqual([`roadmap-data-discord-${person('Ana').id}.json`])
})

test.each([
  [['export', 'discord:1'], 'Nothing is stored about discord:1. Check the id'],
  [['delete', 'slack:T1:U1', '--yes'], 'Nothing is stored about slack:T1-U1. Check the id'],
  [['export'], 'I expected an account, such as discord:80351110224678912 or slack:T024BE7LD:U2147483697'],
  [['delete', 'Ana'], 'I expected an account, such as discord:'],
  [['export', 'discord:1/../x'], 'I expected an account, such as discord:'],
  [['delete', 'discord:1', '--force'], 'I expected one name: npm run privacy -- delete <account> [--yes]'],
])('npm run privacy -- %j says what is missing, and changes nothing', async (args, sentence) => {
  const folder = temporaryFolder()
  const { code, output, errors } = await privacy(await kinds.sqlite(), folder, ...args)
  expect([code, output, errors.slice(0, sentence.length)]).toEqual([1, '', sentence])
  expect(readdirSync(folder)).toEqual([])
})

test('nobody is deleted before the host has said yes; then the group’s channel is told who organizes it', async () => {
  const { store, account, url, folder, at, tick } = await inSlack(kinds.sqlite)
  const before = await dump(url)
  const asked = await privacy(url, folder, 'delete', account)
  expect([asked.code, asked.errors]).toEqual([1, 'Nobody is here to be asked, so nothing was deleted. Add --yes.'])
  const run = (answer: string) =>
    deletePerson.run([account], {
      ...{ store, clock: () => now, print: () => {}, ask: async () => answer },
      ...{ roadmaps: async () => [], folder },
    })
  await expect(run('no')).rejects.toThrow('Nothing was deleted.')
  expect(await dump(url)).toEqual(before)
  await run('Yes')
  expect(lines(await dump(url)).join()).not.toContain('example.org/ana')
  at('2026-11-24T12:00')
  expect((await tick()).join()).toContain('Ben now organizes Friends')
})
