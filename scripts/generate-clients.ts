/**
 * Generates the Prisma clients where the schemas have changed since the last time. Start, check and tests run it first, because install
 * scripts are off (.npmrc).
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const project = join(import.meta.dirname, '..')
const generated = join(project, 'src/store/generated')
const stampFile = join(generated, 'stamp')
const prisma = join(project, 'node_modules/prisma')
const schemas = ['sqlite', 'postgresql'].map((kind) => join(project, 'prisma', kind, 'schema.prisma'))

/** The environment variables that Prisma's command line gets: it needs no token and no password. */
const passedVariables = ['PATH', 'HOME', 'USERPROFILE', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot']

const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

// The stamp is the sources and not a hash: comparing is faster than hashing, and every start does it.
const stamp = [join(prisma, 'package.json'), ...schemas].map(read).join('\n')

if (read(stampFile) !== stamp) {
  if (process.stderr.isTTY) console.error('Preparing the database client: once, some seconds.')
  const { spawnSync } = await import('node:child_process')
  for (const schema of schemas) {
    const cli = join(prisma, 'build/index.js')
    const { status, stderr } = spawnSync(process.execPath, [cli, 'generate', '--schema', schema], {
      cwd: project,
      env: Object.fromEntries(
        passedVariables.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])),
      ),
      encoding: 'utf8',
    })
    if (status === 0) continue
    console.error(`The database client cannot be generated from ${schema}:\n${stderr}`)
    process.exit(1)
  }
  mkdirSync(generated, { recursive: true })
  writeFileSync(stampFile, stamp)
}
