/**
 * A transaction that takes no statement after its end, and none but ROLLBACK after one that failed. Prisma asks for the statements of a
 * change as they come; one that arrives after the end would be a transaction of its own, or part of somebody else's.
 */
import { DriverAdapterError, type SqlQuery, type Transaction } from '@prisma/driver-adapter-utils'

const rollback: SqlQuery = { sql: 'ROLLBACK', args: [], argTypes: [] }

export const guardedTransaction = (transaction: Transaction): Transaction => {
  /** `ending`: COMMIT or ROLLBACK was sent; `over`: the database has taken it. */
  let state: 'open' | 'failed' | 'ending' | 'over' = 'open'

  const run = async <T>({ sql }: SqlQuery, send: () => Promise<T>): Promise<T> => {
    const isEnd = sql === 'COMMIT' || sql === rollback.sql
    if (state !== 'open' && !(state === 'failed' && sql === rollback.sql)) {
      throw closed(state === 'failed' ? 'one of its statements has failed' : 'it is over')
    }
    if (isEnd) state = 'ending'
    try {
      const result = await send()
      if (isEnd) state = 'over'
      return result
    } catch (error) {
      if (state === 'open') state = 'failed'
      throw error
    }
  }

  return {
    provider: transaction.provider,
    adapterName: transaction.adapterName,
    options: transaction.options,
    queryRaw: (query) => run(query, () => transaction.queryRaw(query)),
    executeRaw: (query) => run(query, () => transaction.executeRaw(query)),
    commit: () => transaction.commit(),
    async rollback() {
      // After a COMMIT that failed, Prisma only lets go of the connection, with the transaction still open on it.
      const wasOver = state === 'over'
      state = 'over'
      if (!wasOver) await transaction.executeRaw(rollback).catch(() => {})
      await transaction.rollback()
    },
  }
}

const closed = (cause: string) =>
  new DriverAdapterError({ kind: 'TransactionAlreadyClosed', cause: `The transaction takes no more: ${cause}.` })
