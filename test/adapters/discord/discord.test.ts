import { expect, test } from 'vitest'
import { createDiscordWorld } from '../../support/discord-world.ts'

test('a stage is a card that looks at home', async () => {
  const world = await createDiscordWorld()
  await world.begin()
  const { text, message, shown, isPrivate } = await world.say('Ana', 'stage 3')
  console.log(text)
  console.log(JSON.stringify(message.components, null, 1).slice(0, 3000))
  expect(isPrivate).toBe(false)
  expect(shown.requests).toBe(1)
  console.log((await world.say('Ana', 'group create Friends start:2026-11-23', { mayManage: true })).text)
  console.log((await world.say('Ana', 'done')).text)
  console.log((await world.say('Ana', 'leaderboard')).text)
  expect(world.discord.refusals).toEqual([])
})
