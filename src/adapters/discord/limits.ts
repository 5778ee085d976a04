/** Discord's limits (discord.com/developers/docs; where sources contradict each other, the stricter one). */

/** Components of a message, nested ones included. */
export const maxComponents = 40

/** Text of a whole message: 4,000 characters, and about 10,000 bytes before Discord fails with 500. Some room is left. */
export const [maxCharacters, maxBytes] = [3900, 9000]

export const maxButtonsInRow = 5
export const maxLabelLength = 80

export const maxMenuOptions = 25
/** Length of a menu option's label, and of its description. */
export const maxMenuLabelLength = 100
export const maxPlaceholderLength = 150

/** Length of a button's or menu's id, and of a menu option's value. */
export const maxIdLength = 100

export const maxSuggestions = 25
export const maxSuggestionLength = 100

export const maxNonceLength = 25
