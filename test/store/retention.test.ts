/** README's table of what is kept says something of every table that there is, and of none besides. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { daysKept, daysOfNotice } from '../../src/core/idle.ts'
import { schemaOf } from '../../src/store/migrations.ts'

const section = /### What is kept, and for how long\n(.*?)\n##/s.exec(readFileSync('README.md', 'utf8'))?.[1] ?? ''

/** The cells of each line of the table, its head left out. */
const lines = section
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .slice(1)
  .map((line) => line.split('|').map((cell) => cell.trim()))

const named = lines.flatMap(([, , where = '']) => [...where.matchAll(/`(\w+)`/g)].map(([, table]) => table))

test.each(['sqlite', 'postgresql'] as const)('each table of %s has a line that says how long it is kept', (kind) => {
  const models = [...readFileSync(schemaOf(kind), 'utf8').matchAll(/^model (\w+)/gm)].map(([, model]) => model)
  expect(models.length).toBeGreaterThan(10)
  expect(named.toSorted()).toEqual(models.toSorted())
})

test('no line leaves out what, where, how long, or what deletes it', () => {
  expect(lines.filter((cells) => cells.length !== 6 || cells.slice(1, 5).includes(''))).toEqual([])
})

test('the days are those of the bot', () => {
  expect(section.replaceAll('\n', ' ')).toContain(
    `used no command for ${daysKept} days. The bot tells them ${daysOfNotice} days before`,
  )
})
