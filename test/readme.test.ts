import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import packageJson from '../package.json' with { type: 'json' }
import { say } from './support/terminal.ts'

const readme = await readFile('README.md', 'utf8')
const architecture = await readFile('ARCHITECTURE.md', 'utf8')
const contributing = await readFile('CONTRIBUTING.md', 'utf8')

/** The paths in the file map: the first words of its lines, each below the folder that it is indented under. */
const mapped = () => {
  const block = /## Folders\n.*?```\n(.*?)```/s.exec(architecture)?.[1] ?? ''
  const folders: string[] = []
  return block
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const depth = (line.length - line.trimStart().length) / 2
      folders.splice(depth)
      const name = line.trim().split(/\s/)[0] ?? ''
      folders.push(name)
      return folders.join('')
    })
}

describe('the file map', () => {
  test('names nothing that is not there', () => {
    expect(mapped().length).toBeGreaterThan(10)
    expect(mapped().filter((path) => !existsSync(path))).toEqual([])
  })

  test('leaves out no folder of src, and no file beside them', async () => {
    const entries = await readdir('src', { withFileTypes: true })
    const paths = entries.map((entry) => `src/${entry.name}${entry.isDirectory() ? '/' : ''}`)
    expect(mapped()).toEqual(expect.arrayContaining(paths))
  })
})

test('the transcript is what is really said', async () => {
  const [, line = '', answer] = /\$ echo "(.*)" \| npm start --silent\n(.*?)```/s.exec(readme) ?? []
  expect(`${await say(line)}\n`).toBe(answer)
})

test('every npm script that the documents name exists', () => {
  const text = [readme, architecture, contributing].join('\n')
  const named = [...text.matchAll(/npm (?:run )?(?:--silent )?([a-z]+(?::[a-z]+)*)/g)].map(([, name]) => name ?? '')
  const scripts = [...Object.keys(packageJson.scripts), 'install', 'ci', 'exec']
  expect(named.filter((name) => !scripts.includes(name))).toEqual([])
  expect(named).toEqual(expect.arrayContaining(['install', 'start', 'test', 'check', 'bench']))
})

test('every path that the documents for maintainers name exists', () => {
  const paths = [
    ...`${architecture}\n${contributing}`.matchAll(/[` ]((?:src|test|scripts|docs|data|prisma)\/[\w./-]*)/g),
  ]
  const named = paths.map(([, path = '']) => path)
  expect(named.length).toBeGreaterThan(50)
  expect(named.filter((path) => !existsSync(path))).toEqual([])
})

test('every link leads somewhere', () => {
  const text = [readme, architecture, contributing].join('\n')
  const links = [...text.matchAll(/\]\(([^)#]+)\)|src="([^"]+)"/g)].map(([, a, b]) => a ?? b ?? '')
  expect(links.filter((link) => !link.startsWith('https://') && !existsSync(link))).toEqual([])
})

test('every variable of .env.example is read, and every variable that is read is in it', async () => {
  const example = await readFile('.env.example', 'utf8')
  const source = await readFile('src/app/env.ts', 'utf8')
  const names = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, name]) => name).sort()
  expect(names(example, /^#?([A-Z_]+)=/gm)).toEqual(names(source, /^ {2}([A-Z_]+): /gm))
})
