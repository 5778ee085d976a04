/** A word or sentence with a capital letter at its beginning. */
export const capitalized = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
