/**
 * Generates the Prisma clients when the schemas have changed since the last time, and does nothing otherwise. Start, check
 * and tests run it first, because no install script does (.npmrc).
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const project = join(import.meta.dirname, '../..')
const generated = join(import.meta.dirname, 'generated')
const stampFile = join(generated, 'stamp')
const schemas = ['sqlite', 'postgresql'].map((kind) => join(project, 'prisma', kind, 'schema.prisma'))

const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

const prisma = createRequire(import.meta.url).resolve('prisma/package.json')
const stamp = createHash('sha256')
  .update([prisma, ...schemas].map(read).join('\0'))
  .digest('hex')

if (read(stampFile) !== stamp) {
  if (process.stderr.isTTY) console.error('Preparing the database client: once, some seconds.')
  for (const schema of schemas) {
    const cli = join(prisma, '../build/index.js')
    const { status, stderr } = spawnSync(process.execPath, [cli, 'generate', '--schema', schema], {
      cwd: project,
      encoding: 'utf8',
    })
    if (status === 0) continue
    console.error(`The database client cannot be generated from ${schema}:\n${stderr}`)
    process.exit(1)
  }
  mkdirSync(generated, { recursive: true })
  writeFileSync(stampFile, stamp)
}
