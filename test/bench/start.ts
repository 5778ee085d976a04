/** How quick the terminal is with a question about the roadmap. */
import { spawn } from 'node:child_process'
import { renderReply } from '../../src/adapters/terminal/render.ts'
import { createPaint } from '../../src/adapters/terminal/style.ts'
import { createTestBot } from '../support/bot.ts'
import { line, medians } from './measure.ts'

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

export const benchStart = async () => {
  const { floor, answer } = await medians(
    {
      floor: () => spawned(['-e', '0']),
      answer: () => spawned(['scripts/start.js'], '/roadmap stage 3\n'),
    },
    { iterations: 30 },
  )
  console.log('\nFrom spawn to the first answer of a piped "/roadmap stage 3" (median of 30)')
  line('node -e 0', `${floor.toFixed(1)} ms`)
  line('first answer', `${answer.toFixed(1)} ms`)
  line('ratio', (answer / floor).toFixed(2))

  const { bot } = createTestBot()
  const actor = { id: 'bench:ana', name: 'Ana', mayManage: false }
  const where = { platform: 'bench', workspace: 'w', channel: 'c' }
  const screen = { width: 80, paint: createPaint(false) }
  const ask = () => bot.handle({ id: '1', source: 'command', actor, where, ask: { line: 'stage 3' } })
  const { parsed, rendered } = await medians(
    { parsed: ask, rendered: async () => renderReply((await ask()).answer, screen) },
    { iterations: 5000 },
  )
  console.log('\nAnswers per second to "stage 3", from the median')
  line('parsed and dispatched', Math.round(1000 / parsed).toLocaleString('en'))
  line('parsed, dispatched and rendered', Math.round(1000 / rendered).toLocaleString('en'))
}
