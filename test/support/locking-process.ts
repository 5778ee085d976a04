/** Run by file-lock.ts: node locking-process.ts <file> <statements>. Holds a lock until it is killed or its input ends. */
import { writeSync } from 'node:fs'
import Database from 'better-sqlite3'

const [, , file = '', statements = ''] = process.argv
const database = new Database(file)
database.exec(statements)
writeSync(1, 'locked\n')
process.stdin.on('end', () => {
  database.close()
  writeSync(1, 'free\n')
})
process.stdin.resume()
