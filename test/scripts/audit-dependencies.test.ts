import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../support/database.ts'

/** Runs the audit with an npm that answers this, as a registry would. */
const auditWith = async (answer: string, exitCode: number) => {
  const bin = temporaryFolder()
  await writeFile(join(bin, 'answer'), answer)
  await writeFile(
    join(bin, 'npm'),
    `#!/bin/sh\n[ "$*" = "audit --omit=dev --json" ] || exit 9\ncat ${join(bin, 'answer')}\nexit ${exitCode}\n`,
    { mode: 0o755 },
  )
  return new Promise<{ code: number; said: string }>((done) => {
    const env = { ...process.env, PATH: `${bin}:${process.env.PATH}` }
    const child = execFile(process.execPath, ['scripts/audit-dependencies.ts'], { env }, (_, out, err) =>
      done({ code: child.exitCode ?? -1, said: out + err }),
    )
  })
}

const found = (severity: string) =>
  JSON.stringify({ auditReportVersion: 2, vulnerabilities: { undici: { name: 'undici', severity, range: '<7.1.0' } } })

const silent = { code: 0, said: 'The dependencies could not be audited: the registry gave no answer.\n' }

test.each([
  ['of high severity', found('high'), 1, { code: 1, said: 'high: undici <7.1.0\n' }],
  ['of critical severity', found('critical'), 1, { code: 1, said: 'critical: undici <7.1.0\n' }],
  [
    'of moderate severity',
    found('moderate'),
    1,
    { code: 0, said: 'The dependencies have no known flaw of high or critical severity (1 lesser ones).\n' },
  ],
  [
    'none',
    '{"auditReportVersion":2,"vulnerabilities":{}}',
    0,
    { code: 0, said: 'The dependencies have no known flaw of high or critical severity (0 lesser ones).\n' },
  ],
  ['unknown, because the registry has no audit', '{"message":"404 Not Found","error":{"summary":""}}', 1, silent],
  ['unknown, because nobody answers', 'npm error network', 1, silent],
  ['unknown, because npm says nothing', '', 1, silent],
])('a flaw in a dependency: %s', async (_, answer, exitCode, expected) => {
  expect(await auditWith(answer, exitCode)).toEqual(expected)
})
