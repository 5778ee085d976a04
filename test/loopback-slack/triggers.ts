import { Refusal } from './refusal.ts'
import type { State, User } from './state.ts'

const lifetimeMs = 3000

/** trigger_ids: for one use, within three seconds, in the workspace they were given in. */
export const createTriggers = (state: State, clock: () => number) => {
  const triggers = new Map<string, { user: User; at: number; used: boolean }>()
  return {
    issue(user: User): string {
      const id = `${state.newId('1')}.${user.workspace.id}.${state.newId('f')}`
      triggers.set(id, { user, at: clock(), used: false })
      return id
    },
    redeem(id: string, workspaceId: string): User {
      const trigger = triggers.get(id)
      if (!trigger || trigger.user.workspace.id !== workspaceId) throw new Refusal('invalid_trigger_id')
      if (trigger.used) throw new Refusal('exchanged_trigger_id')
      if (clock() - trigger.at > lifetimeMs) throw new Refusal('expired_trigger_id')
      trigger.used = true
      return trigger.user
    },
  }
}

export type Triggers = ReturnType<typeof createTriggers>
