/** What Discord takes at most (discord.com/developers/docs; where sources contradict each other, the stricter one). */

/** Of a message with components, everything nested included. */
export const mostComponents = 40

/** Over all text of a message: 4,000 characters, and about 10,000 bytes before Discord fails with 500. Some room is left. */
export const [mostCharacters, mostBytes] = [3900, 9000]

export const mostButtonsInRow = 5
export const longestLabel = 80

export const mostMenuOptions = 25
/** Of a menu's option, and of its description. */
export const longestMenuLabel = 100
export const longestPlaceholder = 150

/** Of a button's or menu's id, and of a menu option's value. */
export const longestId = 100

export const mostSuggestions = 25
export const longestSuggestion = 100

export const longestNonce = 25
