/** Makes the file of `privacy export`: every field described, titles beside ids, and nothing of anybody else. */

import type { Action } from '../chat/action.ts'
import { decodeAction } from '../chat/action-encoding.ts'
import { itemsOf } from '../core/item.ts'
import type { Roadmap } from '../core/roadmap.ts'
import type { StoredPerson, StoredRow } from '../ports/learners.ts'
import { exportFields } from './export-fields.ts'

export const exportFileName = 'roadmap-data.json'

/** JSON, with the sections in the order of their description. */
export const personExport = (stored: StoredPerson, roadmaps: readonly Roadmap[]): string => {
  const described = Object.entries(exportFields).filter(([section]) => stored[section] !== undefined)
  const file = { fields: Object.fromEntries(described), ...mapped(stored, (row) => readable(row, roadmaps)) }
  return `${JSON.stringify(file, null, 2)}\n`
}

const mapped = (stored: StoredPerson, toReadable: (row: StoredRow) => StoredRow): StoredPerson =>
  Object.fromEntries(Object.entries(stored).map(([section, rows]) => [section, rows.map(toReadable)]))

const readable = (row: StoredRow, roadmaps: readonly Roadmap[]): StoredRow => ({
  ...Object.fromEntries(Object.entries(row).map(([column, value]) => [column, fromJson(column, value)])),
  ...titlesOf(row, roadmaps),
  ...(typeof row.line === 'string' && { line: withoutOthers(row.line) }),
})

/** Columns that are JSON in their row; an announcement's may be, or the id of a stage. */
const jsonColumns = new Set(['away', 'pauses', 'refusal', 'about'])

const fromJson = (column: string, value: unknown): unknown => {
  if (!jsonColumns.has(column) || typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

/** Titles of what is there only by its id. */
const titlesOf = ({ roadmapId, itemId, kind, about, what }: StoredRow, roadmaps: readonly Roadmap[]): StoredRow => {
  const roadmap = roadmaps.find(({ id }) => id === roadmapId)
  const stageTitle = kind === 'stage' && typeof about === 'string' ? stageNamed(about, roadmaps) : undefined
  const onceTitle = typeof what === 'string' ? titleIn(what, roadmaps) : undefined
  return {
    ...(roadmap && { roadmapTitle: roadmap.title }),
    ...titled('itemTitle', roadmap && itemsOf(roadmap).find(({ id }) => id === itemId)?.title),
    ...titled('aboutTitle', stageTitle),
    ...titled('itemTitle', onceTitle),
  }
}

const titled = (field: string, title: string | undefined): StoredRow => (title === undefined ? {} : { [field]: title })

const stageNamed = (stageId: string, roadmaps: readonly Roadmap[]): string | undefined =>
  roadmaps.flatMap(({ stages }) => stages).find(({ id }) => id === stageId)?.title

/** For "stage backend-developer databases" and "scored flask#1". */
const titleIn = (what: string, roadmaps: readonly Roadmap[]): string | undefined => {
  const [kind, first = '', second = ''] = what.split(' ')
  if (kind === 'stage') return stageNamed(second, roadmaps)
  const itemId = first.replace(/#\d+$/, '')
  return roadmaps.flatMap(itemsOf).find(({ id }) => id === itemId)?.title
}

/** Options that name another person. */
const othersIn = ['member']

/** A stored action without other people: that is their data. One of an earlier version may be anything. */
const withoutOthers = (encoded: string): Action | string => {
  const action = decodeAction(encoded)
  if (!action) return 'a command of an earlier version'
  const others = othersIn.filter((option) => action.input?.[option] !== undefined)
  if (others.length === 0) return action
  const withoutNames = Object.fromEntries(others.map((option) => [option, 'somebody else']))
  return { ...action, input: { ...action.input, ...withoutNames } }
}
