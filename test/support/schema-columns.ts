/** The tables of the Prisma schema with their columns: what refers to other tables is no column. */
import { readFileSync } from 'node:fs'
import { schemaOf } from '../../src/store/migrations.ts'

const scalars = new Set(['String', 'Int', 'Boolean', 'BigInt', 'Float', 'DateTime', 'Bytes', 'Json', 'Decimal'])

export const schemaColumns = (): ReadonlyMap<string, readonly string[]> => {
  const schema = readFileSync(schemaOf('sqlite'), 'utf8')
  const models = [...schema.matchAll(/^model (\w+) \{\n(.*?)^\}/gms)]
  return new Map(
    models.map(([, table = '', body = '']) => [
      table,
      [...body.matchAll(/^ {2}(\w+) +(\w+)\??/gm)].flatMap(([, column = '', type = '']) =>
        scalars.has(type) ? [column] : [],
      ),
    ]),
  )
}
