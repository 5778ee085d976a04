/** What an error of Slack's Web API means. */
import { webApi } from '@slack/bolt'
import { backOff } from '../../../core/retry.ts'

/** Slack's own word for it, such as `channel_not_found`; undefined where Slack did not say a word. */
export const errorWord = (error: unknown): string | undefined =>
  error instanceof webApi.WebAPIPlatformError ? error.data.error : undefined

/** Errors that pass by themselves; any other word about a token is final. */
const passing = new Set([
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

/** Whether Slack will refuse this token for ever. */
export const isRefusal = (error: unknown): boolean => {
  const word = errorWord(error)
  return word !== undefined && !passing.has(word)
}

/** Milliseconds to wait after so many failed attempts to reach Slack. */
export const pauseAfter = (failures: number): number => backOff(failures, { firstMs: 250, maxMs: 60_000 })

/** Errors of a connection that was never made: nothing can have arrived. */
const unconnected = ['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']

const causes = (error: unknown): string[] => {
  if (typeof error !== 'object' || error === null) return []
  const code = 'code' in error && typeof error.code === 'string' ? [error.code] : []
  const inner = error instanceof AggregateError ? error.errors.flatMap(causes) : []
  return [...code, ...inner, ...('cause' in error ? causes(error.cause) : [])]
}

/** Whether a request surely did not reach Slack, so that it may be repeated or told in another way. */
export const neverArrived = (error: unknown): boolean => causes(error).some((code) => unconnected.includes(code))
