/** Finds the places in a YAML document that a checked value's path leads to, and says what stands there. */
import { type Document, isCollection, isScalar, isSeq, type Node } from 'yaml'
import { quoted } from '../chat/quoted.ts'

type Path = readonly PropertyKey[]

/** Where the value at this path begins; for a value that is missing, the nearest thing around it that is there. */
export const offsetAt = (document: Document.Parsed, path: Path): number => {
  for (let length = path.length; length >= 0; length--) {
    const node = nodeAt(document, path.slice(0, length))
    if (node?.range) return node.range[0]
  }
  return 0
}

/** Where a key of the map at this path stands. */
export const offsetOfKey = (document: Document.Parsed, path: Path, key: string): number => {
  const map = nodeAt(document, path)
  const pair = isCollection(map) ? map.items.find((item) => keyOf(item)?.value === key) : undefined
  return keyOf(pair)?.range?.[0] ?? offsetAt(document, path)
}

/** Describes the value at this path, for a sentence that begins with "found". */
export const foundAt = (document: Document.Parsed, path: Path): string => {
  const node = nodeAt(document, path)
  if (node === undefined || (isScalar(node) && node.value === null)) {
    const key = path.at(-1)
    return typeof key === 'string' ? `no ${quoted(key)}` : 'nothing'
  }
  if (isScalar(node)) return typeof node.value === 'number' ? `the number ${node.source}` : quoted(String(node.value))
  const kind = isSeq(node) ? 'list' : 'map'
  return isCollection(node) && node.items.length === 0 ? `an empty ${kind}` : `a ${kind}`
}

const keyOf = (pair: unknown) =>
  typeof pair === 'object' && pair !== null && 'key' in pair && isScalar(pair.key) ? pair.key : undefined

const nodeAt = (document: Document.Parsed, path: Path): Node | undefined => {
  const node: unknown = path.length === 0 ? document.contents : document.getIn(path, true)
  return typeof node === 'object' && node !== null ? (node as Node) : undefined
}
