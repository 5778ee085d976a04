import { describe, expect, test } from 'vitest'
import { createDiscordWorld, readable } from '../support/discord-world.ts'
import { createSlackWorld } from '../support/slack-world.ts'

describe('on Discord', () => {
  const open = async () => {
    const world = await createDiscordWorld()
    await world.begin()
    await world.say('Sam', 'group create Friends timezone:UTC', { mayManage: true })
    for (const name of ['Ana', 'Hal']) await world.say(name, 'join')
    await world.say('Hal', 'settings visibility:hidden')
    return world
  }

  test('the channel does not read who hides, and an organizer does, alone', async () => {
    const { say } = await open()
    const { message, shown } = await say('Sam', 'group show', { mayManage: true })
    expect(message.visibleTo).toBeUndefined()
    expect(readable(message)).not.toContain('Hal')
    const followUp = shown.followUps.filter((followUp) => followUp !== message)
    expect(followUp.map(readable).join()).toContain('Hal')
    expect(followUp.every(({ visibleTo }) => visibleTo !== undefined)).toBe(true)
    expect((await say('Ana', 'group show')).text).not.toContain('Hal')
  })

  test('whoever is no member is offered no names while they type', async () => {
    const { discord, person, channel } = await open()
    const offered = async (name: string, command: string) =>
      (await discord.type(person(name), channel, command, { member: '' })).map((choice) => choice.name)
    expect(await offered('Eve', 'roadmap progress')).toEqual([])
    expect(await offered('Eve', 'roadmap group remove')).toEqual([])
    expect(await offered('Ana', 'roadmap group remove')).toEqual([])
    expect(await offered('Ana', 'roadmap progress')).toEqual(['Sam', 'Ana'])
    expect(await offered('Sam', 'roadmap group remove')).toContain('Hal')
  })
})

test('on Slack the channel does not read who hides, and an organizer does, alone', async () => {
  const { person, begin, say, slack } = await createSlackWorld()
  person('Sam', { admin: true })
  await begin()
  await say('Sam', 'group create Friends timezone:UTC')
  for (const name of ['Ana', 'Hal']) await say(name, 'join')
  await say('Hal', 'settings visibility:hidden')
  const { isPrivate, text, followUps } = await say('Sam', 'group show')
  expect([isPrivate, text.includes('Hidden members'), text.includes('Hal')]).toEqual([false, true, true])
  expect(followUps.every(({ ephemeralTo }) => ephemeralTo === person('Sam'))).toBe(true)
  expect(followUps).toHaveLength(1)
  expect((await say('Ana', 'group show')).text).not.toContain('Hal')
  expect(slack.refusals).toEqual([])
})
