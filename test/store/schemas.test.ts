import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { schemaOf, snapshotOf } from '../../src/store/migrations.ts'

/** What follows the lines on generator and datasource, which differ. */
const models = (path: string) => readFileSync(path, 'utf8').split('/// A person.')[1]

test('both databases have the same models, word for word', () => {
  expect(models(schemaOf('sqlite'))).toContain('model Completion')
  expect(models(schemaOf('postgresql'))).toBe(models(schemaOf('sqlite')))
})

test.each(['sqlite', 'postgresql'] as const)(
  'no change of the %s schema waits for its migration (npm run db:migrate)',
  (kind) => {
    expect(readFileSync(snapshotOf(kind), 'utf8')).toBe(readFileSync(schemaOf(kind), 'utf8'))
  },
)
