/** Looks for several things of one kind that are asked for at the same time go to the database as one statement. */
import DataLoader from 'dataloader'

/** As many at once: lists of every length are statements of their own, and a process prepares each. */
const max = 50

/** `patient`: a read waits for the others of the same turn, also those of other connections. Never in a transaction, which others wait for. */
export type BatchOptions = { patient?: boolean }

export const unique = (keys: readonly string[]): string[] => [...new Set(keys)]

type Batch<Key, Row, Value> = {
  read(keys: readonly Key[]): Promise<Row[]>
  /** The names under which rows are handed out, and which of them a key asks for. */
  nameOf(row: Row): string
  namesOf(key: Key): readonly string[]
  toValue(rows: readonly Row[]): Value
}

/** A look for one key. `patient`: requests that have arrived by different connections are waited for, and go along. A row that cannot be understood fails its own key, not those that were asked for beside it. */
export const batchedReads = <Key, Row, Value>(
  { read, nameOf, namesOf, toValue }: Batch<Key, Row, Value>,
  { patient = false }: BatchOptions = {},
) => {
  const loader = new DataLoader<Key, Value>(
    async (keys) => {
      const rows = Map.groupBy(await read(keys), nameOf)
      const made = new Map<string, Value | Error>()
      return keys.map((key) => {
        const names = namesOf(key)
        // The same thing, asked for by several at once, is made once.
        const whole = names.join('\n')
        const value = made.has(whole)
          ? made.get(whole)
          : madeOf(() => toValue(names.flatMap((name) => rows.get(name) ?? [])))
        made.set(whole, value as Value | Error)
        return value as Value | Error
      })
    },
    { cache: false, maxBatchSize: max, ...(patient && { batchScheduleFn: (send) => void setImmediate(send) }) },
  )
  return (key: Key): Promise<Value> => loader.load(key)
}

/** Batched reads whose key is one id. */
export const batchedById =
  (options: BatchOptions) =>
  <Row, Value>(
    read: (ids: string[]) => Promise<Row[]>,
    nameOf: (row: Row) => string,
    toValue: (rows: readonly Row[]) => Value,
  ) =>
    batchedReads(
      { read: (ids: readonly string[]) => read(unique(ids)), nameOf, namesOf: (id) => [id], toValue },
      options,
    )

const madeOf = <Value>(make: () => Value): Value | Error => {
  try {
    return make()
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}
