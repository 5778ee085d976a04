/** `npm run generate`: writes the files that are derived from declarations in the code. */
import { writeFile } from 'node:fs/promises'
import { relative } from 'node:path'
import { derivedFiles } from './derived-files.ts'

for (const { path, content } of await derivedFiles()) {
  await writeFile(path, content)
  console.log(`wrote ${relative('', path)}`)
}
