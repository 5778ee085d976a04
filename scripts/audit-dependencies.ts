/**
 * `npm run audit:dependencies`, once a week in CI: asks npm's registry for known vulnerabilities of the production dependencies. Fails
 * only for high or critical severity; without an answer of the registry it prints that and succeeds.
 */
import { spawnSync } from 'node:child_process'
import { z } from 'zod'

const report = z.object({
  vulnerabilities: z.record(z.string(), z.object({ severity: z.string(), range: z.string().optional() })),
})

const grave: readonly string[] = ['high', 'critical']

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

// npm's exit code is of no use: it is an error for every severity, and for a registry without an answer.
const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], { encoding: 'utf8', timeout: 120_000 })
const answer = report.safeParse(parsed(stdout))

if (!answer.success) {
  console.log('The dependencies could not be audited: the registry gave no answer.')
} else {
  const all = Object.entries(answer.data.vulnerabilities)
  const severe = all.filter(([, { severity }]) => grave.includes(severity))
  for (const [name, { severity, range }] of severe) console.error(`${severity}: ${name} ${range ?? ''}`.trimEnd())
  if (severe.length > 0) process.exitCode = 1
  else console.log(`The dependencies have no known flaw of high or critical severity (${all.length} lesser ones).`)
}
