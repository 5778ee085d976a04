/** The files that follow from declarations in the code: `npm run generate` writes them, a test sees that they are fresh. */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Command } from './bot/command.ts'
import { slash } from './bot/slash.ts'
import { usageOf } from './bot/usage.ts'
import { commands } from './commands/index.ts'
import { roadmapJsonSchema } from './roadmaps/json-schema.ts'

const pathOf = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url))

/** Every derived file with the content that it should have. */
export const derivedFiles = async (): Promise<{ path: string; content: string }[]> => {
  const readme = pathOf('README.md')
  return [
    { path: pathOf('data/roadmap.schema.json'), content: `${JSON.stringify(roadmapJsonSchema(), null, 2)}\n` },
    { path: readme, content: withCommandTable(await readFile(readme, 'utf8')) },
  ]
}

const withCommandTable = (readme: string) =>
  readme.replace(
    /(<!-- commands -->\n).*(<!-- \/commands -->)/s,
    (_, begin, end) => `${begin}${commandTable(commands)}${end}`,
  )

const commandTable = (listed: readonly Command[]) => {
  const rows = listed.map((command) => {
    const usage = usageOf(command).replaceAll('|', '\\|')
    return `| \`${slash} ${usage}\` | ${command.summary} | ${command.answers} |\n`
  })
  return `| command | answers | seen by |\n|---|---|---|\n${rows.join('')}`
}
