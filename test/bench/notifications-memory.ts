/** Run as a process of its own: node --expose-gc nudges-memory.ts <database> <groups>. Prints the largest heap while posts go out. */
import '../../scripts/lean-heap.js'
import { due, fillGroups, openNotifications } from './notifications.ts'

const [, , url = '', groups = '0'] = process.argv
let [posts, largest] = [0, 0]
const opened = openNotifications(url, {
  onPost: () => {
    posts += 1
    if (posts % 200 !== 0) return
    globalThis.gc?.()
    largest = Math.max(largest, process.memoryUsage().heapUsed)
  },
})
await fillGroups(opened, 0, Number(groups))
opened.at(due)
await opened.notifications.runCycleAndWait()
console.log(largest)
await opened.store.close()
