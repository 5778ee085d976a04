/** Says what was expected where zod found something else, in the words of somebody who writes a YAML file. */
import type { z } from 'zod'

type RawIssue = Parameters<z.core.$ZodErrorMap>[0]

const nouns: Record<string, string> = {
  string: 'text',
  int: 'a whole number',
  number: 'a whole number',
  array: 'a list',
  object: 'a map of keys and values',
}

/** zod's message for an issue: what was expected. A schema that has a message of its own is not asked here. */
export const expectationOf = (issue: RawIssue): string => {
  if (issue.code === 'invalid_type') return nouns[issue.expected] ?? issue.expected
  if (issue.code === 'too_small') return `at least ${issue.minimum}${unitOf(issue.origin)}`
  if (issue.code === 'too_big') return `at most ${issue.maximum}${unitOf(issue.origin)}`
  return 'something else'
}

const unitOf = (origin: string) => (origin === 'array' ? ' in the list' : origin === 'string' ? ' characters' : '')

/**
 * The issue to report for an issue: itself, or, of a union's issue, what is wrong inside the choice that was meant (a map was
 * written and one choice is a map) and not "neither this nor that".
 */
export const innermost = (issue: z.core.$ZodIssue): z.core.$ZodIssue[] => {
  if (issue.code !== 'invalid_union') return [issue]
  const isAboutInside = (inner: z.core.$ZodIssue) => inner.path.length > 0 || inner.code === 'unrecognized_keys'
  const meant = issue.errors.find((choice) => choice.every(isAboutInside))
  return meant ? meant.flatMap((inner) => innermost({ ...inner, path: [...issue.path, ...inner.path] })) : [issue]
}
