import { globSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { cruise, type IFlattenedRuleSet } from 'dependency-cruiser'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import config from '../.dependency-cruiser.js'

const sources = globSync('{src,scripts}/**/*.{ts,js}', { exclude: ['src/store/generated/**'] }).sort()

/** What dependency-cruiser says of a tree's src folder, under the project's rules. */
const look = async (baseDir: string, folders = ['src']) => {
  const { options, ...rules } = config
  // The rules are plain JavaScript, too wide in type for the library's unions; the cruiser itself checks them when it starts.
  const ruleSet = rules as unknown as IFlattenedRuleSet
  const { output } = await cruise(folders, { ...options, baseDir, ruleSet, validate: true })
  if (typeof output === 'string') throw new Error(output)
  return output
}

describe('who may import what', () => {
  test('is kept to, and every module was really looked at', async () => {
    const { summary, modules } = await look(process.cwd(), ['src', 'scripts'])
    expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} imports ${to}`)).toEqual([])
    // A cruiser that cannot read TypeScript reports success over nothing.
    expect(
      modules
        .map(({ source }) => source)
        .filter((source) => /^(src|scripts)\//.test(source) && !source.includes('/generated/'))
        .sort(),
    ).toEqual(sources)
    const imports = modules.flatMap(({ source, dependencies }) =>
      dependencies.map(({ resolved }) => `${source} ${resolved}`),
    )
    expect(imports).toContain('src/bot/handle-request.ts src/bot/resolve-command.ts')
    expect(imports).toContain('src/commands/roadmap/stage.ts src/views/stage.ts')
  })

  describe('is refused where it is not', () => {
    let tree: string
    beforeAll(async () => {
      tree = await mkdtemp(join(tmpdir(), 'architecture-'))
      await writeFile(join(tree, 'tsconfig.json'), '{}')
      await writeFile(join(tree, 'package.json'), '{ "type": "module" }')
    })
    afterAll(() => rm(tree, { recursive: true }))

    test.each([
      ['core-imports', 'src/core/item.ts', 'src/chat/reply.ts'],
      ['bot-imports', 'src/bot/bot.ts', 'src/views/help.ts'],
      ['bot-imports', 'src/bot/bot.ts', 'src/app/env.ts'],
      ['views-imports', 'src/views/help.ts', 'src/commands/help.ts'],
      ['commands-imports', 'src/commands/roadmap/stage.ts', 'src/adapters/terminal/terminal.ts'],
      ['roadmaps-imports', 'src/roadmaps/load.ts', 'src/app/log.ts'],
      ['chat-imports', 'src/chat/reply.ts', 'src/bot/bot.ts'],
      ['ports-imports', 'src/ports/outbox.ts', 'src/adapters/slack/slack.ts'],
      ['store-imports', 'src/store/outbox.ts', 'src/bot/bot.ts'],
      ['app-imports', 'src/app/run-chat.ts', 'src/adapters/slack/slack.ts'],
      ['adapters-terminal-imports', 'src/adapters/terminal/terminal.ts', 'src/commands/index.ts'],
      ['adapters-terminal-imports', 'src/adapters/terminal/terminal.ts', 'src/adapters/discord/discord.ts'],
      ['adapters-slack-imports', 'src/adapters/slack/slack.ts', 'src/adapters/discord/discord.ts'],
      ['adapters-slack-transport-imports', 'src/adapters/slack/transport/http.ts', 'src/adapters/slack/render/card.ts'],
      ['adapters-slack-render-imports', 'src/adapters/slack/render/card.ts', 'src/adapters/slack/outbound/posting.ts'],
      [
        'adapters-slack-outbound-imports',
        'src/adapters/slack/outbound/views.ts',
        'src/adapters/slack/inbound/events.ts',
      ],
      ['every-folder-has-a-rule', 'src/helpers/text.ts', 'src/core/item.ts'],
      ['no-scripts-in-src', 'src/app/env.ts', 'scripts/start.js'],
      ['no-input-output-in-the-subject', 'src/core/clock.ts', 'node:fs'],
    ])('%s: %s may not import %s', async (rule, from, to) => {
      await rm(join(tree, 'src'), { recursive: true, force: true })
      const write = async (path: string, text: string) => {
        await mkdir(dirname(join(tree, path)), { recursive: true })
        await writeFile(join(tree, path), text)
      }
      const target = to.startsWith('node:') ? to : `${'../'.repeat(from.split('/').length - 1)}${to}`
      if (target !== to) await write(to, 'export const there = 1')
      await write(from, `import * as there from '${target}'\nexport const here = there`)
      expect((await look(tree)).summary.violations.map((violation) => violation.rule.name)).toEqual([rule])
    })

    test('no-circles: two modules may not know each other, not even their types', async () => {
      await rm(join(tree, 'src'), { recursive: true, force: true })
      await mkdir(join(tree, 'src/core'), { recursive: true })
      await writeFile(join(tree, 'src/core/a.ts'), "import type { B } from './b.ts'\nexport type A = { b?: B }")
      await writeFile(join(tree, 'src/core/b.ts'), "import type { A } from './a.ts'\nexport type B = { a?: A }")
      const { violations } = (await look(tree)).summary
      expect(new Set(violations.map(({ rule }) => rule.name))).toEqual(new Set(['no-circles']))
    })
  })
})

describe('what stands in one place only', () => {
  const users = async (pattern: RegExp) => {
    const texts = await Promise.all(sources.map(async (path) => ({ path, text: await readFile(path, 'utf8') })))
    return texts.filter(({ text }) => pattern.test(text.replace(/^\s*(\/\/|\*|\/\*).*$/gm, ''))).map(({ path }) => path)
  }

  test.each([
    // Prisma's command line is handed a part of it, and the host's own Node is looked for on its path.
    [
      'the environment',
      /process\.env/,
      ['scripts/generate-clients.ts', 'scripts/prefer-host-node.js', 'src/app/env.ts'],
    ],
    ['the clock', /new Date\(\)|Date\.now|performance\.now/, ['scripts/create-migration.ts']],
    ['randomness', /Math\.random|randomUUID/, ['src/main.ts']],
    [
      'the end of the process',
      /process\.exit\(/,
      ['scripts/check-node.js', 'scripts/create-migration.ts', 'scripts/generate-clients.ts', 'src/main.ts'],
    ],
  ])('%s', async (_, pattern, places) => {
    expect(await users(pattern)).toEqual(places)
  })
})
