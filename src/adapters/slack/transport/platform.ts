/** The name of the platform, and the ids of its people in the bot. */
import type { ActorId } from '../../../chat/invocation.ts'

export const platform = 'slack'

/** User ids are unique within a workspace only. */
export const actorIdOf = (team: string, user: string): ActorId => `${platform}:${team}-${user}`

/** The workspace and the person of an actor id. */
export const readActorId = (id: ActorId): { team: string; user: string } => {
  const [, team = '', user = ''] = /^slack:([^-]+)-(.+)$/.exec(id) ?? []
  return { team, user }
}
