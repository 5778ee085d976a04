/**
 * The definition of a roadmap: of the files in `data/`, of the types that everything else uses, and (by
 * `roadmaps/json-schema.ts`) of the schema that editors check. Custom messages say what is *expected*; the loader adds what was found.
 */
import { z } from 'zod'
import { slugOf } from './slug.ts'

/** Ids are stored with progress and fit into a button's 100 characters (design section 5). */
export const maxIdLength = 32

const id = z
  .string()
  .max(maxIdLength, `an id of at most ${maxIdLength} characters`)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case letters, digits and single hyphens, such as rest-api')
  .describe('The stable id under which progress is kept. Without one, the slug of the title.')

/** Without the notation of the `u` flag, because editors read it from the JSON Schema, where there are no flags. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it keeps out
const noControls = /^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$/

const phrase = z
  .string()
  .trim()
  .min(1, 'text')
  .max(200, 'one line of at most 200 characters')
  .regex(noControls, 'one line, without line breaks or control characters')

const paragraph = z.string().trim().min(1, 'text').max(1000, 'at most 1,000 characters')

const titled = { title: phrase, id: id.optional() }

/** Fills in a missing id. The loader checks that the slug is usable and unique, and reports its place in the file. */
const withId = <T extends { title: string; id?: string | undefined }>(thing: T) => ({
  ...thing,
  id: thing.id ?? slugOf(thing.title),
})

const rangeOf = (expected: string, max: number) =>
  z
    .union(
      [z.int().min(1, expected).max(max, expected), z.string().regex(/^\d{1,3}(\s*-\s*\d{1,3})?$/, expected)],
      expected,
    )
    .transform((input, context) => {
      const [first = 0, last = first] = String(input).split('-').map(Number)
      if (first >= 1 && last <= max && first <= last) return { min: first, max: last }
      const message = first > last ? `${expected}, the smaller number first` : `${expected}, between 1 and ${max}`
      context.addIssue({ code: 'custom', message })
      return z.NEVER
    })

const weeks = rangeOf('weeks as a whole number or a range, such as 4 or 4-6', 104)

const itemSchema = z
  .union([phrase, z.strictObject(titled)], 'a title, or a map with title and id')
  .transform((input) => (typeof input === 'string' ? { title: input } : input))
  .transform(withId)

const courseSchema = z
  .strictObject({
    ...titled,
    summary: paragraph,
    weeks: z.int().min(1).max(52).describe('How many weeks it takes; it is completed in as many parts.'),
    level: phrase.describe('Such as "Beginner to Intermediate".'),
  })
  .transform(withId)

const stageSchema = z
  .strictObject({
    ...titled,
    summary: paragraph,
    weeks: weeks.describe('How long the stage takes: 4, or 4-6.'),
    skills: z.array(itemSchema).default([]),
    courses: z.array(courseSchema).default([]),
    projects: z.array(itemSchema).default([]),
  })
  .refine(({ skills, courses, projects }) => [skills, courses, projects].some((items) => items?.length !== 0), {
    error: 'a stage with at least one skill, course or project',
    // Also while another part of the stage is at fault: all faults are reported at once.
    when: ({ value }) => typeof value === 'object' && value !== null,
  })
  .transform(withId)

const section = z.strictObject({ title: phrase, summary: paragraph })

export const roadmapSchema = z
  .strictObject({
    ...titled,
    kind: phrase.optional().describe('What stands above the title, such as "Career Roadmap".'),
    accent: z
      .string()
      .regex(/^#[0-9a-f]{6}$/, 'a colour such as #3776ab')
      .optional()
      .describe('The colour of its cards, such as "#3776ab".'),
    summary: paragraph,
    months: rangeOf('months as a whole number or a range, such as 6 or 6-8', 60).describe(
      'How long it takes: 6, or 6-8.',
    ),
    coreCourses: z.int().min(0).max(1000).optional().describe('How many core courses it announces.'),
    level: phrase,
    technologies: z.array(phrase).min(1),
    career: z
      .strictObject({
        ...section.shape,
        salary: phrase,
        growth: phrase,
        openings: phrase,
        industries: z.array(phrase).min(1),
      })
      .optional(),
    path: section.optional().describe('The words above the stages.'),
    closing: section.optional().describe('The words below the stages.'),
    stages: z.array(stageSchema).min(1).max(99),
  })
  .transform(withId)

export type Roadmap = z.output<typeof roadmapSchema>
export type Stage = Roadmap['stages'][number]

/** A span of weeks or months, both ends included. */
export type Range = { min: number; max: number }
