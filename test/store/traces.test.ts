import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, onTestFinished, test } from 'vitest'
import { sqliteFile } from '../../src/store/sqlite-file.ts'
import { kinds, openStore } from '../support/database.ts'
import { createDiscordWorld } from '../support/discord-world.ts'

const [name, link] = ['Anastasia Nightjar', 'https://example.org/nightjars-private-blog']

/** The files beside the database, itself included, in which these bytes are. */
const filesWith = (url: string, words: string): string[] => {
  const folder = dirname(sqliteFile(url))
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((file) => statSync(join(folder, file)).isFile())
    .filter((file) => readFileSync(join(folder, file)).includes(words))
}

/** Anastasia records a project with a link, beside Sam, who stays. */
const withHer = async () => {
  const url = await kinds.sqlite()
  const { store } = openStore(url)
  const world = await createDiscordWorld({ store })
  await world.begin()
  const { say } = world
  await say('Sam', 'group create name:Friends start:2026-11-23 timezone:Europe/Berlin', { mayManage: true })
  await say(name, 'join')
  await say(name, `done flask link:${link}`)
  // What is only in the log of changes would be gone with it: this is in the file itself, too.
  const beside = new Sqlite(sqliteFile(url))
  beside.pragma('wal_checkpoint(FULL)')
  beside.close()
  expect(filesWith(url, name)).toContain('bot.db')
  expect(filesWith(url, link)).toContain('bot.db')
  const forget = async () => {
    const { message } = await say(name, 'privacy delete')
    expect((await world.press(name, message, 'Delete everything')).text).toContain('Everything of yours is deleted')
  }
  return { ...world, url, store, forget }
}

describe('a reader of the disk, while the bot runs,', () => {
  test('finds neither the name nor the link of whoever was deleted, in any file', async () => {
    const { url, forget, say } = await withHer()
    await forget()
    expect([filesWith(url, name), filesWith(url, link)]).toEqual([[], []])
    expect((await say('Sam', 'group show')).text).toContain('Sam')
  })

  test('finds no link that was taken back', async () => {
    const { url, say } = await withHer()
    await say(name, 'undo flask')
    expect(filesWith(url, link)).toEqual([])
    expect(filesWith(url, name)).not.toEqual([])
  })

  test('finds nothing either where another process was reading at that moment, once it is done', async () => {
    const { url, forget, store } = await withHer()
    const other = new Sqlite(sqliteFile(url), { readonly: true })
    onTestFinished(() => void other.close())
    other.exec('BEGIN')
    other.prepare('SELECT * FROM "Learner"').all()
    await forget()
    expect(filesWith(url, name)).not.toEqual([])
    other.exec('COMMIT')
    await store.tidy(Temporal.Now.instant())
    expect([filesWith(url, name), filesWith(url, link)]).toEqual([[], []])
  })
})

describe('copies of before an upgrade', () => {
  const copiesOf = (url: string) =>
    readdirSync(dirname(sqliteFile(url))).filter((file) => file.startsWith(`${basename(sqliteFile(url))}.before-`))

  /** A database of which the latest migration is missing, with a copy of an earlier upgrade beside it. */
  const beforeUpgrade = async () => {
    const url = await kinds.sqlite()
    const first = openStore(url).store
    await first.transaction({ id: 'first', at: Temporal.Now.instant() }, async () => {})
    await first.close()
    const file = sqliteFile(url)
    writeFileSync(`${file}.before-20200101000000_earlier`, name)
    return { url, file }
  }

  test('are one, the latest', async () => {
    const { url, file } = await beforeUpgrade()
    const database = new Sqlite(file)
    // The first migration was never finished, as far as the file knows; nothing else of it is there.
    for (const { name: table } of database
      .prepare(
        `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> '_prisma_migrations'`,
      )
      .all() as { name: string }[]) {
      database.pragma('foreign_keys = OFF')
      database.exec(`DROP TABLE "${table}"`)
    }
    database.exec('DELETE FROM _prisma_migrations')
    database.close()
    await openStore(url).store.reads.groupsIn({ platform: 'test', workspace: 'w' })
    expect(copiesOf(url)).toHaveLength(1)
    expect(copiesOf(url)[0]).toMatch(/_init$/)
  })

  test('are gone after 30 days, and halves of copies with them', async () => {
    const { url, file } = await beforeUpgrade()
    const { store } = openStore(url)
    const now = Temporal.Instant.from('2026-12-31T10:00:00Z')
    const [old, half, fresh] = ['old', 'old.partial-x', 'fresh'].map((end) => `${file}.before-${end}`) as [
      string,
      string,
      string,
    ]
    writeFileSync(old, name)
    mkdirSync(half)
    writeFileSync(join(half, 'copy'), name)
    writeFileSync(fresh, 'fresh')
    const seconds = (days: number) => now.subtract({ hours: 24 * days }).epochMilliseconds / 1000
    for (const [path, days] of [
      [old, 30],
      [half, 31],
      [fresh, 29],
      [`${file}.before-20200101000000_earlier`, 300],
    ] as const)
      utimesSync(path, seconds(days), seconds(days))
    await store.tidy(now)
    expect([existsSync(old), existsSync(half), copiesOf(url)]).toEqual([false, false, ['bot.db.before-fresh']])
    expect(filesWith(url, name)).toEqual([])
  })
})
