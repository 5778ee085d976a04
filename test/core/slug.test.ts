import fc from 'fast-check'
import { expect, test } from 'vitest'
import { slugOf } from '../../src/core/slug.ts'

test.each([
  ['CI/CD', 'ci-cd'],
  ['Cloud Platforms (AWS, GCP, Azure)', 'cloud-platforms-aws-gcp-azure'],
  ['Authentication & Authorization', 'authentication-authorization'],
  ['  Être à l’heure ', 'etre-a-l-heure'],
  ['C++', 'c'],
  ['中文', ''],
])('%s', (title, slug) => {
  expect(slugOf(title)).toBe(slug)
})

test('a slug is made of small letters, digits and single hyphens, and is its own slug', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (title) => {
      const slug = slugOf(title)
      expect(slug).toMatch(/^([a-z0-9]+(-[a-z0-9]+)*)?$/)
      expect(slugOf(slug)).toBe(slug)
    }),
  )
})
