/** The career card: the outlook on the job market. */
import type { Reply } from '../chat/reply.ts'
import { text } from '../chat/text.ts'
import type { Roadmap } from '../core/roadmap.ts'

/** The career outlook; undefined where the roadmap's file has none. */
export const careerCard = ({ id, title, career }: Roadmap): Reply | undefined => {
  if (!career) return undefined
  return {
    title: `${career.title}: ${title}`,
    blocks: [
      { kind: 'text', text: text`${career.summary}` },
      {
        kind: 'fields',
        fields: [
          { label: text`Average salary`, value: text`${career.salary}` },
          { label: text`Job growth`, value: text`${career.growth}` },
          { label: text`Job openings`, value: text`${career.openings}` },
          { label: text`Top industries`, value: text`${career.industries.join(', ')}` },
        ],
      },
      { kind: 'buttons', buttons: [{ label: 'The roadmap', action: { command: 'overview', input: { roadmap: id } } }] },
    ],
  }
}
