/** What the bot has resident when it is on both platforms and nobody asks, beside a process that merely loads their libraries. */
import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { startDiscord } from '../loopback-discord/start-discord.ts'
import { startSlack } from '../loopback-slack/start-slack.ts'
import { megabytes, pair } from './measure.ts'
import { startProgram } from './program.ts'

/** After it began, what is left over is collected; in milliseconds. */
const createUnrecordedResults = 3000

export const benchIdle = async () => {
  console.log('\nOn Discord and Slack at once, when nobody asks')
  const [discord, slack] = [await startDiscord(), await startSlack()]
  const workspace = slack.addWorkspace('Bench')
  slack.addChannel(workspace, 'bench')
  discord.addChannel(discord.addGuild('Bench'), 'bench')
  const libraries = startProgram('test/bench/merely-loads.js', {})
  await once(libraries.said, 'data')
  const bot = startProgram('scripts/start.js', {
    ...{ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.url },
    ...{ SLACK_BOT_TOKEN: workspace.botToken, SLACK_APP_TOKEN: slack.appToken, SLACK_API_URL: slack.apiUrl },
  })
  await slack.socket.untilOpened(2)
  while (discord.commands.puts === 0) await setTimeout(2)
  await setTimeout(createUnrecordedResults)
  const resident = megabytes(libraries.resident(), bot.resident())
  pair('resident: the libraries alone, bot', resident, { unit: 'MB', aim: '1.7 or less' })
  if (discord.refusals.length + slack.refusals.length > 0)
    throw new Error(JSON.stringify([...discord.refusals, ...slack.refusals][0]))
  for (const program of [libraries, bot]) await program.end()
  await discord.close()
  await slack.close()
}
