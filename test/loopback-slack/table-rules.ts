import { isObject, type Json, listOf, objectsWithin, textOf } from './json.ts'
import { checkRichText, readableOf } from './rich-text-rules.ts'
import { checkCount, checkLength, type Report } from './text-rules.ts'

const checkCell = (cell: unknown, at: string, report: Report) => {
  if (!isObject(cell)) return report(at, 'must be an object')
  const kind = textOf(cell.type)
  if (kind === 'rich_text') return checkRichText(cell, at, report)
  if (kind === 'raw_number') {
    if (typeof cell.value !== 'number') report(`${at}/value`, 'must be a number')
    return checkLength(cell.text, `${at}/text`, report, { max: 10_000, min: 1, optional: true })
  }
  if (kind !== 'raw_text') return report(`${at}/type`, `unsupported type: ${kind}`)
  checkLength(cell.text, `${at}/text`, report, { max: 10_000, min: 1 })
}

const checkRows = (block: Json, at: string, report: Report, { min, max }: { min: number; max: number }) => {
  const rows = listOf(block.rows)
  if (rows.length < min) report(`${at}/rows`, `no fewer than ${min} items allowed`)
  if (rows.length > max) report(`${at}/rows`, `no more than ${max} items allowed`)
  rows.forEach((row, index) => {
    const place = `${at}/rows/${index}`
    checkCount(row, place, report, { max: 20 })
    listOf(row).forEach((cell, column) => {
      checkCell(cell, `${place}/${column}`, report)
    })
  })
}

export const checkTable = (block: Json, at: string, report: Report) => {
  checkRows(block, at, report, { min: 1, max: 100 })
  if (listOf(block.column_settings).length > 20) report(`${at}/column_settings`, 'no more than 20 items allowed')
  if (readableOf(listOf(block.rows).flat()).length > 10_000) report(`${at}/rows`, 'must be less than 10001 characters')
}

export const checkDataTable = (block: Json, at: string, report: Report) => {
  checkLength(block.caption, `${at}/caption`, report, { max: 3000, min: 1 })
  // The first row is the header, and a header without rows is refused.
  checkRows(block, at, report, { min: 2, max: 101 })
  const widths = new Set(listOf(block.rows).map((row) => listOf(row).length))
  if (widths.size > 1) report(`${at}/rows`, 'all rows must have the same number of cells')
  const { page_size: size = 5, row_header_column_index: header = 0 } = block
  if (typeof size !== 'number' || size < 1 || size > 100) report(`${at}/page_size`, 'must be from 1 to 100')
  if (typeof header !== 'number' || header < 0 || header >= Math.max(...widths))
    report(`${at}/row_header_column_index`, 'must be the index of a column')
}

/** The characters that count against the sum over all blocks of a message. */
export const readableLength = (blocks: readonly Json[]) =>
  objectsWithin(blocks).reduce((sum, { text }) => sum + textOf(text).length, 0)
