/** The reply that the terminal shows at the start. */
import type { Reply } from '../../chat/reply.ts'
import { typed } from '../../chat/slash.ts'
import { code, text } from '../../chat/text.ts'

/** `note`: a sentence at the end, such as that this is a demonstration. */
export const welcome = (note?: string): Reply => ({
  title: 'Study group bot',
  blocks: [
    { kind: 'text', text: text`Learn along a roadmap, together. You need no account here: just type.` },
    {
      kind: 'fields',
      fields: [
        { label: text`${typed('stage 3')}`, value: text`read a stage` },
        { label: text`${typed('overview')}`, value: text`the whole road` },
        { label: text`${typed('help')}`, value: text`everything else` },
      ],
    },
    {
      kind: 'text',
      text: text`Tab completes, a number presses a button, ${code('@ana')} before a line speaks as Ana, Ctrl-D leaves.`,
    },
    ...(note === undefined ? [] : [{ kind: 'text' as const, text: text`${note}` }]),
  ],
})
