/**
 * `npm run audit:dependencies`, once a week in CI: asks the registry that npm is set up with for known flaws in what the bot runs on.
 * Fails for those of high or critical severity alone; where nobody answers, it says so and fails nothing.
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

// npm's exit code says nothing here: it fails for every severity, and also where the registry has no answer.
const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], { encoding: 'utf8', timeout: 120_000 })
const answer = report.safeParse(parsed(stdout))

if (!answer.success) {
  console.log('The dependencies could not be audited: the registry gave no answer.')
} else {
  const all = Object.entries(answer.data.vulnerabilities)
  const found = all.filter(([, { severity }]) => grave.includes(severity))
  for (const [name, { severity, range }] of found) console.error(`${severity}: ${name} ${range ?? ''}`.trimEnd())
  if (found.length > 0) process.exitCode = 1
  else console.log(`The dependencies have no known flaw of high or critical severity (${all.length} lesser ones).`)
}
