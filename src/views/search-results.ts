/** Search results, best first, each with its stage. */
import { encodeAction } from '../chat/action-encoding.ts'
import { quoted } from '../chat/quoted.ts'
import type { Button, Reply } from '../chat/reply.ts'
import { typed } from '../chat/slash.ts'
import { strong, text } from '../chat/text.ts'
import type { Item, ItemKind } from '../core/item.ts'

const maxShown = 10
const maxButtons = 5

const kinds: Record<ItemKind, string> = { skill: 'Skill', course: 'Course', project: 'Project' }

/** `several`: the bot knows more than one roadmap, so each result says whose it is. */
export const searchResults = (query: string, found: readonly Item[], several: boolean): Reply => {
  if (found.length === 0) return nothingFound(query, several ? 'list' : 'overview')
  const shown = found.slice(0, maxShown)
  const entries = shown.map(({ kind, title, stage, stageNumber, roadmap }) => ({
    title: text`${strong(title)}`,
    note: text`${kinds[kind]} · Stage ${stageNumber}: ${stage.title}${several ? ` · ${roadmap.title}` : ''}`,
  }))
  const more = found.length - shown.length
  return {
    title: `${found.length === 1 ? '1 match' : `${found.length} matches`} for ${quoted(query)}`,
    blocks: [
      { kind: 'entries', entries },
      ...(more > 0 ? [{ kind: 'text' as const, text: text`And ${more} more: another word narrows it down.` }] : []),
      { kind: 'buttons', buttons: stageButtons(shown, several) },
    ],
  }
}

const nothingFound = (query: string, all: 'list' | 'overview'): Reply => ({
  title: `Nothing matches ${quoted(query)}`,
  blocks: [
    {
      kind: 'text',
      text: text`I look through the titles and summaries of skills, courses and projects, and forgive a typing error or two.`,
    },
    { kind: 'text', text: text`Try fewer or shorter words, or see everything with ${typed(all)}.` },
    { kind: 'buttons', buttons: [{ label: all === 'list' ? 'All roadmaps' : 'All stages', action: { command: all } }] },
  ],
})

/** One button for each stage among the results, in the order of the results. */
const stageButtons = (found: readonly Item[], several: boolean): Button[] => {
  const buttons = found.map(({ roadmap, stageNumber }) => ({
    label: several ? `${roadmap.title}, stage ${stageNumber}` : `Stage ${stageNumber}`,
    action: { command: 'stage', input: { number: stageNumber, roadmap: roadmap.id } },
  }))
  return [...new Map(buttons.map((button) => [encodeAction(button.action), button])).values()].slice(0, maxButtons)
}
