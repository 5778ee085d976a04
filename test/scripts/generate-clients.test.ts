import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../support/database.ts'

/** A project whose Prisma notes what it is handed. */
const projectWithPrisma = () => {
  const folder = temporaryFolder()
  const write = (path: string, content: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  write('package.json', '{ "type": "module" }')
  write('node_modules/prisma/package.json', '{ "version": "1.0.0" }')
  write('node_modules/prisma/build/index.js', `require('fs').writeFileSync('seen', JSON.stringify(process.env))`)
  for (const kind of ['sqlite', 'postgresql']) write(`prisma/${kind}/schema.prisma`, kind)
  mkdirSync(join(folder, 'src/store'), { recursive: true })
  cpSync('scripts/generate-clients.ts', join(folder, 'scripts/generate-clients.ts'))
  return folder
}

test('the command line of Prisma, which is others’ code, is handed no token and no password', () => {
  const folder = projectWithPrisma()
  const secrets = {
    DISCORD_TOKEN: 'secret-1',
    SLACK_BOT_TOKEN: 'xoxb-secret-2',
    SLACK_SIGNING_SECRET: 'secret-3',
    DATABASE_URL: 'postgresql://bot:secret-4@host/db',
    ENCRYPTION_KEY: 'secret-5',
    SOMETHING_ELSE: 'secret-6',
  }
  execFileSync(process.execPath, ['scripts/generate-clients.ts'], {
    cwd: folder,
    env: { ...process.env, ...secrets },
  })
  const seen = readFileSync(join(folder, 'seen'), 'utf8')
  expect(Object.keys(JSON.parse(seen))).toContain('PATH')
  expect(seen).not.toContain('secret-')
})
