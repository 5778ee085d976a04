/**
 * `npm run soak`: the bot as a program, on both platforms' loopback servers, while people ask, weeks pass and it is killed every few
 * seconds. Ends with 1 when something is lost or comes twice. `-- --seed 7` makes the same choices again, as far as time allows.
 */
import { parseArgs } from 'node:util'
import { startPostgres } from '../support/postgres.ts'
import { disasters } from './killer.ts'
import { faultsOf, reportOf } from './report.ts'
import { runSoak } from './run-soak.ts'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e6)) },
    /** Seconds that a platform waits for the first answer: Slack and Discord wait three, and a busy machine is no fault. */
    timeoutMs: { type: 'string', default: '10' },
    postgres: { type: 'boolean', default: false },
    /** Tells what goes on. */
    trace: { type: 'boolean', default: false },
    /** Leaves the database and the log. */
    keep: { type: 'boolean', default: false },
  },
})

const numberOf = (name: string, text: string): number => {
  const number = Number(text)
  if (Number.isFinite(number)) return number
  console.error(`--${name}: found ${JSON.stringify(text)}, expected a number`)
  process.exit(1)
}

const seconds = numberOf('seconds', values.seconds)
const seed = numberOf('seed', values.seed)
console.log(`npm run soak -- --seconds ${seconds} --seed ${seed}${values.postgres ? ' --postgres' : ''}`)

const postgres = values.postgres ? await startPostgres() : undefined
try {
  await postgres?.createDatabase('soak')
  const databaseUrl = postgres?.urlOf('soak')
  const result = await runSoak({
    ...{
      seed,
      isOver: (soFar) => soFar.seconds >= seconds,
      groups: 5,
      people: 30,
      pause: [500, 5000],
      disasters,
      answerWithinMs: 1000 * numberOf('patience', values.timeoutMs),
      keepsFolder: values.keep,
    },
    ...(values.trace && { trace: console.error }),
    ...(databaseUrl !== undefined && { databaseUrl }),
  })
  console.log(reportOf(result))
  if (values.keep) console.log(`its log: ${result.logFile}`)
  process.exitCode = faultsOf(result).length === 0 ? 0 : 1
} finally {
  await postgres?.stop()
}
