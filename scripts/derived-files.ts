/** The files that are derived from declarations in the code: `npm run generate` writes them, a test checks that they are up to date. */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { manifestOf, scopes } from '../src/adapters/slack/transport/manifest.ts'
import type { Command } from '../src/bot/command.ts'
import { usageOf } from '../src/bot/usage.ts'
import { slash } from '../src/chat/slash.ts'
import { commands } from '../src/commands/index.ts'
import { roadmapJsonSchema } from '../src/roadmaps/json-schema.ts'

const pathOf = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url))

type DerivedFile = { path: string; content: string }

/** Every derived file with its expected content. */
export const derivedFiles = async (): Promise<DerivedFile[]> => {
  const readme = pathOf('README.md')
  const tables = { commands: commandTable(commands), scopes: scopeTable() }
  return [
    { path: pathOf('data/roadmap.schema.json'), content: json(roadmapJsonSchema()) },
    slackManifestFile(),
    { path: readme, content: withTables(await readFile(readme, 'utf8'), tables) },
  ]
}

/** The manifest in the repository, for Socket Mode. */
export const slackManifestFile = (): DerivedFile => ({ path: pathOf('slack-manifest.json'), content: slackManifest() })

/** The content of a manifest: for Socket Mode, or for HTTP at an address. */
export const slackManifest = (options: { address?: string } = {}): string => json(manifestOf(commands, options))

const json = (content: unknown) => `${JSON.stringify(content, null, 2)}\n`

/** Replaces each table between its marks, `<!-- name -->` and `<!-- /name -->`. */
const withTables = (readme: string, tables: Record<string, string>) =>
  Object.entries(tables).reduce(
    (text, [name, table]) =>
      text.replace(
        new RegExp(`(<!-- ${name} -->\\n).*(<!-- /${name} -->)`, 's'),
        (_, begin, end) => `${begin}${table}${end}`,
      ),
    readme,
  )

const commandTable = (listed: readonly Command[]) => {
  const rows = listed.map((command) => {
    const usage = usageOf(command).replaceAll('|', '\\|')
    return `| \`${slash} ${usage}\` | ${command.summary} | ${command.answers} |\n`
  })
  return `| command | answers | seen by |\n|---|---|---|\n${rows.join('')}`
}

const scopeTable = () =>
  `| scope | why |\n|---|---|\n${scopes.map(({ scope, why }) => `| \`${scope}\` | ${why} |\n`).join('')}`
