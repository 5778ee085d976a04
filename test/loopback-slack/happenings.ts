import type { Channel, Message, User, View, Workspace } from './state.ts'

/** Something that a person in the workspace could notice, and how it came about. */
export type Happening = {
  kind: 'posted' | 'updated' | 'deleted' | 'ephemeral' | 'modal' | 'modal closed' | 'modal errors' | 'home'
  by: string
  workspace: Workspace
  user?: User
  channel?: Channel
  message?: Message
  view?: View
  errors?: Record<string, string>
  /** The trigger_id or response_url that led to it: whose doing it answers. */
  key?: string
}

type Predicate = (happening: Happening) => boolean

type WaitOptions = { from?: number; withinMs?: number; what?: string }

export const createHappenings = () => {
  const all: Happening[] = []
  const listeners = new Set<(happening: Happening) => void>()
  const timers = new Set<NodeJS.Timeout>()
  return {
    all,
    tell(happening: Happening) {
      all.push(happening)
      for (const listener of [...listeners]) listener(happening)
    },
    /**
     * The first that fits, counted from `from` on: it may have happened already. On giving up, the error names `what`, or the
     * predicate's own code, and what happened instead.
     */
    waitFor(
      predicate: Predicate,
      { from = 0, withinMs = 5000, what = String(predicate) }: WaitOptions = {},
    ): Promise<Happening> {
      for (let at = from; at < all.length; at++) {
        const happening = all[at]
        if (happening && predicate(happening)) return Promise.resolve(happening)
      }
      return new Promise((resolve, reject) => {
        const end = () => {
          clearTimeout(timer)
          timers.delete(timer)
          listeners.delete(listener)
        }
        const listener = (happening: Happening) => {
          if (!predicate(happening)) return
          end()
          resolve(happening)
        }
        const timer = setTimeout(() => {
          end()
          const seen = all.slice(from).map(({ kind, by }) => `${kind} by ${by}`)
          reject(new Error(`waited ${withinMs} ms in vain for: ${what}; seen: ${seen.join(', ') || 'nothing'}`))
        }, withinMs)
        timers.add(timer)
        listeners.add(listener)
      })
    },
    close() {
      for (const timer of timers) clearTimeout(timer)
      listeners.clear()
    },
  }
}

export type Happenings = ReturnType<typeof createHappenings>
