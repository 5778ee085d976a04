/** `npm run backup <file>`: a consistent copy of the database, also while the bot runs. */
import { chmodSync, existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { readEnv } from './env.ts'
import { sqliteFactory, sqliteFile } from './store/clients.ts'

const [, , target] = process.argv
const { DATABASE_URL } = readEnv()

const fail = (sentence: string) => {
  console.error(sentence)
  process.exitCode = 1
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
  const connection = await sqliteFactory(DATABASE_URL).connect()
  await connection.executeScript(`VACUUM INTO '${resolve(target).replaceAll("'", "''")}'`)
  await connection.dispose()
  // As private as the database itself.
  chmodSync(target, 0o600)
  console.log(
    `The copy is in ${target}. To go back to it, stop the bot and put it in the place of ${sqliteFile(DATABASE_URL)}.`,
  )
}
