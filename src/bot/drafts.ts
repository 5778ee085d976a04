/** Keeps lines that are too long for a platform's controls; each under the id of its draft. */
import type { Bot } from './bot.ts'

export const keepDrafts = async (lines: Iterable<string>, bot: Pick<Bot, 'draft'>): Promise<Map<string, string>> =>
  new Map(await Promise.all([...new Set(lines)].map(async (line) => [line, await bot.draft(line)] as const)))
