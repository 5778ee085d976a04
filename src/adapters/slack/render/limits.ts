/** Slack's limits (docs.slack.dev/reference/block-kit and @slack/types; where they contradict each other, the stricter one). */

/** Where Slack shows blocks. */
export type Surface = 'message' | 'modal' | 'home'

/** Limits differ for messages and views; a modal and the home tab are views. */
export type Container = 'message' | 'view'

export const maxBlocks = { message: 50, view: 100 } as const

/**
 * Characters of all texts, buttons included. A message takes about 13,200 characters (measured, not documented), a view 250 kB with everything in
 * it (docs.slack.dev, views.publish: `view_too_large`). Some room is left.
 */
export const maxCharacters = { message: 12_500, view: 20_000 } as const

export const maxTitleLength = 150

/** Length of a button's label, of a menu option, and of its description. */
export const maxLabelLength = 75
export const maxPlaceholderLength = 150

/** Length of a modal's title and of its two buttons. */
export const maxModalTitleLength = 24
export const maxHintLength = 150

export const maxInActions = 25
export const maxCheckboxes = 10
export const maxMenuOptions = 100

export const maxButtonValueLength = 2000
export const maxOptionValueLength = 75

/** Rows of a table, its header included. */
export const [maxTableRows, maxTableColumns, maxTableCharacters] = [100, 20, 10_000]

/** Length of the summary for notifications and screen readers: Slack recommends 4,000. */
export const maxSummaryLength = 3000

/** A response URL accepts so many answers within half an hour. */
export const maxResponses = 5
