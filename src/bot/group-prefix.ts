/** What is asked about one of several groups: its answer's buttons mean the same one. */
import type { Button, Reply } from '../chat/reply.ts'

/** Before a line, the group that it is about, for people who have several. */
const pattern = /^in:(\S+)\s+(.*)$/s

/** The group that a line names, and what is asked about it. */
export const readGroup = (line: string): { group?: string; line: string } => {
  const [, group, rest = line] = pattern.exec(line) ?? []
  return group === undefined ? { line } : { group, line: rest }
}

/** The line, about this group unless it names one itself. */
export const prefixWithGroup = (group: string, line: string): string =>
  pattern.test(line) ? line : `in:${group} ${line}`

/** The reply, with all its controls about this group. */
export const withGroup = (group: string, reply: Reply): Reply => {
  const about = (button: Button): Button => ({ ...button, line: prefixWithGroup(group, button.line) })
  return {
    ...reply,
    blocks: reply.blocks.map((block) => {
      if (block.kind === 'buttons') return { ...block, buttons: block.buttons.map(about) }
      return block.kind === 'choices' ? { ...block, choices: block.choices.map(about) } : block
    }),
  }
}
