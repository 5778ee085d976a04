/** Forms that Discord accepts or refuses, told with zod and answered in Discord's words. */
import { z } from 'zod'
import { type FormErrors, Refusal } from './refusal.ts'
import { isSnowflake } from './snowflake.ts'

export const text = (max: number, min = 1) => z.string().min(min).max(max)

/** Text which, where it is absent, may be null or left out as well. */
export const maybeText = (max: number) => z.string().max(max).nullish()

export const snowflake = z.union([z.string(), z.int()]).transform(String).refine(isSnowflake, 'Value is not snowflake.')

export const isBlank = (words: string | null | undefined): boolean => (words ?? '').trim() === ''

type Path = readonly PropertyKey[]

/** One mistake, as Discord names it. */
export const mistake = (path: Path, code: string, message: string): Refusal =>
  new Refusal('invalidForm', at(path, [{ code, message }]))

/** A mistake inside of a zod refinement. */
export const wrong = (context: z.core.$RefinementCtx, path: PropertyKey[], [code, message]: [string, string]) =>
  context.addIssue({ code: 'custom', path, message, params: { code } })

/** The form as zod reads it, or Discord's refusal. */
export const accept = <T extends z.ZodType>(schema: T, given: unknown, path: Path = []): z.output<T> => {
  const result = schema.safeParse(given)
  if (result.success) return result.data
  const [first] = result.error.issues
  if (first === undefined) throw new Refusal('invalidForm')
  throw mistake([...path, ...first.path], ...named(first))
}

const at = (path: Path, mistakes: { code: string; message: string }[]): FormErrors =>
  path.reduceRight<FormErrors>((inner, key) => ({ [String(key)]: inner }), { _errors: mistakes })

const named = (issue: z.core.$ZodIssue): [code: string, message: string] => {
  if (issue.code === 'custom') return [String(issue.params?.code ?? 'BASE_TYPE_INVALID'), issue.message]
  if (issue.code === 'too_big' && issue.origin === 'string')
    return ['BASE_TYPE_MAX_LENGTH', `Must be ${issue.maximum} or fewer in length.`]
  if (issue.code === 'too_small' && issue.origin === 'string')
    return ['BASE_TYPE_MIN_LENGTH', `Must be ${issue.minimum} or more in length.`]
  if (issue.code === 'too_big' || issue.code === 'too_small') return ['BASE_TYPE_BAD_LENGTH', issue.message]
  if (issue.code === 'invalid_union')
    return ['UNION_TYPE_CHOICES', 'Value of field "type" is none of those allowed here.']
  if (issue.message.endsWith('received undefined')) return ['BASE_TYPE_REQUIRED', 'This field is required']
  return ['BASE_TYPE_INVALID', issue.message]
}
