import { glob, readFile } from 'node:fs/promises'
import { cruise, type IReporterOutput } from 'dependency-cruiser'
import { beforeAll, describe, expect, test } from 'vitest'
import config from '../.dependency-cruiser.js'

const sources = (await Array.fromAsync(glob('src/**/*.{ts,js}'))).filter((path) => !path.includes('generated')).sort()

describe('who may import what', () => {
  let output: Exclude<IReporterOutput['output'], string>
  beforeAll(async () => {
    const { options, ...ruleSet } = config
    const result = await cruise(['src'], { ...options, ruleSet, validate: true })
    if (typeof result.output === 'string') throw new Error(result.output)
    output = result.output
  })

  test('is kept to', () => {
    expect(output.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} imports ${to}`)).toEqual([])
  })

  // A cruiser that cannot read TypeScript reports success over nothing.
  test('was really looked at: every module was seen', () => {
    const seen = output.modules.map(({ source }) => source).filter((source) => source.startsWith('src/'))
    expect(seen.sort()).toEqual(sources)
    const imports = output.modules.flatMap(({ source, dependencies }) =>
      dependencies.map(({ resolved }) => `${source} ${resolved}`),
    )
    expect(imports).toContain('src/bot/bot.ts src/bot/parse.ts')
    expect(imports).toContain('src/commands/stage.ts src/views/stage.ts')
  })

  test.each([
    ['src/core/item.ts', 'src/bot/reply.ts'],
    ['src/bot/bot.ts', 'src/views/help.ts'],
    ['src/views/help.ts', 'src/commands/help.ts'],
    ['src/commands/stage.ts', 'src/adapters/terminal/terminal.ts'],
    ['src/adapters/terminal/terminal.ts', 'src/commands/index.ts'],
    ['src/adapters/terminal/terminal.ts', 'src/adapters/discord/discord.ts'],
    ['src/bot/bot.ts', 'src/env.ts'],
    ['src/roadmaps/load-roadmaps.ts', 'src/log.ts'],
  ])('the rules forbid %s to import %s', (from, to) => {
    const broken = config.forbidden.filter((rule) => forbids(rule, from, to))
    expect(broken).not.toEqual([])
  })
})

type Rule = { from: { path?: string }; to: { path?: string; pathNot?: string } }

const forbids = ({ from, to }: Rule, source: string, target: string): boolean => {
  const match = new RegExp(from.path ?? '^$').exec(source)
  if (!match || to.path === undefined || to.pathNot === undefined) return false
  const allowed = to.pathNot.replace('$1', match[1] ?? '')
  return new RegExp(to.path).test(target) && !new RegExp(allowed).test(target)
}

describe('what stands in one place only', () => {
  const users = async (pattern: RegExp) => {
    const texts = await Promise.all(sources.map(async (path) => ({ path, text: await readFile(path, 'utf8') })))
    return texts.filter(({ text }) => pattern.test(text.replace(/^\s*(\/\/|\*|\/\*).*$/gm, ''))).map(({ path }) => path)
  }

  test.each([
    ['the environment', /process\.env/, ['src/env.ts']],
    ['the clock', /new Date\(\)|Date\.now|performance\.now/, []],
    ['randomness', /Math\.random|randomUUID/, ['src/main.ts']],
    ['the end of the process', /process\.exit\(/, ['src/check-node.js', 'src/main.ts']],
  ])('%s', async (_, pattern, places) => {
    expect(await users(pattern)).toEqual(places)
  })
})
