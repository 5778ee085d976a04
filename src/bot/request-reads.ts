/** Reads for one request: the group of its channel and its caller are looked up once, however many functions ask for them. */
import type { Readers } from '../ports/database.ts'

export const createRequestReads = (reads: Readers): Readers => ({
  ...reads,
  groupAt: once(reads.groupAt, ({ platform, workspace, channel }) => JSON.stringify([platform, workspace, channel])),
  learnerOf: once(reads.learnerOf, (account) => account),
})

const once = <Key, Value>(load: (key: Key) => Promise<Value>, nameOf: (key: Key) => string) => {
  const loading = new Map<string, Promise<Value>>()
  return (key: Key): Promise<Value> => {
    const name = nameOf(key)
    const value = loading.get(name) ?? load(key)
    loading.set(name, value)
    return value
  }
}
