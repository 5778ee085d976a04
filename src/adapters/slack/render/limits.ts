/** What Slack takes at most (docs.slack.dev/reference/block-kit and @slack/types; where they contradict each other, the stricter one). */

/** Where Slack shows blocks. */
export type Surface = 'message' | 'modal' | 'home'

/** What limits are for: a modal and the home tab are views. */
export type Container = 'message' | 'view'

export const maxBlocks = { message: 50, view: 100 } as const

/**
 * Over all texts, buttons included. A message takes about 13,200 characters (measured, not documented), a view 250 kB with everything in
 * it (docs.slack.dev, views.publish: `view_too_large`). Some room is left.
 */
export const maxCharacters = { message: 12_500, view: 20_000 } as const

export const maxTitleLength = 150

/** Of a button, and of an option of a menu and its description. */
export const maxLabelLength = 75
export const maxPlaceholderLength = 150

/** Of a modal, and of its two buttons. */
export const maxModalTitleLength = 24
export const maxHintLength = 150

export const maxInActions = 25
export const maxCheckboxes = 10
export const maxMenuOptions = 100

export const maxButtonValueLength = 2000
export const maxOptionValueLength = 75

/** Of a table, its header included. */
export const [maxTableRows, maxTableColumns, maxTableCharacters] = [100, 20, 10_000]

/** Of the text beside the blocks, for notifications and screen readers: 4,000 are advised. */
export const maxSummaryLength = 3000

/** An address for answers takes so many of them, within half an hour. */
export const maxResponses = 5
