/** Run by writer.ts: node writer-process.ts <database> <prefix> <count> [<folder with migrations>] */
import { randomUUID } from 'node:crypto'
import { writeSync } from 'node:fs'
import { Temporal } from 'temporal-polyfill'
import { createDatabase } from '../../src/store/create-database.ts'
import { createRecordingLog } from './recording-log.ts'

const [, , url = '', prefix = '', count = '0', migrations] = process.argv
const store = createDatabase({ url, log: createRecordingLog(), newId: randomUUID, migrations })
const at = Temporal.Now.instant()
const on = Temporal.PlainDate.from('2026-11-23')

for (let item = 0; item < Number(count); item++) {
  const requestId = `${prefix}-${item}`
  await store.transaction({ id: requestId, at }, async (within) => {
    const learner = await within.upsertLearner(
      { id: `child:${prefix}`, name: prefix, mayManage: false },
      { workspace: 'w' },
    )
    const unit = { roadmapId: 'backend-developer', itemId: `item-${item}`, part: 1 }
    await within.record([{ ...unit, learnerId: learner.id, on, recordedAt: at, known: false, requestId }])
  })
  writeSync(1, `${item}\n`)
}
await store.close()
