/** Cards about items that do not apply to a learner. */
import type { Action } from '../chat/action.ts'
import type { Reply } from '../chat/reply.ts'
import { typed } from '../chat/slash.ts'
import { text } from '../chat/text.ts'
import { type Item, itemsOf } from '../core/item.ts'
import type { CompletedWork } from '../core/progress.ts'
import type { Roadmap } from '../core/roadmap.ts'

export const skipToggled = ({ title, id, stage }: Item, leftOut: boolean): Reply => ({
  title: leftOut ? `Left out: ${title}` : `Taken in again: ${title}`,
  blocks: [
    {
      kind: 'text',
      text: leftOut
        ? text`It is gone from your plan and from what ${stage.title} counts for you. It earns nothing.`
        : text`It is in your plan again, and in what ${stage.title} counts for you.`,
    },
    {
      kind: 'buttons',
      buttons: [
        { label: 'My week', action: { command: 'week' } },
        // It says which, so that it does the same when it is pressed twice.
        leftOut
          ? { label: `Put ${title} back`, action: putBack(id) }
          : { label: `Skip ${title}`, action: { command: 'skip', input: { item: id, back: false } } },
      ],
    },
  ],
})

export const skippedAlready = ({ title }: Item, leftOut: boolean): Reply => ({
  title: leftOut ? `You have left ${title} out already` : `${title} is in your plan already`,
  blocks: [
    { kind: 'text', text: text`Nothing was changed.` },
    { kind: 'buttons', buttons: [{ label: 'My week', action: { command: 'week' } }] },
  ],
})

const putBack = (id: string): Action => ({ command: 'skip', input: { item: id, back: true } })

export const skippedList = (roadmap: Roadmap, { skipped }: CompletedWork): Reply => {
  const items = itemsOf(roadmap).filter(({ id }) => skipped.has(id))
  if (items.length === 0) {
    return {
      title: 'You have left nothing out',
      blocks: [{ kind: 'text', text: text`${typed('skip flask')} leaves an item out that does not apply to you.` }],
    }
  }
  return {
    title: 'What you have left out',
    blocks: [
      { kind: 'list', items: items.map(({ title, stageNumber }) => text`${title}, stage ${stageNumber}`) },
      {
        kind: 'buttons',
        buttons: items.slice(0, 5).map(({ id, title }) => ({ label: `Put ${title} back`, action: putBack(id) })),
      },
    ],
  }
}
