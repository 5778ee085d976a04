/** Reads errors of Slack's Web API. */
import { webApi } from '@slack/bolt'
import { backOff } from '../../../core/retry.ts'

/** Slack's code for an error, such as `channel_not_found`; undefined for an error of another kind. */
export const errorWord = (error: unknown): string | undefined =>
  error instanceof webApi.WebAPIPlatformError ? error.data.error : undefined

/** Temporary errors; any other code about a token is permanent. */
const temporary = new Set([
  'ratelimited',
  'rate_limited',
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
  'org_login_required',
  'accesslimited',
])

/** Whether Slack refuses this token permanently. */
export const isRefusal = (error: unknown): boolean => {
  const word = errorWord(error)
  return word !== undefined && !temporary.has(word)
}

/** Milliseconds to wait after so many failed attempts to reach Slack. */
export const pauseAfter = (failures: number): number => backOff(failures, { firstMs: 250, maxMs: 60_000 })

/** Errors before a connection exists: the request cannot have arrived. */
const unconnected = ['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']

const causes = (error: unknown): string[] => {
  if (typeof error !== 'object' || error === null) return []
  const code = 'code' in error && typeof error.code === 'string' ? [error.code] : []
  const inner = error instanceof AggregateError ? error.errors.flatMap(causes) : []
  return [...code, ...inner, ...('cause' in error ? causes(error.cause) : [])]
}

/** Whether a request certainly did not reach Slack, so that it can be repeated or sent in another way. */
export const neverArrived = (error: unknown): boolean => causes(error).some((code) => unconnected.includes(code))
