/** Turns the text of one roadmap file into a roadmap, or into everything that is wrong with it. Reads no disk. */
import { type Alias, type Document, isScalar, LineCounter, parseDocument, type Scalar, visit } from 'yaml'
import { quoted } from '../chat/quoted.ts'
import { closest } from '../core/closest.ts'
import { type Roadmap, roadmapSchema } from '../core/roadmap.ts'
import { expectationOf, innermost } from './expectation.ts'
import { idFaults } from './id-faults.ts'
import { keysAt } from './json-schema.ts'
import { foundAt, offsetAt, offsetOfKey } from './offsets.ts'
import type { RoadmapFault } from './roadmap-fault.ts'

export type Reading = { roadmap: Roadmap; faults?: never } | { faults: RoadmapFault[] }

/** More are not worth listing at once; a file that is no roadmap at all may have tens of thousands. */
const maxFaults = 100

/** Reads one file's text; `file` is only its name in the faults. */
export const readRoadmap = (text: string, file: string): Reading => {
  const lines = new LineCounter()
  const fault: ToFault = (offset, found, expected) => {
    const { line, col } = lines.linePos(offset)
    return { file, line, column: col, found, expected }
  }
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true, uniqueKeys: false })
  const [problem] = [...document.errors, ...document.warnings]
  // Only the first: after one mistake in the notation a YAML parser's further complaints are mostly echoes of it.
  if (problem) return { faults: [fault(problem.pos[0], `faulty YAML (${reasonOf(problem.message)})`, 'valid YAML')] }
  const repeated = firstRepeatedKey(document)
  if (repeated)
    return {
      faults: [fault(repeated.range?.[0] ?? 0, `the key ${quoted(String(repeated.value))} again`, 'each key once')],
    }
  const alias = firstAlias(document)
  if (alias) return { faults: [fault(alias.range?.[0] ?? 0, `the alias *${alias.source}`, 'what it stands for')] }

  const parsed = roadmapSchema.safeParse(document.toJS(), { error: expectationOf })
  const issues = parsed.success ? [] : parsed.error.issues.slice(0, maxFaults + 1).flatMap(innermost)
  const lineAt = (offset: number) => lines.linePos(offset).line
  const faults = [
    ...issues.flatMap((issue) => faultsOf(document, issue, fault)),
    ...idFaults(document, lineAt)
      .slice(0, maxFaults + 1)
      .map(({ offset, found, expected }) => fault(offset, found, expected)),
  ].slice(0, maxFaults + 1)
  if (parsed.success && faults.length === 0) return { roadmap: parsed.data }
  const listed = faults
    .slice(0, maxFaults)
    .toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0))
  const more = { file, found: `more than these ${maxFaults} faults`, expected: 'these to be mended first' }
  return { faults: faults.length > maxFaults ? [...listed, more] : listed }
}

/** The library compares each key with all before it, which takes minutes for a file that is no roadmap. */
const firstRepeatedKey = (document: Document.Parsed): Scalar | undefined => {
  let repeated: Scalar | undefined
  visit(document, {
    Map: (_, { items }) => {
      const seen = new Set<unknown>()
      for (const { key } of items) {
        if (!isScalar(key)) continue
        if (seen.has(key.value)) {
          repeated = key
          return visit.BREAK
        }
        seen.add(key.value)
      }
      return undefined
    },
  })
  return repeated
}

/** Aliases are refused: a roadmap needs none, and a few lines of them can stand for gigabytes ("billion laughs"). */
const firstAlias = (document: Document.Parsed): Alias | undefined => {
  let found: Alias | undefined
  visit(document, {
    Alias: (_, alias) => {
      found = alias
      return visit.BREAK
    },
  })
  return found
}

type Issue = ReturnType<typeof innermost>[number]
type ToFault = (offset: number, found: string, expected: string) => RoadmapFault

const faultsOf = (document: Document.Parsed, issue: Issue, fault: ToFault): RoadmapFault[] => {
  if (issue.code !== 'unrecognized_keys') {
    return [fault(offsetAt(document, issue.path), foundAt(document, issue.path), issue.message)]
  }
  const known = keysAt(issue.path)
  return issue.keys.slice(0, maxFaults + 1).map((key) => {
    const near = closest(key, known)
    const expected = near ? `the key ${quoted(near)}` : `one of the keys ${known.join(', ')}`
    return fault(offsetOfKey(document, issue.path, key), `the unknown key ${quoted(key)}`, expected)
  })
}

const reasonOf = (message: string) => {
  const [line = ''] = message.split('\n', 1)
  return line.includes('call stack') ? 'nested too deeply' : line
}
