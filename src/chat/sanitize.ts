/**
 * Makes somebody's text harmless wherever it is printed as it is, in a terminal or a log: escape sequences could move the
 * cursor, change the title or answer in the person's name, and direction overrides could make a line read as another.
 */

/** The text on one line, with every control character shown as a visible sign and never obeyed. Most texts are plain and stay as they are. */
export const sanitize = (text: string): string => (/^[ -~]*$/.test(text) ? text : cleaned(text))

const cleaned = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\t\n\v\f\r\u2028\u2029]+/g, ' ')
    .replace(/\p{Cc}/gu, (character) => {
      const code = character.charCodeAt(0)
      // Unicode has pictures for the 32 old control characters and for DEL.
      return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? '\u2421' : '\ufffd'
    })
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\ufffd')
