/**
 * Logs once when the database cannot be used, then every minute, and when it can be used again; not for each failed call. It also probes
 * the database itself, so that it notices the end when nothing else uses it.
 */

import { errorWords } from '../errors/logged-error.ts'
import type { StoreUnavailable } from '../errors/store-unavailable.ts'
import type { Log } from '../ports/log.ts'

/** How the database is used. A `statement` changes something by itself, and may turn out to have nothing to do. */
export type Use = 'look' | 'statement' | 'change'

type OutagesDeps = {
  log: Log
  /** Uses the database in this way. Its outcome is reported like that of everybody's use. */
  probe(use: Use): Promise<unknown>
  wait(milliseconds: number): Promise<void>
}

/** `use`: what has to succeed before it is over. On a full disk everybody can still look. */
type Outage = { use: 'look' | 'change'; unavailable: StoreUnavailable; toldRemedies: Set<string> }

/** The pause between two attempts in milliseconds, and after how many of them there is another line in the log: a minute. */
const [probePause, roundsBetweenLines] = [5000, 12]

export const createOutages = ({ log, probe, wait }: OutagesDeps) => {
  let current: Outage | undefined
  let isStopped = false

  const say = ({ unavailable: { remedy, cause } }: Outage, words: string) =>
    log.error({ remedy, why: errorWords(cause) }, words)

  const watch = async (outage: Outage) => {
    const isOver = () => isStopped || current !== outage
    for (let round = 1; ; round++) {
      await wait(probePause)
      if (isOver()) return
      await probe(outage.use).catch(() => {})
      if (isOver()) return
      if (round % roundsBetweenLines === 0) say(outage, 'the database still cannot be used')
    }
  }

  return {
    failed(use: Use, unavailable: StoreUnavailable) {
      if (isStopped) return
      const isNew = current === undefined
      current ??= { use: use === 'look' ? 'look' : 'change', unavailable, toldRemedies: new Set() }
      current.unavailable = unavailable
      // Another reason is news, too.
      if (!current.toldRemedies.has(unavailable.remedy)) say(current, 'the database cannot be used')
      current.toldRemedies.add(unavailable.remedy)
      if (isNew) void watch(current)
    },
    succeeded(use: Use) {
      if (!current || (current.use === 'change' && use !== 'change')) return
      current = undefined
      log.info({}, 'the database can be used again')
    },
    stop() {
      isStopped = true
    },
  }
}
