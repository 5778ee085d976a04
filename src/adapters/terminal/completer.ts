/** What Tab offers: the shared completion of commands, behind the `@name` and the slash command that a line may begin with. */

import { autocomplete, type LineCompletion } from '../../bot/autocomplete.ts'
import type { Bot } from '../../bot/bot.ts'
import type { Invocation } from '../../chat/invocation.ts'
import { slash } from '../../chat/slash.ts'

const beginning = new RegExp(`^(?:#\\S+\\s+)?(?:@\\S*\\s+)?(?:${slash}\\s+)?`, 'i')

/** Completions for a whole line of the terminal. */
export const completeLine = async (
  bot: Bot,
  line: string,
  who: Pick<Invocation, 'actor' | 'where'>,
): Promise<LineCompletion> => {
  const rest = line.slice(beginning.exec(line)?.[0].length ?? 0)
  if (!rest.startsWith('/')) return autocomplete(bot, rest, who)
  return { replaces: rest, candidates: slash.startsWith(rest.toLowerCase()) ? [`${slash} `] : [] }
}
