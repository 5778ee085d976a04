import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { purge } from '../../scripts/privacy/purge.ts'
import { kinds, openStore } from '../support/database.ts'
import { createNotifying } from '../support/notifying.ts'

/** What a host sees of `npm run privacy -- …`, without anybody at the keyboard. */
const privacy = (url: string, ...args: string[]): Promise<{ code: number; output: string; errors: string }> =>
  new Promise((done) => {
    const env = { ...process.env, DATABASE_URL: url }
    execFile(process.execPath, ['scripts/privacy.ts', ...args], { env }, (error, stdout, stderr) =>
      done({ code: error ? Number(error.code) : 0, output: stdout.trimEnd(), errors: stderr.trimEnd() }),
    )
  })

/** A purge reads no roadmaps and writes no files. */
const files = { roadmaps: async () => [], folder: '' }

/** Two groups in one workspace; from the channel of the first the bot was removed. */
const withGroups = async (kind: () => Promise<string> = kinds.sqlite) => {
  const url = await kind()
  const { store } = openStore(url)
  const { addGroup, clock } = createNotifying({ store })
  await addGroup('friends', { name: 'Friends' })
  await addGroup('others', { name: 'Others' })
  const since = Temporal.Instant.from('2026-11-23T08:00:00Z')
  await store.transaction({ id: randomUUID(), at: since }, async (within) => {
    const group = await within.groupOf('group-friends')
    if (group) await within.saveGroup({ ...group, deliveryBlock: { kind: 'removed', since } })
  })
  /** The same in this process; `types` is what the host answers. */
  const run = async (args: readonly string[], types?: string): Promise<string> => {
    const printed: string[] = []
    const print = (line: string) => void printed.push(line)
    const fault = await purge
      .run(args, { store, clock, print, ask: async () => types, ...files })
      .catch((error: unknown) => String(error))
    return [...printed, ...(fault === undefined ? [] : [fault])].join('\n')
  }
  const left = async () => (await store.reads.groupsIn({ platform: 'test', workspace: 'w' })).map(({ name }) => name)
  return { url, store, left, run }
}

test.each(Object.entries(kinds))(
  'npm run privacy -- purge deletes what the bot was removed from, and nothing else, on %s',
  async (_, kind) => {
    const { url, left } = await withGroups(kind)
    expect(await privacy(url, 'purge', 'w', '--yes')).toEqual({ code: 0, errors: '', output: expect.any(String) })
    expect(await left()).toEqual(['Others'])
  },
)

test.each([
  [[], 'What shall I do? There is:\n  npm run privacy -- export <account>'],
  [['delete-all'], 'I cannot “delete-all”. There is:\n  npm run privacy -- export'],
  [['purge', 'x'], 'No group meets in a workspace or server x. No group meets anywhere.'],
])('npm run privacy -- %j says what was expected, in a sentence, and makes no database', async (args, sentence) => {
  const { code, output, errors } = await privacy(await kinds.sqlite(), ...args)
  expect([code, output, errors.startsWith(sentence)]).toEqual([1, '', true])
  expect(errors).not.toContain('    at ')
})

test('npm run privacy says in a sentence that the database cannot be reached', async () => {
  const { code, errors } = await privacy('postgresql://nobody:nothing@127.0.0.1:1/none', 'purge', 'w')
  expect(code).toBe(1)
  expect(errors).toContain('Start PostgreSQL, or put its address into DATABASE_URL.')
  expect(errors).not.toContain('    at ')
})

describe('purge', () => {
  test('shows what it would delete, and asks', async () => {
    const { run, left } = await withGroups()
    expect(await run(['w'], 'no')).toMatchInlineSnapshot(`
      "In w, this deletes with all boards and posts:
        Friends (0 members): the bot was removed on Mon 23 Nov 2026
      It keeps Others, which the bot was not removed from.
      Everyone keeps their progress.
      OperatorError: Nothing was deleted."
    `)
    expect(await left()).toEqual(['Friends', 'Others'])
    expect(await run(['w'], 'Yes')).toContain('Deleted: Friends.')
    expect(await left()).toEqual(['Others'])
  })

  test('deletes nothing where nobody can be asked', async () => {
    const { run, left } = await withGroups()
    expect(await run(['w'])).toContain('Nobody is here to be asked, so nothing was deleted. Add --yes.')
    expect(await left()).toEqual(['Friends', 'Others'])
  })

  test('deletes no living group without --all', async () => {
    const { run, left } = await withGroups()
    await run(['w', '--yes'])
    expect(await run(['w', '--yes'])).toContain(
      'The bot was not removed from w, as far as it knows: Others goes on there. Add --all to delete it all the same.',
    )
    expect(await left()).toEqual(['Others'])
  })

  test('deletes a whole workspace with --all', async () => {
    const { run, left } = await withGroups()
    const printed = await run(['--all', 'w', '--yes'])
    expect(printed).toContain('Others (0 members): the bot is there, as far as it knows')
    expect(printed).toContain('Deleted: Friends and Others.')
    expect(await left()).toEqual([])
  })

  test('does not delete a group that came back while it asked', async () => {
    const { store, left, run } = await withGroups()
    const transaction: typeof store.transaction = async (request, work) => {
      await store.transaction({ id: 'back', at: request.at }, async (within) => {
        const { deliveryBlock: _, ...group } = (await within.groupOf('group-friends')) ?? raise()
        await within.saveGroup(group)
      })
      return store.transaction(request, work)
    }
    const printed: string[] = []
    await purge.run(['w', '--yes'], {
      ...{ store: { ...store, transaction }, clock: () => Temporal.Instant.from('2026-12-01T08:00:00Z') },
      ...{ print: (line: string) => void printed.push(line), ask: async () => undefined, ...files },
    })
    expect(printed.at(-1)).toBe('Deleted: nothing, because it changed meanwhile.')
    expect(await left()).toEqual(['Friends', 'Others'])
    expect(await run(['w', '--yes'])).toContain('The bot was not removed from w')
  })

  test.each([
    [[], 'Name a workspace or server. Groups meet in:\n  w (test, 2 groups)'],
    [['x'], 'No group meets in a workspace or server x. Groups meet in:\n  w (test, 2 groups)'],
    [['w', 'x'], 'I expected one name: npm run privacy -- purge <workspace> [--all] [--yes]'],
    [['w', '--force'], 'I expected one name: npm run privacy -- purge <workspace> [--all] [--yes]'],
  ])('%j says what was expected', async (args, sentence) => {
    const { run, left } = await withGroups()
    expect(await run(args, 'yes')).toContain(sentence)
    expect(await left()).toEqual(['Friends', 'Others'])
  })
})

const raise = (): never => {
  throw new Error('no group')
}
