/** `npm run discord:commands`: prints the slash command that is registered in Discord; `-- remove` removes it. */
import { REST, Routes } from 'discord.js'
import { registeredCommands, removeCommands } from '../src/adapters/discord/register.ts'
import { readEnv } from '../src/app/env.ts'

const { DISCORD_TOKEN: token, DISCORD_API_URL: api, DISCORD_GUILD_ID: guildId } = readEnv()

const run = async (): Promise<string> => {
  if (token === undefined) throw new Error('Set DISCORD_TOKEN, in the environment or in .env.')
  const rest = new REST({ api }).setToken(token)
  const { id: applicationId } = (await rest.get(Routes.currentApplication())) as { id: string }
  const where = { applicationId, guildId }
  const place = guildId === undefined ? 'everywhere' : `in the server ${guildId}`
  if (process.argv[2] === 'remove') {
    await removeCommands(rest, where)
    return `The slash command is removed ${place}. The bot registers it again when it starts.`
  }
  const registered = await registeredCommands(rest, where)
  return registered.length === 0 ? `Nothing is registered ${place}.` : JSON.stringify(registered, undefined, 2)
}

try {
  console.log(await run())
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
