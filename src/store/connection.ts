/**
 * The one open database of a store. It is opened at its first use, and anew after a failure to open it, after its end, or when its file
 * was moved. Each of these is one step, however many use it at that moment.
 */
import { LoggableError } from '../errors/loggable-error.ts'
import { StoreUnavailable } from '../errors/store-unavailable.ts'
import { isClosed, toUnavailable } from './database-errors.ts'

type Openable = {
  /** False once the file is another than the one that was opened. */
  isThere(): boolean
  close(): Promise<void>
}

/** An open database with the number of its users; `isLeft`: no new use begins. */
type Shared<Opened> = { opened: Opened; users: number; isLeft: boolean; closing?: Promise<void> }

export const createConnection = <Opened extends Openable>(open: () => Promise<Opened>) => {
  type Opening = Promise<Shared<Opened>>
  let current: Opening | undefined

  const begin = (): Opening => {
    const opening = open().then((opened) => ({ opened, users: 0, isLeft: false }))
    opening.catch(() => leave(opening))
    return opening
  }

  /** The next use opens it anew, unless another one has done so already. */
  const leave = (opening: Opening) => {
    if (current === opening) current = undefined
  }

  const close = (shared: Shared<Opened>): Promise<void> => {
    shared.closing ??= shared.opened.close()
    return shared.closing
  }

  const use = async <T>(work: (opened: Opened) => Promise<T>): Promise<T> => {
    current ??= begin()
    const opening = current
    const shared = await opening
    const { opened } = shared
    const abandon = () => {
      leave(opening)
      shared.isLeft = true
    }
    const check = () => {
      if (opened.isThere()) return
      abandon()
      throw moved()
    }
    shared.users += 1
    try {
      check()
      if (shared.isLeft) return await use(work)
      const result = await work(opened)
      // A write into a file that was moved meanwhile is not in the database any more.
      check()
      return result
    } catch (error) {
      if (isClosed(error)) abandon()
      // SQLite does not say that the file was moved, only that a statement failed.
      else if (toUnavailable(error)) check()
      throw error
    } finally {
      shared.users -= 1
      // Closed after its last use, so that nobody loses it in the middle.
      if (shared.isLeft && shared.users === 0) await close(shared).catch(() => {})
    }
  }

  return {
    use,
    /** Whether it was opened, or is being opened. */
    isBegun: () => current !== undefined,
    async close() {
      const opening = current
      current = undefined
      const shared = await opening?.catch(() => undefined)
      if (shared) await close(shared)
    },
  }
}

const moved = () =>
  new StoreUnavailable(
    'The database file was moved or deleted while the bot ran: put it back, or go on with an empty one.',
    { cause: new LoggableError('the file is another than the one that was opened') },
  )
