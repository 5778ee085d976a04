/** `npm run backup <file>`: makes a consistent copy of the database, also while the bot runs. */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { readEnv } from '../src/app/env.ts'
import { errorWords } from '../src/errors/logged-error.ts'
import { copyDatabase } from '../src/store/copy.ts'
import { toUnavailable } from '../src/store/database-errors.ts'
import { sqliteDriver } from '../src/store/sqlite-driver.ts'
import { sqliteFile } from '../src/store/sqlite-file.ts'

const [, , target] = process.argv
const { DATABASE_URL } = readEnv()

const fail = (sentence: string) => {
  console.error(sentence)
  process.exitCode = 1
}

const copy = async (to: string): Promise<void> => {
  // Signals are ignored during the copy: an interrupted one would leave half a file.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {})
  try {
    const connection = await sqliteDriver(DATABASE_URL).connect()
    await copyDatabase(connection, resolve(to)).finally(() => connection.dispose())
  } catch (error) {
    if (!toUnavailable(error)) throw error
    return fail(`The copy cannot be made (${errorWords(error)}): nothing was written.`)
  }
  console.log(
    `The copy is in ${to}. To go back to it, stop the bot and put it in the place of ${sqliteFile(DATABASE_URL)}.`,
  )
}

if (!DATABASE_URL.startsWith('file:')) {
  fail('This database is PostgreSQL: pg_dump makes a copy of it, with the address in DATABASE_URL.')
} else if (!target) {
  fail('Say where the copy goes: npm run backup copy.db')
} else if (existsSync(target)) {
  fail(`${target} is there already, and a backup overwrites nothing: choose another name.`)
} else if (!existsSync(sqliteFile(DATABASE_URL))) {
  fail('There is no database yet: nothing has been recorded.')
} else {
  await copy(target)
}
