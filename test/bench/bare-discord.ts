/** Run as a process of its own: a discord.js client that answers everything with the same card. What nothing can be quicker than. */
import { Client, Events, MessageFlags } from 'discord.js'
import { cardOf } from '../../src/adapters/discord/card.ts'
import { registrationOf } from '../../src/adapters/discord/registration.ts'
import { commands } from '../../src/commands/index.ts'
import { stageCard } from '../../src/views/stage.ts'
import { backendDeveloper } from '../support/bot.ts'

const [roadmap] = backendDeveloper
const reply = roadmap && stageCard(roadmap, 3)
if (!reply) throw new Error('no stage 3')
const { components } = cardOf(reply)

const client = new Client({
  intents: [],
  rest: { api: process.env.DISCORD_API_URL ?? '', globalRequestsPerSecond: 1000 },
})
client.on(Events.InteractionCreate, (interaction) => {
  if (interaction.isChatInputCommand()) {
    void interaction.reply({ flags: MessageFlags.IsComponentsV2, components: components as never })
  }
})
client.once(Events.ClientReady, (ready) => void ready.application.commands.set([registrationOf(commands) as never]))
await client.login(process.env.DISCORD_TOKEN)
