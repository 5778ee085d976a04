/** The roadmaps that this bot knows. */
import type { Reply } from '../chat/reply.ts'
import { code, strong, text } from '../chat/text.ts'
import type { Roadmap } from '../core/roadmap.ts'
import { duration } from './duration.ts'

const maxButtons = 10

export const roadmapList = (roadmaps: readonly Roadmap[]): Reply => ({
  title: roadmaps.length === 1 ? '1 roadmap' : `${roadmaps.length} roadmaps`,
  blocks: [
    {
      kind: 'entries',
      entries: roadmaps.map(({ id, title, summary, stages, months, level }) => ({
        title: text`${strong(title)} (${code(id)})`,
        summary: text`${summary}`,
        note: text`${stages.length === 1 ? '1 stage' : `${stages.length} stages`} · ${duration(months, 'month')} · ${level}`,
      })),
    },
    {
      kind: 'buttons',
      buttons: roadmaps
        .slice(0, maxButtons)
        .map(({ id, title }) => ({ label: title, action: { command: 'overview', input: { roadmap: id } } })),
    },
  ],
})
