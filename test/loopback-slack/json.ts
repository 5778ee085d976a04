/** Reading JSON that somebody else wrote, without trusting its shape. */
export type Json = Record<string, unknown>

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const objectOf = (value: unknown): Json => (isObject(value) ? value : {})
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
export const objectsOf = (value: unknown): readonly Json[] => listOf(value).filter(isObject)
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** JSON as Slack takes it: already read (a JSON body) or as a string (a form). */
export const parsed = (value: unknown): unknown => {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    return undefined
  }
}

/** Every object within, the outermost first. */
export const objectsWithin = (value: unknown): readonly Json[] => {
  const found: Json[] = []
  // One list for all: the benchmark comes by here for every answer.
  const visit = (each: unknown) => {
    if (Array.isArray(each)) return each.forEach(visit)
    if (!isObject(each)) return
    found.push(each)
    for (const key in each) visit(each[key])
  }
  visit(value)
  return found
}
