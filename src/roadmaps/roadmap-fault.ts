/** A fault in a roadmap file, with its place, for the author of the file. */

import { sanitize } from '../chat/sanitize.ts'

export type RoadmapFault = {
  file: string
  /** Counted from 1. Absent when the file as a whole is at fault. */
  line?: number
  column?: number
  found: string
  expected: string
}

/** One line as compilers print it, so that editors and terminals can jump to the place. */
export const faultLine = ({ file, line, column, found, expected }: RoadmapFault): string => {
  const place = line === undefined ? file : `${file}:${line}:${column ?? 1}`
  return sanitize(`${place}: found ${found}, expected ${expected}`)
}
