/** Roadmaps that nobody wrote: few or many stages, kinds that are absent, courses longer than their stage, odd levels. */
import fc from 'fast-check'
import { tempos } from '../../src/core/group.ts'
import type { Roadmap, Stage } from '../../src/core/roadmap.ts'

const levels = [
  'Beginner',
  'Beginner to Intermediate',
  'Intermediate',
  'Intermediate to Advanced',
  'Advanced',
  'ADVANCED',
  'beginner',
  'Beginner to Advanced',
  'Expert',
  'für alle',
  '?',
]

const mostItems = 12
const count = fc.integer({ min: 0, max: mostItems })
const courseWeeks = fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 1, max: 6 }) }, fc.integer({ min: 7, max: 52 }))

const anyShape = fc
  .record({
    shortest: fc.integer({ min: 1, max: 8 }),
    more: fc.integer({ min: 0, max: 5 }),
    skills: count,
    projects: count,
    courses: fc.array(fc.record({ weeks: courseWeeks, level: fc.constantFrom(...levels) }), { maxLength: mostItems }),
  })
  .filter(({ skills, projects, courses }) => skills + projects + courses.length > 0)

/** A roadmap of one to six stages. */
export const anyRoadmap: fc.Arbitrary<Roadmap> = fc.array(anyShape, { minLength: 1, maxLength: 6 }).map((shapes) => ({
  id: 'any',
  title: 'Any',
  summary: 'Any',
  months: { min: 1, max: 2 },
  level: 'Any',
  technologies: ['Any'],
  stages: shapes.map(({ shortest, more, skills, projects, courses }, index): Stage => {
    const titled = (kind: string, at: number) => ({ id: `${kind}-${index + 1}-${at + 1}`, title: `${kind} ${at + 1}` })
    return {
      ...titled('stage', 0),
      summary: 'Any',
      weeks: { min: shortest, max: shortest + more },
      skills: Array.from({ length: skills }, (_, at) => titled('skill', at)),
      courses: courses.map((course, at) => ({ ...titled('course', at), ...course, summary: 'Any' })),
      projects: Array.from({ length: projects }, (_, at) => titled('project', at)),
    }
  }),
}))

export const anyTempo = fc.constantFrom(...tempos)
