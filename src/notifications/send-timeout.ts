/** How long a platform may take for one step of a delivery, so that it ends before its lease. */
import { withTimeout } from '../bot/with-timeout.ts'
import type { NotificationDeps } from './deps.ts'

/** In milliseconds. */
export const sendTimeoutOf = ({ timeoutMs = 20_000 }: Pick<NotificationDeps, 'timeoutMs'>): number => timeoutMs

export const withinSendTimeout = <T>(
  work: Promise<T>,
  deps: Pick<NotificationDeps, 'timeoutMs'>,
): Promise<T | 'timeout'> => withTimeout(work, sendTimeoutOf(deps))
