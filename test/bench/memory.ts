/** Run as a process of its own: node --expose-gc memory.ts <database>. How memory grows with use. */
import '../../scripts/lean-heap.js'
import { line } from './measure.ts'
import { fill, open } from './store.ts'

const opened = open(process.argv[2] ?? '')
await fill(opened, 'c', { people: 10 })

const use = async (commands: number) => {
  for (let at = 0; at < commands; at++) {
    opened.statements.length = 0
    await opened.say('c-1', ['stage 3', 'leaderboard', 'week', 'search sql'][at % 4] ?? 'list')
  }
}

const settled = () => {
  globalThis.gc?.()
  globalThis.gc?.()
  const { rss, heapUsed } = process.memoryUsage()
  return { rss, heapUsed }
}

await use(1000)
const before = settled()
await use(10_000)
const after = settled()

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`
const growth = (kind: 'rss' | 'heapUsed') => `${((100 * (after[kind] - before[kind])) / before[kind]).toFixed(1)} %`
console.log('\nMemory of a process, idle after 1,000 commands and after 10,000 more')
line('heap', `${megabytes(before.heapUsed)}, ${megabytes(after.heapUsed)}`)
line('growth of the heap (aim: under 10 %)', growth('heapUsed'))
line('resident', `${megabytes(before.rss)}, ${megabytes(after.rss)}`)
line('growth of what is resident (aim: under 10 %)', growth('rss'))
await opened.store.close()
