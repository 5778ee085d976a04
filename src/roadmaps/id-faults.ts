/**
 * Finds ids that cannot be used: a title that gives none, or one that stands twice. It looks at the YAML and not at the
 * checked roadmap, because a file's other faults must not hide these.
 */
import { type Document, isMap, isScalar, isSeq, type Scalar } from 'yaml'
import { quoted } from '../chat/quoted.ts'
import { maxIdLength } from '../core/roadmap.ts'
import { slugOf } from '../core/slug.ts'

type IdFault = { offset: number; found: string; expected: string }

/** Finds faults in the ids of the roadmap, its stages (unique among themselves) and its items (likewise). */
export const idFaults = (document: Document.Parsed, lineAt: (offset: number) => number): IdFault[] => {
  const stages = listAt(document.contents, 'stages')
  const items = stages.flatMap((stage) => ['skills', 'courses', 'projects'].flatMap((kind) => listAt(stage, kind)))
  return [[document.contents], stages, items].flatMap((things) => [...unusable(things), ...repeated(things, lineAt)])
}

const unusable = (things: readonly unknown[]): IdFault[] =>
  things.flatMap((thing) => {
    const named = nameOf(thing)
    if (!named || named.explicit || (named.id.length > 0 && named.id.length <= maxIdLength)) return []
    const expected =
      named.id === ''
        ? 'an id beside it, because a title without letters a-z or digits gives none'
        : `an id of at most ${maxIdLength} characters beside it, because this title's own has ${named.id.length}`
    return [{ offset: named.offset, found: `the title ${quoted(named.text)}`, expected }]
  })

const repeated = (things: readonly unknown[], lineAt: (offset: number) => number): IdFault[] => {
  const first = new Map<string, number>()
  return things.flatMap((thing) => {
    const named = nameOf(thing)
    if (!named || named.id === '') return []
    const { id, offset } = named
    const earlier = first.get(id)
    if (earlier === undefined) first.set(id, offset)
    if (earlier === undefined) return []
    return [
      {
        offset,
        found: `the id ${quoted(id)} again`,
        expected: `an id of its own (line ${lineAt(earlier)} has this one)`,
      },
    ]
  })
}

/** The id of a stage or item: an explicit id, or its title's slug. Undefined where neither is written. */
const nameOf = (thing: unknown) => {
  const explicit = scalarAt(thing, 'id')
  const scalar = explicit ?? (isScalar(thing) ? thing : scalarAt(thing, 'title'))
  if (typeof scalar?.value !== 'string' || !scalar.range) return undefined
  const text = scalar.value.trim()
  if (text === '') return undefined
  return { text, id: explicit ? text : slugOf(text), offset: scalar.range[0], explicit: explicit !== undefined }
}

const listAt = (node: unknown, key: string): unknown[] => {
  const list = isMap(node) ? node.get(key, true) : undefined
  return isSeq(list) ? list.items : []
}

const scalarAt = (node: unknown, key: string): Scalar | undefined => {
  const value = isMap(node) ? node.get(key, true) : undefined
  return isScalar(value) ? value : undefined
}
