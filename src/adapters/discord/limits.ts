/** What Discord takes at most (discord.com/developers/docs; where sources contradict each other, the stricter one). */

/** Of a message with components, everything nested included. */
export const maxComponents = 40

/** Over all text of a message: 4,000 characters, and about 10,000 bytes before Discord fails with 500. Some room is left. */
export const [maxCharacters, maxBytes] = [3900, 9000]

export const maxButtonsInRow = 5
export const maxLabelLength = 80

export const maxMenuOptions = 25
/** Of a menu's option, and of its description. */
export const maxMenuLabelLength = 100
export const maxPlaceholderLength = 150

/** Of a button's or menu's id, and of a menu option's value. */
export const maxIdLength = 100

export const maxSuggestions = 25
export const maxSuggestionLength = 100

export const maxNonceLength = 25
