/** What Slack takes at most (platform-facts 4d, 7; where sources contradict each other, the stricter one). */

/** In a message, and in a modal or the home tab. */
export const mostBlocks = { message: 50, view: 100 } as const

/** Over all texts of a message, buttons included: about 13,200 characters (measured, not documented). Some room is left. */
export const mostCharacters = 12_500

export const longestTitle = 150

/** Of a button, and of an option of a menu. */
export const longestLabel = 75
export const longestPlaceholder = 150

/** Of a modal, and of its two buttons. */
export const longestModalTitle = 24
export const longestHint = 150

export const mostInActions = 25
export const mostCheckboxes = 10
export const mostMenuOptions = 100

export const longestButtonValue = 2000
export const longestOptionValue = 75

/** Of a table, its header included. */
export const [mostTableRows, mostTableColumns, mostTableCharacters] = [100, 20, 10_000]

/** Of the text beside the blocks, for notifications and screen readers: 4,000 are advised. */
export const longestSummary = 3000

/** An address for answers takes so many of them, within half an hour. */
export const mostResponses = 5
