/** The names by which the bot and Slack know each other: of the platform, of its people, and the path of its requests. */
import type { ActorId } from '../../../chat/invocation.ts'

export const platform = 'slack'

/** The path of Slack's requests over HTTP: commands, presses and events alike. */
export const eventsPath = '/slack/events'

/** User ids are unique within a workspace only. */
export const actorIdOf = (team: string, user: string): ActorId => `${platform}:${team}-${user}`

/** Splits an actor id into the workspace and the user. */
export const readActorId = (id: ActorId): { team: string; user: string } => {
  const [, team = '', user = ''] = /^slack:([^-]+)-(.+)$/.exec(id) ?? []
  return { team, user }
}
