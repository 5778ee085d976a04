/** Turns the text of one roadmap file into a roadmap, or into everything that is wrong with it. Reads no disk. */
import { type Document, isCollection, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'
import { closest } from '../bot/closest.ts'
import { quoted } from '../bot/quoted.ts'
import { type Roadmap, roadmapSchema } from '../core/roadmap.ts'
import { expectationOf, innermost } from './expectation.ts'
import type { Fault } from './fault.ts'
import { idFaults } from './id-faults.ts'
import { keysAt } from './json-schema.ts'

export type Reading = { roadmap: Roadmap; faults?: never } | { faults: Fault[] }

/** An alias may repeat what it stands for a few times; more is an attack or a mistake ("billion laughs"). */
const mostAliases = 100

/** Reads one file's text; `file` is only its name in the faults. */
export const readRoadmap = (text: string, file: string): Reading => {
  const lines = new LineCounter()
  const fault = (offset: number, found: string, expected: string): Fault => {
    const { line, col } = lines.linePos(offset)
    return { file, line, column: col, found, expected }
  }
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const [problem] = [...document.errors, ...document.warnings]
  // Only the first: after one mistake in the notation a YAML parser's further complaints are mostly echoes of it.
  if (problem) return { faults: [fault(problem.pos[0], `faulty YAML (${reasonOf(problem.message)})`, 'valid YAML')] }

  let content: unknown
  try {
    content = document.toJS({ maxAliasCount: mostAliases })
  } catch (error) {
    return {
      faults: [fault(0, `aliases that cannot be followed (${reasonOf(String(error))})`, 'few, plain aliases, or none')],
    }
  }

  const parsed = roadmapSchema.safeParse(content, { error: expectationOf })
  const issues = parsed.success ? [] : parsed.error.issues.flatMap(innermost)
  const faults = [
    ...issues.flatMap((issue) => faultsOf(document, issue, fault)),
    ...idFaults(document, (offset) => lines.linePos(offset).line).map(({ offset, found, expected }) =>
      fault(offset, found, expected),
    ),
  ]
  if (parsed.success && faults.length === 0) return { roadmap: parsed.data }
  return { faults: faults.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0)) }
}

type Issue = ReturnType<typeof innermost>[number]
type ToFault = (offset: number, found: string, expected: string) => Fault

const faultsOf = (document: Document.Parsed, issue: Issue, fault: ToFault) => {
  if (issue.code !== 'unrecognized_keys') {
    return [fault(offsetAt(document, issue.path), foundAt(document, issue.path), issue.message)]
  }
  const known = keysAt(issue.path)
  return issue.keys.map((key) => {
    const near = closest(key, known)
    const expected = near ? `the key ${quoted(near)}` : `one of the keys ${known.join(', ')}`
    return fault(keyOffset(document, issue.path, key), `the unknown key ${quoted(key)}`, expected)
  })
}

/** Where the value at this path begins; for a value that is missing, the nearest thing around it that is there. */
const offsetAt = (document: Document.Parsed, path: readonly PropertyKey[]): number => {
  for (let length = path.length; length >= 0; length--) {
    const node = nodeAt(document, path.slice(0, length))
    if (node?.range) return node.range[0]
  }
  return 0
}

const keyOffset = (document: Document.Parsed, path: readonly PropertyKey[], key: string): number => {
  const map = nodeAt(document, path)
  const pair = isCollection(map) ? map.items.find((item) => keyOf(item)?.value === key) : undefined
  return keyOf(pair)?.range?.[0] ?? offsetAt(document, path)
}

const keyOf = (pair: unknown) =>
  typeof pair === 'object' && pair !== null && 'key' in pair && isScalar(pair.key) ? pair.key : undefined

const nodeAt = (document: Document.Parsed, path: readonly PropertyKey[]): Node | undefined => {
  const node: unknown = path.length === 0 ? document.contents : document.getIn(path, true)
  return typeof node === 'object' && node !== null ? (node as Node) : undefined
}

const foundAt = (document: Document.Parsed, path: readonly PropertyKey[]): string => {
  const node = nodeAt(document, path)
  if (node === undefined || (isScalar(node) && node.value === null)) {
    const key = path.at(-1)
    return typeof key === 'string' ? `no ${quoted(key)}` : 'nothing'
  }
  if (isScalar(node)) return typeof node.value === 'number' ? `the number ${node.source}` : quoted(String(node.value))
  const kind = isSeq(node) ? 'list' : 'map'
  return isCollection(node) && node.items.length === 0 ? `an empty ${kind}` : `a ${kind}`
}

const reasonOf = (message: string) => {
  const [line = ''] = message.split('\n', 1)
  return line.includes('call stack') ? 'nested too deeply' : line.replace(/^ReferenceError: /, '')
}
