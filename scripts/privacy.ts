/** `npm run privacy -- <task>`: the operator's tasks about stored data. */

import { createInterface } from 'node:readline/promises'
import { Temporal } from 'temporal-polyfill'
import { readEnv } from '../src/app/env.ts'
import { createLog } from '../src/app/log.ts'
import { quoted } from '../src/chat/quoted.ts'
import { OperatorError, operatorSentence } from '../src/errors/operator-error.ts'
import { loadRoadmaps } from '../src/roadmaps/load-roadmaps.ts'
import { createDatabase } from '../src/store/create-database.ts'
import { deletePerson } from './privacy/delete.ts'
import { exportPerson } from './privacy/export.ts'
import { purge } from './privacy/purge.ts'
import type { PrivacyTask } from './privacy/task.ts'

const tasks: ReadonlyMap<string, PrivacyTask> = new Map(
  Object.entries({ export: exportPerson, delete: deletePerson, purge }),
)

const taskNamed = (name: string | undefined): PrivacyTask => {
  const task = tasks.get(name ?? '')
  if (task) return task
  const lines = [...tasks.values()].map(({ usage, summary }) => `  npm run privacy -- ${usage}\n    ${summary}`)
  const question = name === undefined ? 'What shall I do?' : `I cannot ${quoted(name)}.`
  throw new OperatorError([`${question} There is:`, ...lines].join('\n'))
}

const ask = async (question: string): Promise<string | undefined> => {
  const { stdin: input, stdout: output } = process
  if (!input.isTTY) return undefined
  const reader = createInterface({ input, output })
  try {
    return await reader.question(question)
  } finally {
    reader.close()
  }
}

const run = async (): Promise<void> => {
  const [, , name, ...args] = process.argv
  const task = taskNamed(name)
  const env = readEnv()
  const log = createLog(env, { isInteractive: process.stderr.isTTY })
  const newId = () => {
    throw new Error('nothing new is made here')
  }
  const store = createDatabase({ url: env.DATABASE_URL, log, newId })
  try {
    await task.run(args, {
      ...{ store, clock: Temporal.Now.instant, print: (line: string) => console.log(line), ask },
      roadmaps: () => loadRoadmaps(env.ROADMAPS_DIR),
      folder: process.cwd(),
    })
  } finally {
    await store.close()
  }
}

try {
  await run()
} catch (error) {
  const sentence = operatorSentence(error)
  if (sentence === undefined) throw error
  console.error(sentence)
  process.exitCode = 1
}
