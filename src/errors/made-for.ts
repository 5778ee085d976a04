/**
 * The libraries into whose private parts the bot reaches, and the versions that it was made for. A test compares them with
 * package-lock.json, so that an upgrade makes somebody look at those places; where a part is missing all the same, the bot stops.
 */
import { OperatorError } from './operator-error.ts'

export const madeForVersions = {
  '@slack/bolt': '5.1.0',
  '@slack/socket-mode': '3.1.0',
  'discord.js': '14.28.1',
  '@prisma/adapter-better-sqlite3': '7.10.0',
  '@prisma/schema-engine-wasm': '7.10.0-4.0edf323efd1d98336f3f0a68684b56f689b900d3',
} as const

/** Throws OperatorError where a library is not as the bot needs it: half of the bot would not work, and nobody would know. */
export const requirePart = (isThere: boolean, library: keyof typeof madeForVersions, part: string): void => {
  if (isThere) return
  throw new OperatorError(
    `The installed ${library} has no ${part}, which this bot needs: it was made for version ${madeForVersions[library]}. Run npm ci, which installs that version.`,
  )
}
