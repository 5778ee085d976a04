/** Reads all roadmap files of a folder. All or nothing: a bot that silently lacks a roadmap would look as if it had lost progress. */
import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { Roadmap } from '../core/roadmap.ts'
import { OperatorError } from '../errors/operator-error.ts'
import { type Reading, readRoadmap } from './read-roadmap.ts'
import { faultLine, type RoadmapFault } from './roadmap-fault.ts'

/** 1 MB: the real roadmap has 6 kB, so anything near this is not a roadmap. */
const maxFileSize = 1_000_000

/** Its message lists every fault, a line each. */
const unusable = (faults: readonly RoadmapFault[]) =>
  new OperatorError(`The roadmap files cannot be used:\n${faults.map(faultLine).join('\n')}`)

/** The roadmaps of all `.yaml` and `.yml` files in the folder, in the order of their names; throws OperatorError. */
export const loadRoadmaps = async (folder: string): Promise<Roadmap[]> => {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    throw unusable([
      { file: shown(folder), found: reasonOf(error), expected: 'a folder of roadmap files (ROADMAPS_DIR)' },
    ])
  })
  const files = names.filter((name) => /\.ya?ml$/i.test(name)).sort()
  if (files.length === 0) {
    throw unusable([{ file: shown(folder), found: 'no .yaml file', expected: 'at least one roadmap (ROADMAPS_DIR)' }])
  }
  const readings = await Promise.all(
    files.map(async (name) => ({ file: join(folder, name), ...(await readFrom(join(folder, name))) })),
  )
  const faults = [...readings.flatMap((reading) => reading.faults ?? []), ...sharedIds(readings)]
  if (faults.length > 0) throw unusable(faults)
  return readings.flatMap((reading) => ('roadmap' in reading ? [reading.roadmap] : []))
}

const readFrom = async (path: string): Promise<Reading> => {
  const file = shown(path)
  const text = await textOf(path).catch((error: unknown) => ({ found: reasonOf(error) }))
  return typeof text === 'string'
    ? readRoadmap(text, file)
    : { faults: [{ file, ...text, expected: 'a readable text file (UTF-8) of at most 1 MB' }] }
}

const textOf = async (path: string) => {
  const { size } = await stat(path)
  if (size > maxFileSize) return { found: `${(size / 1_000_000).toFixed(1)} MB` }
  return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path))
}

const sharedIds = (readings: readonly (Reading & { file: string })[]): RoadmapFault[] => {
  const first = new Map<string, string>()
  return readings.flatMap((reading) => {
    if (!('roadmap' in reading)) return []
    const { id } = reading.roadmap
    const earlier = first.get(id)
    if (earlier === undefined) first.set(id, shown(reading.file))
    if (earlier === undefined) return []
    return [
      {
        file: shown(reading.file),
        line: 1,
        column: 1,
        found: `the roadmap id “${id}” again`,
        expected: `an id of its own (${earlier} has it already)`,
      },
    ]
  })
}

/** A path as the person at the terminal would type it. */
const shown = (path: string) => {
  const short = relative('', path)
  return short === '' || short.startsWith('..') ? path : short
}

const reasons: Record<string, string> = {
  ENOENT: 'nothing there',
  EACCES: 'no permission to read it',
  ENOTDIR: 'a file that is no folder',
  EISDIR: 'a folder',
  ERR_ENCODING_INVALID_ENCODED_DATA: 'bytes that are not UTF-8 text',
}

const reasonOf = (error: unknown) => {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  return reasons[code] ?? (code || 'an error')
}
