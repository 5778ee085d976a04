/** `npm run privacy -- export <account>`: writes the file of `privacy export`, for a person who asks by mail. */

import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { OperatorError } from '../../src/errors/operator-error.ts'
import { personExport } from '../../src/views/person-export.ts'
import { accountForms, readAccount, unknownAccount } from './account.ts'
import { readArguments } from './arguments.ts'
import type { PrivacyTask } from './task.ts'

export const exportPerson: PrivacyTask = {
  usage: 'export <account>',
  summary: `writes everything that is stored about a person (${accountForms}) into a file`,
  async run(args, { store, print, roadmaps, folder }) {
    const { named } = readArguments(args, { usage: exportPerson.usage, flags: [] })
    const account = readAccount(named, exportPerson.usage)
    const stored = await store.reads.exportOf(account)
    if (Object.keys(stored).length === 0) throw unknownAccount(account)
    const content = personExport(stored, await roadmaps())
    const path = resolve(folder, `roadmap-data-${account.replaceAll(':', '-')}.json`)
    await writeNew(path, content)
    print(`Written: ${path}`)
    print('Only you can read this file. Send it to the person it is about, and delete it then.')
  },
}

/** Only the owner of the file can read it, from its creation on. */
const writeNew = async (path: string, content: string): Promise<void> => {
  try {
    await writeFile(path, content, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') throw new OperatorError(`There is a file ${path} already. Move it away, or delete it.`)
    throw new OperatorError(`I cannot write ${path} (${code}).`)
  }
}
