import { readdir, readFile } from 'node:fs/promises'
import { relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { derivedFiles } from '../../scripts/derived-files.ts'

describe('what is derived is fresh (if not: npm run generate)', async () => {
  test.each(await derivedFiles())('$path', async ({ path, content }) => {
    expect(await readFile(path, 'utf8'), relative('', path)).toBe(content)
  })
})

describe('the JSON Schema that editors use', async () => {
  const schema = z.fromJSONSchema(JSON.parse(await readFile('data/roadmap.schema.json', 'utf8')))
  const files = (await readdir('data')).filter((name) => name.endsWith('.yaml'))

  test.each(files)('accepts %s', async (file) => {
    expect(schema.safeParse(parse(await readFile(`data/${file}`, 'utf8'))).error?.issues).toBeUndefined()
  })

  test('refuses what the loader refuses', async () => {
    const content = parse(await readFile('data/backend-developer.yaml', 'utf8'))
    expect(schema.safeParse({ ...content, titel: 'x' }).success).toBe(false)
    expect(schema.safeParse({ ...content, stages: [] }).success).toBe(false)
    expect(schema.safeParse({ ...content, months: '6 months' }).success).toBe(false)
  })
})
