/**
 * `npm run bench`: how quick it is. Figures depend on the machine; ratios against a floor measured in the same run hardly do.
 */
import { spawn } from 'node:child_process'
import { Bench } from 'tinybench'
import { renderReply } from '../../src/adapters/terminal/render.ts'
import { createPaint } from '../../src/adapters/terminal/style.ts'
import { createTestBot } from '../support/bot.ts'

const median = (bench: Bench, name: string): number => {
  const result = bench.getTask(name)?.result
  if (!result || !('latency' in result)) throw new Error(`${name} did not run: ${JSON.stringify(result)}`)
  return result.latency.p50
}

/** Milliseconds do not matter here, only that the process was spawned and what it was waited for has come. */
const spawned = (args: readonly string[], input?: string) =>
  new Promise<void>((done, fail) => {
    const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] })
    child.once('error', fail)
    if (input === undefined) child.once('exit', () => done())
    else child.stdout.once('data', () => done())
    child.stdin.end(input)
    child.stdout.resume()
  })

const start = new Bench({ time: 0, iterations: 30, warmupIterations: 3, warmupTime: 0 })
start.add('node -e 0', () => spawned(['-e', '0']))
start.add('first answer', () => spawned(['src/start.js'], '/roadmap stage 3\n'))
await start.run()

const floor = median(start, 'node -e 0')
const answer = median(start, 'first answer')
console.log('From spawn to the first answer of a piped "/roadmap stage 3" (median of 30):')
console.log(`  node -e 0      ${floor.toFixed(1)} ms`)
console.log(`  first answer   ${answer.toFixed(1)} ms`)
console.log(`  ratio          ${(answer / floor).toFixed(2)}`)

const { bot } = createTestBot()
const who = {
  actor: { id: 'bench:ana', name: 'Ana', mayManage: false },
  where: { platform: 'bench', workspace: 'w', channel: 'c' },
}
const screen = { width: 80, paint: createPaint(false) }

const answers = new Bench({ time: 1000 })
answers.add('parse', () => bot.handle({ id: '1', via: 'typed', ...who, ask: { line: 'stage 3' } }))
answers.add('parse and render', async () => {
  const outcome = await bot.handle({ id: '1', via: 'typed', ...who, ask: { line: 'stage 3' } })
  renderReply(outcome.answer, screen)
})
await answers.run()

const perSecond = (name: string) => Math.round(1000 / median(answers, name)).toLocaleString('en')
console.log('Answers per second to "stage 3" (from the median):')
console.log(`  parsed and dispatched             ${perSecond('parse')}`)
console.log(`  parsed, dispatched and rendered   ${perSecond('parse and render')}`)
