/** People in a Slack of the test's own, whose bot is heard: Sam, an admin, with Ana and Ben. */
import { createSlackWorld, type Options } from './slack-world.ts'

export const begun = async (options: Options = {}) => {
  const world = await createSlackWorld(options)
  world.person('Sam', { admin: true })
  for (const name of ['Ana', 'Ben']) world.person(name)
  await world.begin()
  return world
}

/** The same, with a group in the channel: Friends, which Sam made and Ana has joined. */
export const withGroup = async (options: Options = {}) => {
  const world = await begun(options)
  await world.say('Sam', 'group create name:Friends start:2026-11-23 timezone:Europe/Berlin')
  await world.say('Ana', 'join')
  return world
}
