import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadRoadmaps } from '../../src/roadmaps/load-roadmaps.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'roadmaps-'))
})
afterEach(() => rm(folder, { recursive: true }))

const roadmap = (title: string) =>
  `{title: ${title}, summary: s, months: 3, level: a, technologies: [x], stages: [{title: One, summary: s, weeks: 1, skills: [a]}]}`

const faults = () =>
  loadRoadmaps(folder).then(
    () => 'none',
    (error: Error) => {
      const [first, ...others] = error.message.replaceAll(folder, 'data').split('\n')
      expect([error.name, first]).toEqual(['OperatorError', 'The roadmap files cannot be used:'])
      return others.join('\n')
    },
  )

test('all roadmaps of the folder, in the order of their file names; other files are left alone', async () => {
  await writeFile(join(folder, 'b.yml'), roadmap('Second'))
  await writeFile(join(folder, 'a.yaml'), `\ufeff${roadmap('First')}`)
  await writeFile(join(folder, 'notes.md'), 'not a roadmap')
  await writeFile(join(folder, 'roadmap.schema.json'), '{}')
  expect((await loadRoadmaps(folder)).map(({ title }) => title)).toEqual(['First', 'Second'])
})

test('faults of all files are told together', async () => {
  await writeFile(join(folder, 'a.yaml'), 'hello')
  await writeFile(join(folder, 'b.yaml'), '- x')
  expect(await faults()).toBe(
    'data/a.yaml:1:1: found “hello”, expected a map of keys and values\n' +
      'data/b.yaml:1:1: found a list, expected a map of keys and values',
  )
})

test('two files may not describe the same roadmap', async () => {
  await writeFile(join(folder, 'a.yaml'), roadmap('Backend'))
  await writeFile(join(folder, 'b.yaml'), roadmap('BACKEND'))
  expect(await faults()).toBe(
    'data/b.yaml:1:1: found the roadmap id “backend” again, expected an id of its own (data/a.yaml has it already)',
  )
})

test('a file over 1 MB is not read', async () => {
  await writeFile(join(folder, 'a.yaml'), `# ${'x'.repeat(1_200_000)}\n${roadmap('Big')}`)
  expect(await faults()).toBe('data/a.yaml: found 1.2 MB, expected a readable text file (UTF-8) of at most 1 MB')
})

test('bytes that are no text are not guessed at', async () => {
  await writeFile(join(folder, 'a.yaml'), Buffer.from([0xff, 0xfe, 0x00]))
  expect(await faults()).toBe(
    'data/a.yaml: found bytes that are not UTF-8 text, expected a readable text file (UTF-8) of at most 1 MB',
  )
})

test('a folder with the name of a file', async () => {
  await mkdir(join(folder, 'a.yaml'))
  expect(await faults()).toBe('data/a.yaml: found a folder, expected a readable text file (UTF-8) of at most 1 MB')
})

test('a link to a file that is gone', async () => {
  await symlink(join(folder, 'gone'), join(folder, 'a.yaml'))
  expect(await faults()).toBe('data/a.yaml: found nothing there, expected a readable text file (UTF-8) of at most 1 MB')
})

test('an empty folder', async () => {
  expect(await faults()).toBe('data: found no .yaml file, expected at least one roadmap (ROADMAPS_DIR)')
})

test('no folder', async () => {
  await expect(loadRoadmaps(join(folder, 'nowhere'))).rejects.toThrow(
    'found nothing there, expected a folder of roadmap files (ROADMAPS_DIR)',
  )
})
